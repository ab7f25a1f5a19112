VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.reject(404, { 'X-Reason': 'unknown' });
  VoxEngine.terminate();
});
