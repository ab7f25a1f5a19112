// Who doesn't want to wait presses 1 and is called back a minute later.
//
//     voxemu run scenarios/examples/call-back --from 15550100 --far scenarios/examples/call-back/far.yaml \
//       --do 'wait-heard /press 1/; press 1; wait 10s'
const voice = VoiceList.Amazon.en_US_Joanna;

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  let wanted = false;
  call.addEventListener(CallEvents.Connected, () => {
    call.handleTones(true);
    call.say('All lines are busy. To be called back, press 1.', { voice });
  });
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => {
    if (tone !== '1' || wanted) return;
    wanted = true;
    call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
    call.say('We call you back in a minute.', { voice });
  });
  call.addEventListener(CallEvents.Disconnected, () => {
    if (!wanted) {
      VoxEngine.terminate();
      return;
    }
    // A session without calls ends after a minute, so the call is made a little earlier.
    setTimeout(() => callBack(callerid), 55 * 1000);
  });
  call.answer();
});

function callBack(number) {
  const call = VoxEngine.callPSTN(number, '15550199');
  call.addEventListener(CallEvents.Connected, () => call.say('Hello, this is the call that you asked for.', { voice }));
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
}
