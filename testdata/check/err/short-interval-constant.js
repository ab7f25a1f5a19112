// Ten frames of 20 ms each, counted with an interval that is five times as long in the cloud.
const FRAME = 20;

VoxEngine.addEventListener(AppEvents.Started, () => {
  let frames = 0;
  const clock = setInterval(() => {
    frames += 1;
    if (frames < 10) return;
    clearInterval(clock);
    VoxEngine.terminate();
  }, FRAME);
  const slow = setInterval(() => Logger.write(frames), FRAME * 5);
  setTimeout(() => clearInterval(slow), 1000);
});
