// handleTones is there, but only to switch tones off.
VoxEngine.addEventListener(AppEvents.Started, () => {
  const call = VoxEngine.callPSTN(VoxEngine.customData(), '15550100');
  call.addEventListener(CallEvents.Connected, () => call.say('Press any key to stop these calls.'));
  call.handleTones(true);
  call.addEventListener(CallEvents.ToneReceived, () => {
    call.handleTones(false);
    call.hangup();
  });
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
