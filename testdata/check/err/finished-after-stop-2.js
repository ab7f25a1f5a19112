// A promise for the end of what is stopped: it is never kept.
async function interrupt(call) {
  call.stopPlayback();
  await new Promise((resolve) => {
    call.addEventListener(CallEvents.PlaybackFinished, resolve);
  });
}

async function replace(call) {
  call.stopPlayback();
  call.say('One moment.'); // which finishes
  await new Promise((resolve) => {
    call.addEventListener(CallEvents.PlaybackFinished, resolve);
  });
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const agent = VoxEngine.callUser({ username: 'anna', callerid: call.callerid() });
  call.addEventListener(CallEvents.Connected, () => call.startPlayback('https://cdn.example.com/hold.mp3', { loop: true }));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  agent.addEventListener(CallEvents.Connected, async () => {
    await interrupt(call);
    await replace(call);
    VoxEngine.sendMediaBetween(call, agent);
  });
  agent.addEventListener(CallEvents.Failed, () => call.hangup());
  agent.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
