// The modules are loaded for orders only.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const asr = VoxEngine.createASR({ profile: ASRProfileList.Google.en_US });
  asr.addEventListener(ASREvents.Result, () => call.hangup());
  listen(call, () => call.sendMediaTo(asr));
});
