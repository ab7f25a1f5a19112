// Asks for the number of an order by voice. It listens only while the caller is to speak, and asks again when it is not sure:
//
//     voxemu run scenarios/examples/voice-order \
//         --do 'wait-heard /number/; say "it is four seven one" confidence=30; wait-heard /Sorry/; say "four seven one" confidence=85; wait-heard /Thank you/'
//     voxemu run scenarios/examples/voice-order --do 'wait-heard /number/; silence 10s; wait-heard /call again/'
require(Modules.ASR);

const sure = 50; // of 100
const patience = 8000; // ms

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const asr = VoxEngine.createASR({
    profile: ASRProfileList.Google.en_US,
    singleUtterance: true,
    interimResults: true,
    phraseHints: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  });
  let silence;

  const stopListening = () => {
    clearTimeout(silence);
    call.stopMediaTo(asr);
  };
  const ask = (text) => {
    call.say(text);
    call.addEventListener(CallEvents.PlaybackFinished, listen);
  };
  const listen = () => {
    call.removeEventListener(CallEvents.PlaybackFinished, listen);
    call.sendMediaTo(asr);
    silence = setTimeout(() => {
      stopListening();
      goodbye('I can not hear you. Please call again.');
    }, patience);
  };
  const goodbye = (text) => {
    asr.stop();
    call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
    call.say(text);
  };

  asr.addEventListener(ASREvents.InterimResult, () => clearTimeout(silence));
  asr.addEventListener(ASREvents.Result, ({ text, confidence }) => {
    stopListening();
    Logger.write(`heard "${text}", ${confidence} of 100 sure`);
    if (confidence < sure) {
      ask('Sorry, what was the number?');
    } else {
      goodbye(`Thank you. We look for order ${text}.`);
    }
  });
  asr.addEventListener(ASREvents.ASRError, ({ error }) => goodbye(`No luck: ${error}`));

  call.addEventListener(CallEvents.Connected, () => ask('What is the number of your order?'));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
