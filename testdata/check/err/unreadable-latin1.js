VoxEngine.addEventListener(AppEvents.Started, () => {
  Logger.write("café");
  VoxEngine.terminate();
});
