// Modules in the wrong case, or by a wrong text.
require(Modules.ASR);
require('recorder');
require(Modules.Conference);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const asr = VoxEngine.createASR({ profile: ASRProfileList.Google.en_US });
  const recorder = VoxEngine.createRecorder({ hd_audio: true });
  const room = VoxEngine.createConference({ hd_audio: true });
  asr.addEventListener(ASREvents.Result, ({ text }) => Logger.write(text));
  call.addEventListener(CallEvents.Connected, () => {
    call.sendMediaTo(asr);
    call.sendMediaTo(recorder);
    VoxEngine.sendMediaBetween(call, room);
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
