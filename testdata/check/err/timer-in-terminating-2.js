// Tried again after a pause, which doesn't end. Outside of Terminating the same function is fine.
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  await pause(200);
  call.answer();
});

VoxEngine.addEventListener(AppEvents.Terminating, async () => {
  await pause(200);
  Net.httpRequest('https://crm.example.com/ended', () => {});
});
