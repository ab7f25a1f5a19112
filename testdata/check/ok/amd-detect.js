// The same by a promise, which is rejected if nothing can be found out.
//
//     voxemu run testdata/check/ok/amd-detect.js --start --custom-data 15550302 --far testdata/check/ok/far.yaml
const isMachine = async (call) => {
  const detector = AMD.create({ model: AMD.Model.EU_GENERAL, call });
  try {
    const { resultClass } = await detector.detect();
    return resultClass === AMD.ResultClass.VOICEMAIL;
  } catch (e) {
    Logger.write(`no detection: ${e?.message}`);
    return false;
  }
};

VoxEngine.addEventListener(AppEvents.Started, () => {
  const call = VoxEngine.callPSTN(VoxEngine.customData(), '15550100');
  call.addEventListener(CallEvents.Failed, ({ code }) => {
    Logger.write(code);
    VoxEngine.terminate();
  });
  call.addEventListener(CallEvents.Disconnected, () => VoxEngine.terminate());
  call.addEventListener(CallEvents.Connected, async () => {
    if (await isMachine(call)) {
      call.hangup();
      return;
    }
    call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
    call.say('Hello, human.');
  });
});
