/* voxemu-ignore-file VX1801, VX1804: nothing of this is about rules */
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
