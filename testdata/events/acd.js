// Requests to a queue with an agent who misses the first call, to one that is full, to one without anybody, and to none.
require(Modules.ACD);
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.answer();
  const request = VoxEngine.enqueueACDRequest('support', '15550100');
  request.addEventListener(ACDEvents.Queued, request.getStatus);
  const waiting = VoxEngine.enqueueACDRequest('support', '15550101');
  waiting.addEventListener(ACDEvents.Queued, () => setTimeout(waiting.getStatus, 100));
  VoxEngine.enqueueACDRequest('support', '15550102');
  VoxEngine.enqueueACDRequest('empty', '15550103');
  VoxEngine.enqueueACDRequest('suport', '15550104');
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
