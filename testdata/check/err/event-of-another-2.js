// Hold music by a player, which tells the call's events to nobody.
const MUSIC = 'https://cdn.example.com/hold.mp3';

function play(call) {
  const player = VoxEngine.createURLPlayer({ url: MUSIC });
  player.addEventListener(PlayerEvents.Error, ({ error }) => Logger.write(error));
  player.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  player.sendMediaTo(call);
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => play(call));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  // The event is one of the call, and VoxEngine has none of those.
  VoxEngine.addEventListener(CallEvents.ToneReceived, ({ tone }) => Logger.write(tone));
  call.handleTones(true);
  call.answer();
});
