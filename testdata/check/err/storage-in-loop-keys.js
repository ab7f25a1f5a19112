// One request after the other for each key that there is. Those of a short list are fine.
require(Modules.ApplicationStorage);

async function clear() {
  const { keys } = await ApplicationStorage.keys('cache');
  for (const key of keys) {
    await ApplicationStorage.remove(key);
  }
  for (const key of ['first', 'second']) {
    await ApplicationStorage.remove(key);
  }
}

VoxEngine.addEventListener(AppEvents.Started, () => {
  clear()
    .catch((error) => Logger.write(error))
    .then(() => VoxEngine.terminate());
});
