// Getters of calls as methods, voices of Language, positional parameters: all of it still works.
//
//     voxemu run testdata/check/ok/legacy-getters.js --to anna --far testdata/check/ok/far.yaml
var originalCall = null;
var newCall = null;

VoxEngine.addEventListener(AppEvents.CallAlerting, handleInboundCall);

function handleInboundCall(e) {
  originalCall = e.call;
  Logger.write('call ' + e.call.id() + ' from ' + e.call.callerid() + ' (' + e.call.displayName() + ') to ' + e.call.number());
  Logger.write(JSON.stringify(e));
  originalCall.addEventListener(CallEvents.Disconnected, cleanup);
  originalCall.startEarlyMedia();
  originalCall.playProgressTone('US');
  newCall = VoxEngine.callUser(e.destination, e.callerid, e.displayName, { 'X-From': e.callerid }, false, e.scheme);
  newCall.addEventListener(CallEvents.Connected, handleConnected);
  newCall.addEventListener(CallEvents.Failed, handleFailed);
  newCall.addEventListener(CallEvents.Disconnected, cleanup);
  newCall.addEventListener(CallEvents.RecordStarted, function (ev) {
    Logger.write(ev.url);
  });
}

function handleConnected(e) {
  originalCall.answer();
  if (e.call.state() == 'CONNECTED' && !e.call.incoming()) {
    newCall.record({ stereo: true, hd_audio: true });
  }
  VoxEngine.sendMediaBetween(originalCall, newCall);
}

function handleFailed(e) {
  Logger.write('failed with ' + e.code);
  originalCall.say('Your call can not be completed.', Language.Premium.US_ENGLISH_FEMALE2);
  originalCall.addEventListener(CallEvents.PlaybackFinished, cleanup);
}

function cleanup() {
  VoxEngine.terminate();
}
