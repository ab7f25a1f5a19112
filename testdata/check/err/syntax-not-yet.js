// A number with a leading zero is 8 in sloppy code. The engine here can't read it, so that nothing is wrong with the scenario.
const opens = 08;

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  if (new Date().getUTCHours() < opens) call.reject(486);
  else call.answer();
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
