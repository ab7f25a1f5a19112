// Takes two calls an hour from a number; the third hears why not. The count expires by itself.
//
//     voxemu run scenarios/examples/rate-limit --at 2026-03-01T08:00:00Z
//     voxemu run scenarios/examples/rate-limit --at 2026-03-01T08:10:00Z
//     voxemu run scenarios/examples/rate-limit --at 2026-03-01T08:20:00Z
//     voxemu run scenarios/examples/rate-limit --at 2026-03-01T09:30:00Z
require(Modules.ApplicationStorage);

const most = 2;
const hour = 3600; // s

async function countCall(number) {
  const key = `calls:${number}`;
  const entry = await ApplicationStorage.get(key);
  const count = entry ? Number(entry.value) + 1 : 1;
  // A new count lives for an hour; a known one keeps the time that is left.
  const left = entry ? Math.max(1, entry.expireAt - Math.floor(Date.now() / 1000)) : hour;
  await ApplicationStorage.put(key, String(count), left);
  return count;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
  let count = 1;
  try {
    count = await countCall(callerid);
  } catch (error) {
    Logger.write(`not counted: ${error}`);
  }
  const text = count > most ? 'You have called too often. Please try again in an hour.' : `This is call ${count} of ${most}.`;
  call.addEventListener(CallEvents.Connected, () => call.say(text, { voice: VoiceList.Amazon.en_US_Joanna }));
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
