// Good morning, or good evening. How long a call took does not depend on any clock.
const begun = new Date();

function greeting() {
  const hour = new Date().getUTCHours();
  if (hour < 12) return 'Good morning.';
  return hour < 18 ? 'Good afternoon.' : 'Good evening.';
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, () => {
    Logger.write(`${new Date() - begun} ms`);
    VoxEngine.terminate();
  });
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.answer();
  call.say(greeting());
});
