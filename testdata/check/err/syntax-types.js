const greeting: string = 'Hello';

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => call.say(greeting));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
