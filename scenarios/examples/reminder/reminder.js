// Calls somebody to remind them of an appointment. Started without a call; the custom data says whom, and of what:
//
//     voxemu run scenarios/examples/reminder --start \
//         --custom-data '{"number": "15550400", "text": "your appointment is tomorrow at nine"}' \
//         --far scenarios/examples/reminder/far.yaml
VoxEngine.addEventListener(AppEvents.Started, () => {
  const { number, text } = JSON.parse(VoxEngine.customData());
  const call = VoxEngine.callPSTN(number, '15550199');

  const message = `This is a reminder: ${text}. Press 1 to confirm.`;
  call.addEventListener(CallEvents.Connected, () => {
    call.handleTones(true);
    call.say(message);
  });
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => {
    if (tone !== '1') return;
    VoxEngine.customData('confirmed');
    call.say('Thank you. Goodbye.');
    call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  });
  call.addEventListener(CallEvents.Failed, ({ code }) => {
    Logger.write(`not reached: ${code}`);
    VoxEngine.terminate();
  });
  call.addEventListener(CallEvents.Disconnected, () => {
    Logger.write(`result: ${VoxEngine.customData() === 'confirmed' ? 'confirmed' : 'no answer'}`);
    VoxEngine.terminate();
  });
});
