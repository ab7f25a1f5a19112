VoxEngine.addEventListener(AppEvents.Started, () => {
  const call = VoxEngine.callPSTN('15550199', '15550100');
  call.addEventListener(CallEvents.Connected, () => call.say('Your order is ready'));
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
