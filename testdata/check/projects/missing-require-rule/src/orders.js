VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const asr = VoxEngine.createASR({ profile: ASRProfileList.Google.en_US });
  const recorder = VoxEngine.createRecorder({ hd_audio: true });
  asr.addEventListener(ASREvents.Result, () => call.hangup());
  listen(call, () => {
    call.sendMediaTo(asr);
    call.sendMediaTo(recorder);
  });
});
