// A voicemail box: what the caller says is recorded, and the address of the recording is kept for whoever asks for it.
//
//     voxemu run scenarios/examples/voicemail --do 'wait-heard /message/; wait 1500ms; say "It is Ada. Please call me back."; press #; wait 10s'
//
// The recording is written to .voxemu/recordings: a WAV with a marker where somebody speaks, and a transcript.
require(Modules.ApplicationStorage);
require(Modules.Recorder);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  call.answer();
  call.handleTones(true); // keys are not on the recording then
  call.addEventListener(CallEvents.Connected, () => call.say('Nobody is here. Leave a message after the tone, and end it with the hash key.'));
  call.addEventListener(CallEvents.PlaybackFinished, () => {
    const beep = VoxEngine.createToneScriptPlayer('1000@-12;0.4(0.4/0/1)');
    beep.sendMediaTo(call);
    beep.addEventListener(PlayerEvents.PlaybackFinished, () => takeMessage(call, callerid));
  });
});

function takeMessage(call, callerid) {
  const recorder = VoxEngine.createRecorder({ name: `message of ${callerid}` });
  let url;
  recorder.addEventListener(RecorderEvents.Started, (e) => { url = e.url; });
  recorder.addEventListener(RecorderEvents.Stopped, async ({ duration }) => {
    try {
      await ApplicationStorage.put(`message-${callerid}`, JSON.stringify({ url, duration }), 7 * 24 * 3600);
    } catch (error) {
      Logger.write(`nobody is told of ${url}: ${error}`);
    }
    VoxEngine.terminate();
  });
  call.sendMediaTo(recorder);
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => tone === '#' && recorder.stop());
  call.addEventListener(CallEvents.Disconnected, () => recorder.stop());
}
