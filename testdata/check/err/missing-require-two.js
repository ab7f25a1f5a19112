/* Storage is loaded, the conference and the queue are not. */
require(Modules.ApplicationStorage);

const { createConference } = VoxEngine;

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
  const known = await ApplicationStorage.get(callerid).catch(() => null);
  if (known) {
    const room = createConference({ hd_audio: true });
    VoxEngine.sendMediaBetween(call, room);
    return;
  }
  const request = VoxEngine.enqueueACDRequest('support', callerid, { priority: 10, headers: {} });
  request.addEventListener(ACDEvents.OperatorReached, ({ operatorCall }) => VoxEngine.sendMediaBetween(call, operatorCall));
  request.addEventListener(ACDEvents.Error, () => call.hangup());
});
