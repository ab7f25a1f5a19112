// Rejections that are handled, though not where the promise is made.
//
//     voxemu run testdata/check/ok/handled-promises.js --start
require(Modules.ApplicationStorage);

const to = (promise) => promise.then((value) => [null, value], (error) => [error]);
const quiet = (promise) => promise.catch((error) => Logger.write(error));
const api = {
  load: async (key) => JSON.parse((await ApplicationStorage.get(key))?.value ?? 'null'),
  save(key, value) { return ApplicationStorage.put(key, JSON.stringify(value), 60); },
};

// Writes go one after the other.
let queue = Promise.resolve();
function enqueue(key, value) {
  queue = queue.then(() => api.save(key, value)).catch((error) => Logger.write(error));
  return queue;
}

class Repository {
  async read(key) { return api.load(key); }
  async readOr(key, fallback) {
    try {
      return await this.read(key);
    } catch (e) {
      return fallback;
    }
  }
}

async function* pages(keys) {
  for (const key of keys) yield await api.load(key);
}

async function main() {
  const [error, stored] = await to(ApplicationStorage.get('a'));
  Logger.write(error ?? stored);
  quiet(ApplicationStorage.put('a', '1', 60));

  const early = ApplicationStorage.get('b');
  try {
    await early;
    for await (const page of pages(['a', 'b'])) Logger.write(page);
  } catch (e) {
    Logger.write(e);
  }

  Promise.all(['a', 'b'].map(async (key) => {
    try {
      await api.save(key, key);
    } catch (e) {
      Logger.write(`${key}: ${e}`);
    }
  }));

  const values = await Promise.all([api.load('a'), api.load('b')]).catch(() => []);
  await new Promise((resolve, reject) => {
    api.load('c').then(resolve, reject);
  }).catch(Logger.write);
  await enqueue('d', values);
  Logger.write(await new Repository().readOr('d', 'nothing'));
  return ApplicationStorage.remove('d');
}

VoxEngine.addEventListener(AppEvents.Started, () => {
  main().catch((e) => Logger.write(e)).finally(VoxEngine.terminate);
});
