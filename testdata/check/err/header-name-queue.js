// Requests of queues have headers of calls, too: the operator's call gets them.
require(Modules.ACD);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer({ 'X-Queue': 'support' });
  const request = VoxEngine.enqueueACDRequest('support', callerid, { priority: 5, headers: { priority: 'high', 'X-Kind': 'new' } });
  request.addEventListener(ACDEvents.OperatorReached, ({ operatorCall }) => {
    VoxEngine.sendMediaBetween(call, operatorCall);
    operatorCall.sendInfo('text/plain', 'new caller', { Subject: 'caller' });
    operatorCall.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  });
  request.addEventListener(ACDEvents.Offline, () => call.hangup());
});
