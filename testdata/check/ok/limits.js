// Values that are just small enough, or of which nobody knows how long they are.
//
//     voxemu run testdata/check/ok/limits.js
require(Modules.ApplicationStorage);

const MINUTE = 60;
const UPDATE_MS = 2 * MINUTE * 1000;
const text = 'A sentence of fifty characters, with its full stop';

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid, destination }) => {
  const clock = setInterval(() => Logger.write('still here'), UPDATE_MS);
  VoxEngine.customData(text.repeat(4));
  call.customData(JSON.stringify({ callerid, destination }));
  call.addEventListener(CallEvents.Disconnected, () => {
    clearInterval(clock);
    VoxEngine.terminate();
  });
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  try {
    await ApplicationStorage.put(text.repeat(4), text.repeat(40), UPDATE_MS / 1000);
    await ApplicationStorage.put(`until:${callerid}`, String(Date.now() + UPDATE_MS), Math.max(1, Math.ceil(UPDATE_MS / 1000)));
    await ApplicationStorage.put('flag', true, 90 * 24 * 60 * MINUTE);
  } catch (error) {
    Logger.write(error);
  }
  call.answer();
  call.say(text.repeat(30));
});
