// Numbers tried one after the other, each leg with its own listeners, by recursion instead of a loop.
//
//     voxemu run testdata/check/ok/round-robin.js --do 'wait 2s' --far testdata/check/ok/far.yaml
var numbers = ['15550200', '15550202', '15550301'], current = null;

function tryNext(caller, index) {
  if (index >= numbers.length) {
    caller.say('Nobody is there.');
    caller.addEventListener(CallEvents.PlaybackFinished, VoxEngine.terminate);
    return;
  }
  current = VoxEngine.callPSTN(numbers[index], caller.callerid());
  var giveUp = setTimeout(function () { current.hangup(); }, 15000);
  current.addEventListener(CallEvents.Connected, function (e) {
    clearTimeout(giveUp);
    caller.stopPlayback();
    VoxEngine.sendMediaBetween(caller, e.call);
    e.call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  });
  current.addEventListener(CallEvents.Failed, function (e) {
    clearTimeout(giveUp);
    Logger.write(numbers[index] + ': ' + e.code);
    tryNext(caller, index + 1);
  });
}

VoxEngine.addEventListener('Application.CallAlerting', function (e) {
  e.call.addEventListener('Call.Connected', function () {
    e.call.startPlayback('https://cdn.example.com/ringing.mp3', true);
    tryNext(e.call, 0);
  });
  e.call.addEventListener('Call.Disconnected', VoxEngine.terminate);
  e.call.answer();
});
