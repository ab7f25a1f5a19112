// Calls an app that sleeps: a push wakes it, it logs in and takes the call.
//
//     voxemu run scenarios/examples/push-call --far scenarios/examples/push-call/far.yaml
require(Modules.PushService);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  const leg = VoxEngine.callUser({ username: 'anna', callerid });
  leg.addEventListener(CallEvents.PushSent, () => Logger.write('a push was sent'));
  leg.addEventListener(CallEvents.Connected, () => {
    call.answer();
    VoxEngine.sendMediaBetween(call, leg);
  });
  leg.addEventListener(CallEvents.Failed, ({ code }) => call.reject(code));
  for (const side of [call, leg]) side.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
});
