// Modules by their texts. PushService works by being loaded, and AMD needs none.
require('pushservice');
require('amd');

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, destination }) => {
  const user = VoxEngine.callUser({ username: destination, callerid: call.callerid() });
  user.addEventListener(CallEvents.Connected, () => {
    call.answer();
    VoxEngine.sendMediaBetween(call, user);
  });
  user.addEventListener(CallEvents.Failed, VoxEngine.terminate);
  user.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
