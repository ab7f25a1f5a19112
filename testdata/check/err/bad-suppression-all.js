// voxemu-ignore-file all: nobody may say so
// voxemu-ignore-file VX18: nor this
// voxemu-ignore: nor nothing
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
