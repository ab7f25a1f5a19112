// Any key skips the greeting. Nothing goes on then: the end of the greeting is not raised.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => {
    call.handleTones(true);
    call.say('Welcome to the shop with the longest greeting of all.');
  });
  call.addEventListener(CallEvents.ToneReceived, (e) => {
    Logger.write(`skipped by ${e.tone}`);
    e.call.stopPlayback();
  });
  call.addEventListener(CallEvents.PlaybackFinished, () => {
    const agent = VoxEngine.callUser({ username: 'anna', callerid: call.callerid() });
    VoxEngine.easyProcess(call, agent);
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
