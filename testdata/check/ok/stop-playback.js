// stopPlayback raises no PlaybackFinished, which this knows: what comes next is done here. A say that follows has its own.
//
//     voxemu run testdata/check/ok/stop-playback.js --do 'wait 500ms; press 1; wait 10s'
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  let interrupted = false;

  call.addEventListener(CallEvents.Connected, () => {
    call.handleTones(true);
    call.say('This is a very long text, which nobody listens to, and which can be interrupted by any key.');
  });

  call.addEventListener(CallEvents.ToneReceived, () => {
    if (interrupted) return;
    interrupted = true;
    call.stopPlayback();
    call.say('You are in a hurry.');
  });

  call.addEventListener(CallEvents.PlaybackFinished, ({ error }) => {
    if (error) Logger.write(error);
    if (interrupted) {
      call.stopPlayback();
      call.hangup();
      return;
    }
    interrupted = true;
    call.say('Nobody has pressed a key.');
  });

  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
