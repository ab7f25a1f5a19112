// SmartQueue with an agent of a skill.
//
//     voxemu run testdata/check/ok/smart-queue.js --do 'wait 10s' --far testdata/check/ok/far.yaml
require(Modules.SmartQueue);

const QUEUE = 'support';

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  let task;
  let reached = false;
  call.addEventListener(CallEvents.Connected, () => {
    call.startPlayback('https://cdn.example.com/hold.mp3', { loop: true });
    task = VoxEngine.enqueueTask({
      call,
      queue: { name: QUEUE },
      skills: [{ name: 'english', level: 3 }],
      priority: 20,
      timeout: 120,
      customData: JSON.stringify({ from: call.callerid() }),
      extraHeaders: { 'X-Queue': QUEUE },
    });
    const { EnqueueSuccess, Waiting, OperatorReached, TaskCanceled } = SmartQueueEvents;
    task.addEventListener(EnqueueSuccess, ({ task: { id } }) => Logger.write(`task ${id}`));
    task.addEventListener(Waiting, ({ position, ewt, code }) => {
      if (code === TaskWaitingCode.SUCCESS) Logger.write(`${position}: ${ewt} ms`);
    });
    task.addEventListener(OperatorReached, ({ agentCall }) => {
      reached = true;
      call.stopPlayback();
      VoxEngine.sendMediaBetween(call, agentCall);
      agentCall.addEventListener(CallEvents.Disconnected, () => {
        task.end('the agent has hung up', TerminationStatus.NORMAL);
        call.hangup();
      });
    });
    task.addEventListener(SmartQueueEvents.ClientDisconnected, (e) => e.cancel());
    task.addEventListener(SmartQueueEvents.Error, onError);
    task.addEventListener(TaskCanceled, onError);
  });

  function onError({ status, type, description }) {
    Logger.write(`${status ?? type}: ${description}`);
    if (!reached) call.hangup();
  }

  call.addEventListener(CallEvents.Disconnected, () => setTimeout(VoxEngine.terminate, 1000));
  call.answer();
});
