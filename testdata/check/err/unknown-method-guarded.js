// What the scenario adds, or asks for, is no mistake; methods of a player are none of a call.
function annotate(call, note) {
  call.note = note;
  call.describe = () => call.id() + ': ' + call.note;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  annotate(call, 'first');
  Logger.write(call.describe());
  if (call.enableMagic) call.enableMagic();
  call.setVolume?.(5);
  call.addEventListener(CallEvents.Connected, () => {
    const player = VoxEngine.createURLPlayer('https://media.example.com/a.mp3');
    player.sendMediaTo(call);
    player.pause();
    player.unpause();
    call.pause();
    Logger.write(call.duration);
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
