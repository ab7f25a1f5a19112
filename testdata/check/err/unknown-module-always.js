// What these modules were for is always there. One of them could not be guessed.
require(Modules.Player);
require(Modules.CallList);
require(Modules.Teleport);
const amd = typeof Modules !== 'undefined' && Modules.AMD ? Modules.AMD : 'amd';
require(amd);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const player = VoxEngine.createURLPlayer('https://media.example.com/hello.mp3');
  player.addEventListener(PlayerEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents.Connected, () => player.sendMediaTo(call));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
