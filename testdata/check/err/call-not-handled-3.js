// The answer is left to a listener that only an answer can reach.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  const greet = () => {
    call.answer();
    call.say(`Hello, ${callerid}.`);
  };
  call.addEventListener(CallEvents.Connected, greet);
  call.addEventListener(CallEvents.Disconnected, () => VoxEngine.terminate());
});
