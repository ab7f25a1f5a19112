// Milliseconds, and moments, in place of seconds from now.
require(Modules.ApplicationStorage);

const HOUR_MS = 60 * 60 * 1000;

async function remember(key, value) {
  await ApplicationStorage.put(`${key}:day`, value, 24 * HOUR_MS);
  await ApplicationStorage.put(`${key}:hour`, value, HOUR_MS);
  await ApplicationStorage.put(`${key}:until`, value, Math.floor(Date.now() / 1000) + 3600);
  await ApplicationStorage.put(`${key}:right`, value, HOUR_MS / 1000);
}

VoxEngine.addEventListener(AppEvents.Started, () => {
  remember('start', 'now').catch((error) => Logger.write(error)).then(() => VoxEngine.terminate());
});
