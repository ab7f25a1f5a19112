VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => call.say(isOpen(new Date().getUTCHours()) ? texts.open : texts.closed));
  call.addEventListener(CallEvents.PlaybackFinished, () => {
    Logger.write(farewell());
    call.hangup();
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
