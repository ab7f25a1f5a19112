// The hour of a place that is three hours ahead, worked out by hand, and the length of a call, which no zone changes.
//
//     voxemu run testdata/check/ok/local-time-elsewhere.js
const begun = new Date();

function greeting() {
  const hour = (new Date().getHours() + 3) % 24;
  return hour < 12 ? 'Good morning.' : 'Good day.';
}

function tomorrow() {
  const date = new Date();
  date.setDate(date.getDate() + 1);
  return date.toISOString().slice(0, 10);
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, () => {
    Logger.write(`${new Date() - begun} ms, in ${begun.getFullYear()}; call again on ${tomorrow()}`);
    VoxEngine.terminate();
  });
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.answer();
  call.say(greeting());
});
