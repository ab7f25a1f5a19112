// The call counter of the guide, as in scenarios/examples/call-counter.
require(Modules.ApplicationStorage);

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call }) => {
  const stored = await ApplicationStorage.get('totalCalls');
  const count = stored ? Number(stored.value) : 0;
  await ApplicationStorage.put('totalCalls', String(count + 1), 3600);
  call.addEventListener(CallEvents.PlaybackFinished, VoxEngine.terminate);
  call.answer();
  call.say(`Hello. You call ${count} times`);
});
