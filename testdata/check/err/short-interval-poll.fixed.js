// Looks every 50 ms, and gets 100. The timeouts of 20 ms are fine.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  let connected = false;
  const timer = setInterval(() => {
    if (!connected) return;
    clearInterval(timer);
    call.say('Hello.');
  }, 100);
  call.addEventListener(CallEvents.Connected, () => { connected = true; });
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents.Disconnected, () => setTimeout(VoxEngine.terminate, 20));
  call.answer();
});
