VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  try {
    const { greet } = await import('./greetings');
    greet(call);
  } catch (error) {
    call.reject(486);
  }
});
