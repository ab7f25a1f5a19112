// greet may come from another scenario of the rule: who looks at this file alone can't know. logger is only asked for.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  call.addEventListener(CallEvents.Connected, () => {
    call.say(greet(callerid));
    if (typeof debugTools !== 'undefined') debugTools.show(call);
  });
  call.addEventListener(CallEvents.PlaybackFinished, () => {
    Logger.write(greet('again'));
    call.hangup();
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
