// Modules that are used by the value of an event, by a name in a text, by a pattern, or just by being loaded.
//
//     voxemu run testdata/check/ok/unused-require.js --do 'wait 1s; say "hello"; wait 5s'
require(Modules.PushService);
require(Modules.AI); // for AMD, as guides have it
require(Modules.ASR);
require(Modules.Recorder);

const { createRecorder: record } = VoxEngine;

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  const amd = AMD.create({ call, model: AMD.Model.US });
  amd.addEventListener(AMD.Events.DetectionComplete, ({ resultClass }) => Logger.write(resultClass));
  const asr = VoxEngine['createASR']({ profile: 'ASRProfileList.Google.en_US' });
  asr.addEventListener('ASR.Result', () => call.hangup());
  call.addEventListener(CallEvents.Connected, () => {
    const recorder = record({ hd_audio: true });
    call.sendMediaTo(recorder);
    call.sendMediaTo(asr);
    setTimeout(() => call.hangup(), 10000);
  });
  call.answer();
});
