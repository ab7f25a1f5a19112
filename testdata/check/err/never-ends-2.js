// A reminder that says its sentence and then stays on the line.
const { phone, text } = JSON.parse(VoxEngine.customData() || '{}');

VoxEngine.addEventListener(AppEvents.Started, () => {
  const call = VoxEngine.callPSTN(phone, '15550100');
  call.addEventListener(CallEvents.Failed, ({ code }) => Logger.write(`failed: ${code}`));
  call.addEventListener(CallEvents.Connected, () => call.say(text));
  call.addEventListener(CallEvents.PlaybackFinished, () => Logger.write('said'));
});
