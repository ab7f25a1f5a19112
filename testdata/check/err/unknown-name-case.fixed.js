// Names of the API in the wrong case, or without their last letter.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Connected, () => call.say('Good morning'));
  call.addEventListener(CallEvents.PlaybackFinished, () => {
    setTimeout(() => call.hangup(), 500);
  });
  VoxEngine.addEventListener(AppEvents.Terminating, () => Logger.write('bye'));
  call.answer();
});
