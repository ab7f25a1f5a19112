VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate); // voxemu-ignore VX1801
  // voxemu-ignore VX1804:
  call.answer();
});
