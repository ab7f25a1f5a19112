// Joins a caller and an agent in a conference, and lets a supervisor listen who can't be heard:
//
//     voxemu run scenarios/examples/listen-in --far scenarios/examples/listen-in/far.yaml \
//         --do 'wait-heard /your number/; say "One two three"; wait-heard /thank you/i; hangup'
require(Modules.Conference);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const room = VoxEngine.createConference({ hd_audio: true });

  call.addEventListener(CallEvents.Connected, () => {
    VoxEngine.sendMediaBetween(call, room);

    const agent = VoxEngine.callUser({ username: 'agent', callerid: call.callerid() });
    agent.addEventListener(CallEvents.Connected, () => VoxEngine.sendMediaBetween(agent, room));
    agent.addEventListener(CallEvents.Failed, VoxEngine.terminate);

    const supervisor = VoxEngine.callUser({ username: 'supervisor', callerid: call.callerid() });
    supervisor.addEventListener(CallEvents.Connected, () => room.sendMediaTo(supervisor)); // one way only
    supervisor.addEventListener(CallEvents.Failed, ({ code }) => Logger.write(`the supervisor is away: ${code}`));
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
