// Calls that are answered, with early media, are refused, and reach somebody who has to be woken.
require(Modules.PushService);
VoxEngine.addEventListener(AppEvents.Started, () => {
  const anna = VoxEngine.callUser({ username: 'anna', callerid: '15550100' });
  anna.addEventListener(CallEvents.Connected, () => anna.hangup());
  VoxEngine.callPSTN('15550200', '15550100');
  const early = VoxEngine.callSIP('sip:desk@example.com');
  early.addEventListener(CallEvents.Connected, () => early.hangup());
  setTimeout(VoxEngine.terminate, 10000);
});
