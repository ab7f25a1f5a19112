VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  // voxemu-ignore unreadable: it is read all the same

  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
