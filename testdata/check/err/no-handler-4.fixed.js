// A promise that waits for an event: resolve is called at once.
function connected(call) {
  return new Promise((resolve, reject) => {
    call.addEventListener(CallEvents.Connected, () => resolve('connected'));
    call.addEventListener(CallEvents.Failed, reject); // this is right
  });
}

VoxEngine.addEventListener(AppEvents.Started, async () => {
  const call = VoxEngine.callPSTN(VoxEngine.customData(), '15550100');
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  try {
    Logger.write(await connected(call));
    call.say('Hello.');
  } catch (e) {
    VoxEngine.terminate();
  }
});
