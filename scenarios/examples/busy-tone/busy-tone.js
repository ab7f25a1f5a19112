// Plays the busy tone of the caller's country for five seconds, instead of an answer.
//
//     voxemu run scenarios/examples/busy-tone --do 'ring 20s'
const busy = '480@-19,620@-19;5(.5/.5/1+2)'; // North America: two tones, half a second on, half a second off

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.startEarlyMedia();
  const player = VoxEngine.createToneScriptPlayer(busy);
  player.sendMediaTo(call);
  player.addEventListener(PlayerEvents.PlaybackFinished, () => call.reject(486));
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
