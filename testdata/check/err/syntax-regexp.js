const caseless = /(?i:yes|no)/;

VoxEngine.addEventListener(AppEvents.Started, () => {
  Logger.write(caseless.test('YES'));
  VoxEngine.terminate();
});
