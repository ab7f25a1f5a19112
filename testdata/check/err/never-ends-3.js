// A queue without an end: the agent is looked for when the caller has long gone.
require(Modules.ACD);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  call.addEventListener(CallEvents.Connected, () => {
    call.startPlayback('https://cdn.example.com/hold.mp3', { loop: true });
    const request = VoxEngine.enqueueACDRequest('support', callerid, { priority: 10 });
    request.addEventListener(ACDEvents.OperatorReached, ({ operatorCall }) => {
      call.stopPlayback();
      VoxEngine.sendMediaBetween(call, operatorCall);
    });
    request.addEventListener(ACDEvents.Offline, () => call.say('Nobody is there.'));
  });
  call.answer();
});
