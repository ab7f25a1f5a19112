// A recogniser that hears somebody, and one whose server is lost.
require(Modules.ASR);
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.answer();
  call.addEventListener(CallEvents.Connected, () => {
    const asr = VoxEngine.createASR({ profile: ASRProfileList.Google.en_US, interimResults: true, singleUtterance: true });
    call.sendMediaTo(asr);
    asr.addEventListener(ASREvents.Result, () => asr.stop());
    VoxEngine.createASR({ profile: ASRProfileList.Amazon.en_US });
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
