// Opening hours: the time of a zone comes from getLocalTime, everything else is UTC and says so.
//
//     voxemu run testdata/check/ok/local-time.js --at 2026-03-02T10:00:00Z
const zone = 'Europe/Berlin';
const hours = { from: 9, to: 17 };

const minutes = (date) => date.getUTCHours() * 60 + date.getUTCMinutes();

function isOpen(now = new Date()) {
  const local = getLocalTime(zone, now);
  const weekday = local.getDay();
  if (weekday === 0 || weekday === 6) return false;
  return minutes(local) >= hours.from * 60 && local.getHours() < hours.to;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  Logger.write(`${new Date().toISOString()} ${Date.now()} ${new Date().getTime()}`);
  const stamp = new Date();
  Logger.write(`${stamp.getUTCFullYear()}-${stamp.getUTCMonth() + 1}-${stamp.getUTCDate()}`);
  if (!isOpen()) {
    call.reject(480);
    VoxEngine.terminate();
    return;
  }
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.answer();
  call.say('We are open.');
});
