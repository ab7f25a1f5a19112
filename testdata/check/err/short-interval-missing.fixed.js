// The time is left out, or 0.
VoxEngine.addEventListener(AppEvents.Started, () => {
  const often = setInterval(() => Logger.write('tick'));
  const always = setInterval(() => Logger.write('tock'), 100);
  setTimeout(() => {
    clearInterval(often);
    clearInterval(always);
    VoxEngine.terminate();
  }, 1000);
});
