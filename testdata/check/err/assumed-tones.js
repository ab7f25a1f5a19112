// Digits that the far end is to hear; how pauses are sent is assumed.
VoxEngine.addEventListener(AppEvents.Started, () => {
  const call = VoxEngine.callPSTN('15550100', '15550199');
  call.addEventListener(CallEvents.Connected, () => {
    call.sendDigits('1p2');
    call.sendDigits('3');
    setTimeout(() => call.hangup(), 3000);
  });
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
