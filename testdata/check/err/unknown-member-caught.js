// Undefined is no error, so nothing is caught where a listener gets no event; a call of undefined is.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  try {
    call.addEventListener(CallEvents.Disconnect, VoxEngine.terminate);
    VoxEngine.forward(call);
  } catch (e) {
    Logger.write(e);
  }
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
