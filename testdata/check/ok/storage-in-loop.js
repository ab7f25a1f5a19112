// Loops with the storage in them that are short, look for something, try again, or start all requests at once.
//
//     voxemu run testdata/check/ok/storage-in-loop.js --start
require(Modules.ApplicationStorage);

const LINES = ['north', 'south', 'east', 'west'];

async function freeLine() {
  for (const line of LINES) {
    const entry = await ApplicationStorage.get(`line:${line}`);
    if (entry === null) return line;
  }
  return null;
}

async function store(key, value, tries) {
  for (let i = 0; i < tries; i++) {
    try {
      await ApplicationStorage.put(key, value, 60);
      break;
    } catch (error) {
      Logger.write(error);
    }
  }
}

async function clear() {
  const { keys } = await ApplicationStorage.keys('line');
  const jobs = [];
  for (const key of keys) jobs.push(ApplicationStorage.remove(key));
  await Promise.all(jobs);
  for (let i = 0; i < LINES.length; i++) await ApplicationStorage.remove(`old:${i}`);
}

VoxEngine.addEventListener(AppEvents.Started, async () => {
  try {
    await store(`line:${await freeLine()}`, 'busy', 3);
    await clear();
  } catch (error) {
    Logger.write(error);
  }
  VoxEngine.terminate();
});
