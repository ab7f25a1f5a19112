// Puts callers into a queue: says their place, plays music, and connects them with the agent who becomes free. The queue and its
// agents are in far.yaml; ben does not take the call, anna does, when she is back:
//
//     voxemu run scenarios/examples/support-queue --far scenarios/examples/support-queue/far.yaml \
//         --do 'wait-heard /how can I help/; say "My router is down"; wait-heard /bye/i; hangup'
require(Modules.ACD);

const music = 'https://cdn.example.com/music.mp3';

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  let updates;
  const request = VoxEngine.enqueueACDRequest('support', call.callerid(), { headers: { 'VI-CallTimeout': '15' } });

  call.addEventListener(CallEvents.Connected, () => call.startPlayback(music, { loop: true }));
  call.addEventListener(CallEvents.PlaybackFinished, () => call.startPlayback(music, { loop: true }));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();

  request.addEventListener(ACDEvents.Queued, () => {
    updates = setInterval(request.getStatus, 10000);
  });
  request.addEventListener(ACDEvents.Waiting, ({ ewt, position }) => {
    call.say(`You are number ${position} in the queue. The wait is about ${ewt} minutes.`);
  });
  request.addEventListener(ACDEvents.OperatorFailed, ({ operatorUserName, statusCode }) => {
    Logger.write(`${operatorUserName} did not take the call: ${statusCode}`);
  });
  request.addEventListener(ACDEvents.OperatorReached, ({ operatorCall }) => {
    clearInterval(updates);
    call.removeEventListener(CallEvents.PlaybackFinished);
    VoxEngine.sendMediaBetween(call, operatorCall);
    operatorCall.addEventListener(CallEvents.Disconnected, () => call.hangup());
  });
  for (const event of [ACDEvents.Offline, ACDEvents.QueueFull, ACDEvents.Error]) {
    request.addEventListener(event, () => {
      call.removeEventListener(CallEvents.Connected); // where the music begins, if that is still to come
      call.removeEventListener(CallEvents.PlaybackFinished);
      call.addEventListener(CallEvents.PlaybackFinished, VoxEngine.terminate);
      call.say('Nobody can take your call now. Please try again later.');
    });
  }
});
