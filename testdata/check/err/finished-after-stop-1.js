// A key stops the prompt, and what comes next waits for the end of it.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => {
    call.handleTones(true);
    call.say('This call may be recorded. Press any key to go on.');
  });
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => {
    Logger.write(tone);
    call.handleTones(false);
    call.stopPlayback();
    call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
