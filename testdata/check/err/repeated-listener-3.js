// Prompts that ask for the next one: the listener of each is there for all that come later.
const lines = ['One.', 'Two.', 'Three.'];

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  let next = 0;
  const speak = () => {
    call.say(lines[next++ % lines.length]);
    call.addEventListener(CallEvents.PlaybackFinished, () => {
      Logger.write(`line ${next}`);
      speak();
    });
  };
  call.addEventListener(CallEvents.Connected, speak);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
