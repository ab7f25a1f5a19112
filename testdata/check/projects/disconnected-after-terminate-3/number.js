// The scenario's own end of the call is not reported, only the caller's: that may be meant so, and is a note.
var call;

function report(seconds) {
  Net.httpRequest('https://crm.example.com/calls?seconds=' + seconds, VoxEngine.terminate);
}

VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) {
  call = e.call;
  call.addEventListener(CallEvents.Connected, function () { call.say('Our number has changed.'); });
  call.addEventListener(CallEvents.PlaybackFinished, function () { VoxEngine.terminate(); });
  call.addEventListener(CallEvents.Disconnected, function (d) { report(d.duration); });
  call.answer();
});
