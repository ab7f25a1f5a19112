// A module that may not be there yet: the scenario tries.
try {
  require('not-yet-there');
} catch (e) {
  Logger.write(e);
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.answer();
  call.say('Hello.');
});
