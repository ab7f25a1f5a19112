// A queue with music, position and all its ends. getStatus goes to setInterval as it is.
//
//     voxemu run testdata/check/ok/acd-queue.js --do 'wait 2s; say hello; wait 10s' --far testdata/check/ok/far.yaml
require(Modules.ACD);

var request, originalCall, statusInterval, calls = 0;

VoxEngine.addEventListener(AppEvents.CallAlerting, handleInboundCall);

function handleInboundCall(e) {
  originalCall = e.call;
  originalCall.addEventListener(CallEvents.Connected, handleCallConnected);
  originalCall.addEventListener(CallEvents.PlaybackFinished, handlePlaybackFinished);
  originalCall.addEventListener(CallEvents.Disconnected, cleanup);
  originalCall.answer();
}

function handleCallConnected(e) {
  request = VoxEngine.enqueueACDRequest('support', e.call.callerid(), { priority: 10, headers: { 'X-Reason': 'call' } });
  request.addEventListener(ACDEvents.Queued, function () {
    statusInterval = setInterval(request.getStatus, 10000);
  });
  request.addEventListener(ACDEvents.Waiting, function (ev) {
    var minutes = ev.ewt + 1;
    originalCall.say('You are number ' + ev.position + '. It takes ' + minutes + (minutes > 1 ? ' minutes.' : ' minute.'), Language.US_ENGLISH_FEMALE);
  });
  request.addEventListener(ACDEvents.OperatorCallAttempt, function (ev) {
    calls++;
    Logger.write('attempt ' + calls + ' with ' + ev.operatorCall.id());
  });
  request.addEventListener(ACDEvents.OperatorFailed, function (ev) {
    Logger.write(ev.operatorUserName + ': ' + ev.statusCode);
  });
  request.addEventListener(ACDEvents.OperatorReached, function (ev) {
    clearInterval(statusInterval);
    request = null;
    originalCall.removeEventListener(CallEvents.PlaybackFinished);
    originalCall.stopPlayback();
    VoxEngine.sendMediaBetween(ev.operatorCall, originalCall);
    ev.operatorCall.addEventListener(CallEvents.Disconnected, cleanup);
  });
  [ACDEvents.Offline, ACDEvents.QueueFull, ACDEvents.Error].forEach(function (name) {
    request.addEventListener(name, noAgents);
  });
  originalCall.say('Please hold.', Language.US_ENGLISH_FEMALE);
}

function noAgents() {
  originalCall.removeEventListener(CallEvents.PlaybackFinished, handlePlaybackFinished);
  originalCall.addEventListener(CallEvents.PlaybackFinished, cleanup);
  originalCall.say('Nobody can take your call.', Language.US_ENGLISH_FEMALE);
}

function handlePlaybackFinished(e) {
  e.call.startPlayback('https://cdn.example.com/hold.mp3', true);
}

function cleanup() {
  if (request) {
    request.cancel();
    request = null;
  }
  VoxEngine.terminate();
}
