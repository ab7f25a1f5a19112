// The prefix alone is just short enough; with the name behind it the key is too long.
require(Modules.ApplicationStorage);

const prefix = 'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk';

async function load(name) {
  try {
    const all = await ApplicationStorage.get(`${prefix}:settings`);
    const one = await ApplicationStorage.get(`${prefix}:settings:${name}`);
    const old = await ApplicationStorage.get(prefix + 'x'.repeat(11));
    return all ?? one ?? old;
  } catch (error) {
    Logger.write(error);
    return null;
  }
}

VoxEngine.addEventListener(AppEvents.Started, async () => {
  Logger.write(JSON.stringify(await load('opening')));
  VoxEngine.terminate();
});
