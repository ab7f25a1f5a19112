// A function that ends the session doesn't end the function that calls it.
function fail(reason) {
  Logger.write(`stopped: ${reason}`);
  VoxEngine.terminate();
}

VoxEngine.addEventListener(AppEvents.Started, () => {
  const { phone } = JSON.parse(VoxEngine.customData() || '{}');
  if (!phone) fail('no phone');
  const call = VoxEngine.callPSTN(phone, '15550100');
  call.addEventListener(CallEvents.Failed, ({ code }) => fail(code));
  call.addEventListener(CallEvents.Connected, () => call.say('Hello.'));
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents.Disconnected, () => fail('over'));
});
