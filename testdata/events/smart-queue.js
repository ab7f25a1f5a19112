// Tasks for a queue: one is taken, the others wait, are ended, lose their client, or were for no queue at all.
require(Modules.SmartQueue);
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.answer();
  const taken = VoxEngine.enqueueTask({ queue: { name: 'support' } });
  taken.addEventListener(SmartQueueEvents.OperatorReached, () => {
    const own = VoxEngine.enqueueTask({ call, queue: { name: 'support' } });
    own.addEventListener(SmartQueueEvents.ClientDisconnected, (e) => e.cancel());
    own.addEventListener(SmartQueueEvents.TaskCanceled, VoxEngine.terminate);
  });
  VoxEngine.enqueueTask({ queue: { name: 'suport' } });
});
