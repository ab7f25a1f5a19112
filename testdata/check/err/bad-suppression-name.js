VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  // voxemu-ignore VX1299: no such code
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer(); // voxemu-ignore rule-patern: a slip
});
