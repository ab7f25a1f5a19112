// Modules by their texts, by a constant and by a choice.
//
//     voxemu run testdata/check/ok/unknown-module.js
const MODULE = Modules.ApplicationStorage;
require(MODULE);
require('asr');
require(Modules['Recorder']);
require(typeof Modules.AMD === 'undefined' ? 'amd' : Modules.AMD);

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
  const recorder = VoxEngine.createRecorder({ hd_audio: true });
  const asr = VoxEngine.createASR({ profile: ASRProfileList.Google.en_US });
  asr.addEventListener(ASREvents.Result, ({ text }) => Logger.write(text));
  call.sendMediaTo(recorder);
  call.sendMediaTo(asr);
  try {
    await ApplicationStorage.put('last', 'x', 60);
  } catch (e) {
    Logger.write(e);
  }
  setTimeout(() => call.hangup(), 1000);
});
