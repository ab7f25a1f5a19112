// Called, and not looked at again.
VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) {
  e.call.answer();
  e.call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  VoxEngine.callUser({ username: 'anna', callerid: e.callerid }).addEventListener(CallEvents.Connected, function (c) {
    VoxEngine.sendMediaBetween(e.call, c.call);
  });
});
