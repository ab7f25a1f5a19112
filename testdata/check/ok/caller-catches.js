// Functions that pass their failures on: whoever calls them catches.
//
//     voxemu run testdata/check/ok/caller-catches.js --start --custom-data '{"to":"15550301"}' --far testdata/check/ok/far.yaml
require(Modules.ApplicationStorage);

const read = (key) => ApplicationStorage.get(key);
const write = async (key, value) => ApplicationStorage.put(key, JSON.stringify(value), 3600);

async function load(key) {
  const pair = await read(key);
  if (!pair) throw new Error(`nothing stored under ${key}`);
  return JSON.parse(pair.value);
}

async function main() {
  const { to } = JSON.parse(VoxEngine.customData() || '{}');
  const settings = await load('settings').catch(() => ({ callerid: '15550100' }));
  await write('settings', settings);
  const call = VoxEngine.callPSTN(to ?? '15550301', settings.callerid);
  await new Promise((resolve, reject) => {
    call.addEventListener(CallEvents.Connected, resolve);
    call.addEventListener(CallEvents.Failed, ({ code }) => reject(new Error(`failed with ${code}`)));
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.say('This is a call from your calendar.');
}

VoxEngine.addEventListener(AppEvents.Started, () => {
  main().catch((error) => {
    Logger.write(error.message);
    VoxEngine.terminate();
  });
});
