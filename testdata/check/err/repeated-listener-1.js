// Each key adds one more listener for the end of the prompt.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => {
    call.handleTones(true);
    call.say('Press one for the opening hours, two for the address.');
  });
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => {
    if (tone === '1') {
      call.say('We are open from nine to five.');
      call.addEventListener(CallEvents.PlaybackFinished, () => call.say('Press one to hear it again.'));
    } else if (tone === '9') {
      call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup()); // once is the last time
      call.say('Goodbye.');
    }
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
