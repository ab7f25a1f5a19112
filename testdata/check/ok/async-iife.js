// Work that begins while the script is loaded, with a catch at its end.
//
//     voxemu run testdata/check/ok/async-iife.js
require(Modules.ApplicationStorage);

let settings = { greeting: 'Hello.' };

const ready = (async () => {
  const pair = await ApplicationStorage.get('settings');
  if (pair) settings = { ...settings, ...JSON.parse(pair.value) };
})().catch((e) => Logger.write(`settings: ${e}`));

(async function refresh() {
  try {
    await ApplicationStorage.put('started', String(Date.now()), 600);
  } catch {
    Logger.write('not counted');
  }
})();

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  await ready;
  call.answer();
  call.say(settings.greeting);
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
});
