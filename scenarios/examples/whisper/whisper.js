// Tells the agent who is calling, before the two are connected. The caller hears ringing meanwhile.
//
//     voxemu run scenarios/examples/whisper --from 15550100 --far scenarios/examples/whisper/far.yaml
const voice = VoiceList.Amazon.en_US_Joanna;

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  call.ring();
  const agent = VoxEngine.callPSTN('15550400', callerid);
  agent.addEventListener(CallEvents.Connected, () => {
    agent.say(`A call from ${[...callerid.slice(-4)].join(' ')}.`, { voice });
    agent.addEventListener(CallEvents.PlaybackFinished, () => {
      call.answer();
      VoxEngine.sendMediaBetween(call, agent);
    });
  });
  agent.addEventListener(CallEvents.Failed, ({ code }) => call.reject(code));
  // terminate ends what is left of both calls.
  for (const side of [call, agent]) side.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
});
