// handleMicStatus(false) does not switch it on.
VoxEngine.addEventListener(AppEvents.Started, () => {
  const call = VoxEngine.callPSTN(VoxEngine.customData(), '15550100');
  call.addEventListener(CallEvents.Connected, (e) => {
    e.call.handleMicStatus(false);
    e.call.say('Hello?');
  });
  call.handleMicStatus(true);
  call.addEventListener('Call.MicStatusChange', (e) => {
    if (e.active) call.say('I can hear you.');
  });
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
