// A label in front of a function is allowed in sloppy code. The engine here can't read it, so that nothing is wrong with the scenario.
again: function decline(call) {
  call.reject(486);
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  decline(call);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
