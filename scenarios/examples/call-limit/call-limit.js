// Ends a conversation after five minutes, with a warning half a minute before.
//
//     voxemu run scenarios/examples/call-limit --far scenarios/examples/call-limit/far.yaml
const minute = 60 * 1000;

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  const leg = VoxEngine.callPSTN('15550500', callerid);
  VoxEngine.easyProcess(call, leg, () => {
    const warning = setTimeout(() => {
      call.say('Half a minute left.', { voice: VoiceList.Amazon.en_US_Joanna });
      call.addEventListener(CallEvents.PlaybackFinished, () => VoxEngine.sendMediaBetween(call, leg));
    }, 4.5 * minute);
    const end = setTimeout(() => leg.hangup(), 5 * minute);
    call.addEventListener(CallEvents.Disconnected, () => {
      clearTimeout(warning);
      clearTimeout(end);
    });
  });
});
