// load() passes its failures on. One of its callers forgets that, and the timer has nobody to tell.
require(Modules.ApplicationStorage);

let settings = {};

async function load() {
  const entry = await ApplicationStorage.get('settings');
  if (entry) settings = JSON.parse(entry.value);
}

async function count() {
  const entry = await ApplicationStorage.get('count');
  await ApplicationStorage.put('count', String(Number(entry?.value) + 1));
}

VoxEngine.addEventListener(AppEvents.Started, () => {
  load();
  setInterval(count, 60000);
});

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call }) => {
  await load().catch((error) => Logger.write(error));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.answer();
  call.say(settings.greeting ?? 'Hello.');
});
