// Opening hours by the clock of the cloud, which is in another country than the shop.
function isOpen() {
  const now = new Date();
  const minutes = now.getHours() * 60 + now.getMinutes();
  return now.getDay() !== 0 && minutes >= 9 * 60 && minutes < 17 * 60;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  Logger.write(`${new Date().toISOString()} in the year ${new Date().getFullYear()}`);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.answer();
  call.say(isOpen() ? 'Welcome.' : 'We are closed.');
});
