// A key has one character at least.
require(Modules.ApplicationStorage);

const name = '';

VoxEngine.addEventListener(AppEvents.Started, async () => {
  try {
    await ApplicationStorage.put(name, 'on', 60);
    await ApplicationStorage.put(`${name}:state`, 'on', 60);
  } catch (error) {
    Logger.write(error);
  }
  VoxEngine.terminate();
});
