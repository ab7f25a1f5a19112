// A task of a call list: each end reports, and the report ends the session.
//
//     voxemu run testdata/check/ok/outbound-list.js --start --custom-data '{"phone":"15550303","name":"Ada"}' --far testdata/check/ok/far.yaml
var data, call;
var confirmed = false;

VoxEngine.addEventListener(AppEvents.Started, function () {
  try {
    data = JSON.parse(VoxEngine.customData());
  } catch (e) {
    VoxEngine.CallList.reportError('bad data', VoxEngine.terminate);
    return;
  }
  call = VoxEngine.callPSTN(data.phone, 'default');
  call.addEventListener(CallEvents.Connected, onConnected);
  call.addEventListener(CallEvents.Failed, onFailed);
  call.addEventListener(CallEvents.Disconnected, onDisconnected);
});

function onConnected(e) {
  call.handleTones(true);
  call.addEventListener(CallEvents.ToneReceived, function (t) {
    confirmed = t.tone === '1';
    call.hangup();
  });
  call.say('Hello ' + data.name + '. Press 1 to confirm your appointment.', Language.US_ENGLISH_FEMALE);
  setTimeout(function () { call.hangup(); }, 20000);
}

function onDisconnected(e) {
  CallList.reportResult({ result: confirmed, duration: e.duration }, VoxEngine.terminate);
}

function onFailed(e) {
  CallList.reportError({ code: e.code, msg: e.reason }, VoxEngine.terminate);
}
