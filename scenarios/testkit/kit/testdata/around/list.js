const { phone, name } = JSON.parse(VoxEngine.customData());
VoxEngine.addEventListener(AppEvents.Started, () => {
  const call = VoxEngine.callPSTN(phone, '15550199');
  call.addEventListener(CallEvents.Connected, () => call.say(`Hello ${name}`));
  call.addEventListener(CallEvents.PlaybackFinished, () => CallList.reportResult({ outcome: 'told' }, VoxEngine.terminate));
  call.addEventListener(CallEvents.Failed, ({ code }) => CallList.reportError({ outcome: code }, VoxEngine.terminate));
});
