// Work while the script is loaded: the call is made before any event. Its events come later, so there is time for the listeners.
//
//     voxemu run testdata/check/ok/top-level-start.js --start --custom-data '15550303' --far testdata/check/ok/far.yaml
var number = VoxEngine.customData();

if (!number) {
  Logger.write('whom to call?');
  VoxEngine.terminate();
} else {
  start(number);
}

function start(to) {
  var call = VoxEngine.callPSTN(to, '15550100'), pressed = false;
  call.handleTones(true);

  on('Connected', function () { call.say('Press 1 if you come.', { language: VoiceList.Amazon.en_US_Joanna }); });
  on('ToneReceived', function (e) {
    pressed = pressed || e.tone === '1';
    if (pressed) call.hangup();
  });
  on('PlaybackFinished', function () { setTimeout(function () { call.hangup(); }, 5000); });
  on('Failed', done);
  on('Disconnected', done);

  function on(name, handler) {
    call.addEventListener(CallEvents[name], handler);
  }

  function done(e) {
    var result = { name: e.name, pressed: pressed };
    if (e.code) result.code = e.code;
    Logger.write(result);
    VoxEngine.terminate();
  }
}
