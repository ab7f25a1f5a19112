VoxEngine.addEventListener(AppEvents.Started, () => {
  currentCall = VoxEngine.callPSTN(VoxEngine.customData(), '15550100');
  currentCall.addEventListener(CallEvents.Connected, async () => {
    log(await ask(currentCall, 'Press a key if you come.'));
    bye(currentCall);
  });
  currentCall.addEventListener(CallEvents.Failed, VoxEngine.terminate);
  currentCall.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
