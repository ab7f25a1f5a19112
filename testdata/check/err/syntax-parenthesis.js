VoxEngine.addEventListener(AppEvents.Started, () => {
  Logger.write('no end';
  VoxEngine.terminate();
});
