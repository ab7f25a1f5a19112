// The detector tells who has answered, not the call.
VoxEngine.addEventListener(AppEvents.Started, () => {
  const amd = AMD.create({ model: AMD.Model.US });
  const call = VoxEngine.callPSTN(VoxEngine.customData(), '15550100', { amd });
  call.addEventListener(AMD.Events.DetectionComplete, ({ resultClass }) => {
    if (resultClass === AMD.ResultClass.VOICEMAIL) call.hangup();
  });
  amd.addEventListener(AMD.Events.DetectionError, ({ message }) => Logger.write(message));
  call.addEventListener(CallEvents.Connected, () => call.say('Hello.'));
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
