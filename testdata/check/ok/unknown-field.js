// Fields that events do not have, read by those who know that; and some that few know of.
//
//     voxemu run testdata/check/ok/unknown-field.js --do 'wait-heard /one/; press 1; wait 1s; hangup' --far testdata/check/ok/far.yaml
function keyOf(e) {
  return e.tone || e.digit || '';
}

function ended(e) {
  const code = typeof e.code !== 'undefined' ? e.code : e.internalCode;
  Logger.write(`${e.name} ${code} ${e.reason ?? ''} ${e.duration ?? ''}`);
  VoxEngine.terminate();
}

function describe(event) {
  if (event.transcript) return event.transcript;
  event.label = event.text ?? 'nothing';
  return event.label;
}

VoxEngine.addEventListener(AppEvents.Started, ({ accessSecureURL, dialplanName, sessionId: id, region = 'eu' }) => {
  Logger.write(`${accessSecureURL} ${dialplanName} ${id} ${region}`);
});

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid, headers: { 'X-Order': order } = {}, ...rest }) => {
  Logger.write(`${callerid} ${order} ${rest.anything}`);
  call.addEventListener(CallEvents.Connected, (e) => {
    if ('battery' in e) Logger.write(e.battery);
    Logger.write(`${e.sipCallId} ${e.eventSourceField} ${e.toString()}`);
    call.handleTones(true);
    call.say('Press one.');
  });
  call.addEventListener(CallEvents.ToneReceived, (e) => Logger.write(`${keyOf(e)} ${e.channel?.name}`));
  call.addEventListener(CallEvents.MessageReceived, (e) => Logger.write(describe(e)));
  call.addEventListener(CallEvents.Failed, ended);
  call.addEventListener(CallEvents.Disconnected, ended);
  call.answer();
});
