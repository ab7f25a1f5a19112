VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate); // voxemu-ignore VX1801: there is no pattern here
  call.answer();
});
