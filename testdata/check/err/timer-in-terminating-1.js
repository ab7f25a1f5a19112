// A last moment for the log to settle: it never comes.
const beat = setInterval(() => Logger.write('still here'), 10000);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, () => setTimeout(VoxEngine.terminate, 500));
  call.answer();
});

VoxEngine.addEventListener(AppEvents.Terminating, () => {
  clearInterval(beat);
  setTimeout(() => Logger.write('the end'), 1000);
});
