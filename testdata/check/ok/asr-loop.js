// A conversation by turns: speak, listen, answer. The recogniser is attached only while the caller is to speak.
//
//     voxemu run testdata/check/ok/asr-loop.js --do 'wait-heard /colour/; say red; wait-heard /colour/; say green; wait-heard /bye/; wait 1s'
require(Modules.ASR);

const questions = ['What is your favourite colour?', 'And your second favourite colour?'];
const answers = [];
const asrOptions = {
  profile: ASRProfileList.Google.en_US,
  model: ASRModelList.Google.phone_call,
  phraseHints: ['red', 'green', 'blue'],
};

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  // Interim results are asked for by a copy of the options.
  const asr = VoxEngine.createASR({ ...asrOptions, interimResults: true, singleUtterance: true });
  let silence = null;

  asr.addEventListener(ASREvents.InterimResult, (e) => {
    Logger.write(`... ${e.text}`);
    restart();
  });
  asr.addEventListener(ASREvents.Result, (e) => {
    clearTimeout(silence);
    call.stopMediaTo(asr);
    answers.push(e.text);
    next();
  });

  const restart = () => {
    clearTimeout(silence);
    silence = setTimeout(() => call.hangup(), 10 * 1000);
  };
  const next = () => {
    const question = questions[answers.length];
    call.say(question ?? `So you like ${answers.join(' and ')}. Goodbye.`);
  };

  call.addEventListener(CallEvents.PlaybackFinished, () => {
    if (answers.length === questions.length) {
      call.hangup();
      return;
    }
    call.sendMediaTo(asr);
    restart();
  });
  call.addEventListener(CallEvents.Connected, next);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
