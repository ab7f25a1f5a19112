// Functions that VoxEngine lacks. What the scenario itself puts there, or asks for, is fine.
VoxEngine.note = (text) => Logger.write('note: ' + text);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, destination }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
  if (VoxEngine.startDebugger) VoxEngine.startDebugger();
  VoxEngine.note(destination);
  const amd = VoxEngine.createAMD({ call });
  amd.addEventListener(AMD.Events.DetectionComplete, ({ resultClass }) => {
    if (resultClass === AMD.ResultClass.MACHINE) VoxEngine.hangup();
    VoxEngine.say('Hello');
  });
});
