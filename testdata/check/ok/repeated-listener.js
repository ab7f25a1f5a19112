// Listeners that are added inside of handlers, and are there once at a time all the same.
//
//     voxemu run testdata/check/ok/repeated-listener.js --do 'wait-heard /one/; press 1; wait 3s; press 2; wait 5s; press 9; wait 5s' --far testdata/check/ok/far.yaml
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  let asked = false;
  let agent = null;

  call.addEventListener(CallEvents.Connected, () => {
    call.handleTones(true);
    call.say('Press one.');
  });
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => {
    if (tone === '9') {
      call.say('Goodbye.');
      call.addEventListener(CallEvents.PlaybackStarted, () => call.hangup());
      return;
    }
    if (!asked) {
      asked = true;
      call.addEventListener(CallEvents.MicStatusChange, ({ active }) => Logger.write(active));
      call.handleMicStatus(true);
    }
    // Each player, and each call, is a new one.
    const beep = VoxEngine.createToneScriptPlayer('425@-19;1(1/0/1)');
    beep.addEventListener(PlayerEvents.PlaybackFinished, () => Logger.write('beep'));
    beep.sendMediaTo(call);
    if (tone === '2') {
      agent = VoxEngine.callUser({ username: 'ben', callerid: call.callerid() });
      agent.addEventListener(CallEvents.Failed, ({ code }) => Logger.write(code));
      agent.addEventListener(CallEvents.Disconnected, () => Logger.write('the agent has left'));
    }
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
