// A menu that takes the events of a player for those of the call.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => call.say('Thank you for calling. Goodbye.'));
  call.addEventListener(PlayerEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(PlayerEvents.Started, () => Logger.write('speaking'));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
