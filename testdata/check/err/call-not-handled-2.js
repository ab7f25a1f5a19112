// The shop is open, or nothing happens.
var call;

function isOpen() {
  var hour = new Date().getUTCHours();
  return hour >= 9 && hour < 17;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, onCall);

function onCall(e) {
  call = e.call;
  call.addEventListener(CallEvents.Connected, function () { call.say('Welcome.'); });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.PlaybackFinished, function (p) { Logger.write('said'); });
  if (isOpen()) {
    call.answer();
  }
}
