// 10,000 times: await an answer of the storage.
require(Modules.ApplicationStorage);

(async () => {
  await ApplicationStorage.put('key', 'value');
  let sum = 0;
  for (let i = 0; i < 10000; i++) sum += (await ApplicationStorage.get('key')).value.length;
  VoxEngine.terminate();
})();
