// A value that is filled up to a fixed width: one character more than there may be.
require(Modules.ApplicationStorage);

VoxEngine.addEventListener(AppEvents.Started, () => {
  const done = () => VoxEngine.terminate();
  ApplicationStorage.put('row', 'a;b;c'.padEnd(2001), 600).then(done, done);
  ApplicationStorage.put('column', 'a;b;c'.padEnd(2000), 600).then(done, done);
});
