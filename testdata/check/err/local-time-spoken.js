// Tells callers what time it is.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.answer();
  call.say('It is ' + new Date().toLocaleTimeString('en-US', { timeStyle: 'short' }) + '.');
});
