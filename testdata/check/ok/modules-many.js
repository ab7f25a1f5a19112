// Modules loaded in several ways, each of them used.
//
//     voxemu run testdata/check/ok/modules-many.js --do 'wait-heard /name/; say "Ada Lovelace"; wait 10s'
[Modules.ASR, Modules.Recorder].forEach((module) => require(module));
require('applicationstorage');
require((typeof Modules !== 'undefined' && Modules.AMD) ? Modules.AMD : 'amd');

const profile = ASRProfileList.Google.en_US;
let recorder;

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  const asr = VoxEngine.createASR({ profile, singleUtterance: true });
  call.addEventListener(CallEvents.Connected, () => {
    recorder = VoxEngine.createRecorder({ hd_audio: true });
    recorder.addEventListener(RecorderEvents.Started, ({ url }) => Logger.write(url));
    call.sendMediaTo(recorder);
    call.say('What is your name?');
  });
  call.addEventListener(CallEvents.PlaybackFinished, () => call.sendMediaTo(asr));
  asr.addEventListener(ASREvents.Result, async ({ text, confidence }) => {
    asr.stop();
    recorder.stop();
    Logger.write(`${text} (${confidence})`);
    try {
      await ApplicationStorage.put(`name:${callerid}`, text.slice(0, 2000), 3600);
    } catch (e) {
      Logger.write(e);
    }
    call.hangup();
  });
  asr.addEventListener(ASREvents.ASRError, () => call.hangup());
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});

VoxEngine.addEventListener(AppEvents.Terminated, () => Logger.write(typeof AMD));
