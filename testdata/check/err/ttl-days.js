// Ninety days are the limit, a hundred are too many, and a year as well.
require(Modules.ApplicationStorage);

const DAY = 24 * 60 * 60;
const YEAR = 365 * DAY;

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  try {
    await ApplicationStorage.put(`seen:${callerid}`, 'yes', 90 * DAY);
    await ApplicationStorage.put(`vip:${callerid}`, 'yes', 100 * DAY);
    await ApplicationStorage.put(`since:${callerid}`, String(Date.now()), YEAR);
  } catch (error) {
    Logger.write(error);
  }
  call.answer();
  call.say('Hello.');
});
