// Asks which language the caller speaks and finds an agent who speaks it well, with SmartQueue. Whoever waits for too long hears
// that somebody calls back:
//
//     voxemu run scenarios/examples/skills-queue --far scenarios/examples/skills-queue/far.yaml \
//         --do 'wait-heard /press 2/; press 2; wait-heard /Guten Tag/; say "Guten Tag"; wait 2s; hangup'
//     voxemu run scenarios/examples/skills-queue --far scenarios/examples/skills-queue/far.yaml \
//         --do 'wait-heard /press 2/; press 1; wait-heard /call you back/'
require(Modules.SmartQueue);

const languages = { 1: 'english', 2: 'german' };

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => call.say('For English press 1, for German press 2.'));
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => enqueue(call, languages[tone] ?? 'english'));
  call.handleTones(true);
  call.answer();
});

function enqueue(call, language) {
  call.handleTones(false);
  call.say('Please hold the line.');
  const task = VoxEngine.enqueueTask({
    call,
    queue: { name: 'support' },
    skills: [{ name: language, level: 3 }],
    timeout: 60,
  });
  task.addEventListener(SmartQueueEvents.TaskDistributed, ({ operatorName }) => Logger.write(`calling ${operatorName}`));
  task.addEventListener(SmartQueueEvents.Waiting, ({ position }) => call.say(`You are number ${position} in the queue.`));
  task.addEventListener(SmartQueueEvents.ClientDisconnected, (event) => event.cancel());
  task.addEventListener(SmartQueueEvents.OperatorReached, ({ agentCall }) => {
    VoxEngine.sendMediaBetween(call, agentCall);
    agentCall.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
    call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  });
  task.addEventListener(SmartQueueEvents.TaskCanceled, ({ status, description }) => {
    Logger.write(`no agent: ${status} ${description}`);
    call.addEventListener(CallEvents.PlaybackFinished, VoxEngine.terminate);
    call.say('All agents are busy. We will call you back.');
  });
  task.addEventListener(SmartQueueEvents.Error, ({ description }) => {
    Logger.write(`the queue failed: ${description}`);
    call.hangup();
  });
}
