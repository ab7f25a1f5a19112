// The oldest style there is: var, function, results in callbacks.
//
//     voxemu run testdata/check/ok/es5-callbacks.js --do 'wait-heard /extension/; press 12; wait 20s; hangup' --far testdata/check/ok/far.yaml
var inbound, outbound, digits = '', timer = null;

VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) {
  inbound = e.call;
  inbound.addEventListener(CallEvents.Connected, onConnected);
  inbound.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  inbound.addEventListener(CallEvents.ToneReceived, onTone);
  inbound.answer();
});

function onConnected(e) {
  e.call.handleTones(true);
  e.call.say('Please dial the extension.', Language.US_ENGLISH_FEMALE);
  timer = setTimeout(dial, 8000);
}

function onTone(e) {
  e.call.stopPlayback();
  digits += e.tone;
  clearTimeout(timer);
  if (digits.length == 2) dial();
  else timer = setTimeout(dial, 5000);
}

function dial() {
  if (digits === '') {
    inbound.say('Goodbye.', Language.US_ENGLISH_FEMALE);
    inbound.addEventListener(CallEvents.PlaybackFinished, function () {
      inbound.hangup();
    });
    return;
  }
  inbound.handleTones(false);
  outbound = VoxEngine.callPSTN('155503' + digits, inbound.callerid());
  outbound.addEventListener(CallEvents.Connected, function () {
    VoxEngine.sendMediaBetween(inbound, outbound);
  });
  outbound.addEventListener(CallEvents.Failed, failed);
  outbound.addEventListener(CallEvents.Disconnected, function (e) {
    Logger.write('leg ' + e.call.id() + ' took ' + e.duration + ' s');
    inbound.hangup();
  });
}

function failed(e) {
  Logger.write('failed: ' + e.code + ' ' + e.reason);
  if (e.code == 486) {
    inbound.say('The line is busy.', Language.US_ENGLISH_FEMALE);
  } else {
    inbound.say('Nobody answers.', Language.US_ENGLISH_FEMALE);
  }
  inbound.addEventListener(CallEvents.PlaybackFinished, VoxEngine.terminate);
}
