// The listener is added when it is too late.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  call.addEventListener(CallEvents.Connected, () => call.say('Goodbye.'));
  call.addEventListener(CallEvents.PlaybackFinished, () => {
    call.addEventListener(CallEvents.Disconnected, ({ duration }) => {
      Logger.write(`${callerid}: ${duration} s`);
    });
    call.hangup();
    VoxEngine.terminate();
  });
  call.answer();
});
