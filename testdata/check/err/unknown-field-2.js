// Fields that a pattern takes out of an event: shorthand, renamed, in the body. A default says that a field may be missing.
VoxEngine.addEventListener(AppEvents.Started, () => {
  const call = VoxEngine.callPSTN(VoxEngine.customData(), '15550100');
  call.addEventListener(CallEvents.Connected, () => {
    call.record();
    call.say('Hello.');
  });
  call.addEventListener(CallEvents.RecordStarted, ({ recordUrl }) => Logger.write(recordUrl));
  call.addEventListener(CallEvents.RecordStopped, ({ url: link, lenght: seconds, size = 0 }) => Logger.write(`${link} ${seconds} ${size}`));
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents.Failed, (e) => {
    const { code, statusText } = e;
    Logger.write(`${code} ${statusText}`);
    VoxEngine.terminate();
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
