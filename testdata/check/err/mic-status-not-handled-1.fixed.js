// Finds out whether anybody speaks.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  let spoken = false;
  call.addEventListener(CallEvents.Connected, () => call.say('Please say something.'));
  call.handleMicStatus(true);
  call.addEventListener(CallEvents.MicStatusChange, ({ active }) => {
    spoken = spoken || active;
  });
  call.addEventListener(CallEvents.PlaybackFinished, () => {
    setTimeout(() => (spoken ? call.say('Thank you.') : call.hangup()), 5000);
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
