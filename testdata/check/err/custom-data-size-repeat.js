// A line of 40 dashes, six times.
const line = '-'.repeat(40);

VoxEngine.addEventListener(AppEvents.Started, () => {
  VoxEngine.customData(line.repeat(5));
  VoxEngine.customData(line.repeat(6));
  VoxEngine.customData(line.repeat(6).slice(0, 200));
  VoxEngine.terminate();
});
