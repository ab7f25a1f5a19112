// Keys, values and times to live that are just allowed.
//
//     voxemu run testdata/check/ok/storage-limits.js --start
require(Modules.ApplicationStorage);

const DAY = 24 * 60 * 60;
const key = 'k'.repeat(200);
const value = 'v'.repeat(2000);

async function store() {
  await ApplicationStorage.put(key, value, 90 * DAY);
  await ApplicationStorage.put('forever', 'almost', 7776000);
  await ApplicationStorage.put('without-ttl', 'thirty days');
  await ApplicationStorage.put('counter', 0, 1);
  const { keys } = await ApplicationStorage.keys('forever', 10);
  for (const k of keys.slice(0, 3)) await ApplicationStorage.remove(k);
  // Two keys one after the other, as the second depends on the first.
  for (const name of ['a', 'b']) {
    const pair = await ApplicationStorage.get(name);
    if (pair !== null) return pair.value;
  }
  return null;
}

VoxEngine.addEventListener(AppEvents.Started, async () => {
  try {
    Logger.write(await store());
  } catch (error) {
    Logger.write(error);
  } finally {
    VoxEngine.terminate();
  }
});
