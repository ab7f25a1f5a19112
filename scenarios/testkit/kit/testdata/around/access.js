VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.answer();
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
VoxEngine.addEventListener(AppEvents.HttpRequest, ({ method, path, content, headers }) => JSON.stringify({ method, end: path.split('/').pop(), content, headers }));
