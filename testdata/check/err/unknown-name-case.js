// Names of the API in the wrong case, or without their last letter.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(callEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvent.Connected, () => call.say('Good morning'));
  call.addEventListener(CallEvents.PlaybackFinished, () => {
    settimeout(() => call.hangup(), 500);
  });
  voxengine.addEventListener(AppEvents.Terminating, () => Logger.write('bye'));
  call.answer();
});
