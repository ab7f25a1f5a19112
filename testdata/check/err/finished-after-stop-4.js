// A player that is stopped raises Stopped. Whether PlaybackFinished comes as well isn't certain, so this is a note.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const music = VoxEngine.createURLPlayer({ url: 'https://cdn.example.com/hold.mp3' }, { loop: true });
  const agent = VoxEngine.callUser({ username: 'anna', callerid: call.callerid() });
  call.addEventListener(CallEvents.Connected, () => music.sendMediaTo(call));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  agent.addEventListener(CallEvents.Connected, () => {
    music.stop();
    music.addEventListener(PlayerEvents.PlaybackFinished, () => VoxEngine.sendMediaBetween(call, agent));
  });
  agent.addEventListener(CallEvents.Failed, () => call.hangup());
  agent.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
