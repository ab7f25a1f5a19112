// A call that is put through; when nobody answers, the caller never learns it. The second number is asked rightly.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  const desk = VoxEngine.callPSTN('15550301', callerid);
  const mobile = VoxEngine.callPSTN('15550305', callerid);
  desk.addEventListener(CallEvents.Connected, () => join(desk, mobile));
  mobile.addEventListener(CallEvents.Connected, () => join(mobile, desk));
  mobile.addEventListener(CallEvents.Failed, ({ code }) => Logger.write(`mobile: ${code}`));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);

  function join(leg, other) {
    other.hangup();
    call.answer();
    VoxEngine.sendMediaBetween(call, leg);
    leg.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  }
});
