// Calls to a PBX with a password from the secrets. Headers of SIP begin with X-, and one of the platform's own is allowed.
//
//     voxemu run testdata/check/ok/sip-gateway.js --secret PBX_PASSWORD=p --do 'wait 4s; hangup' --far testdata/check/ok/far.yaml
const pbx = 'pbx.example.com';
const password = VoxEngine.getSecretValue('PBX_PASSWORD');
const headers = {
  'X-Account': '4711',
  'X-Source': 'voice',
  'VI-CallTimeout': '30',
};

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid, destination, displayName }) => {
  headers['X-Destination'] = destination;
  const leg = VoxEngine.callSIP(`sip:${destination}@${pbx};transport=tls`, {
    callerid,
    displayName,
    password,
    authUser: 'gateway',
    headers,
  });
  VoxEngine.sendMediaBetween(call, leg);
  leg.addEventListener(CallEvents.Ringing, () => call.ring({ 'X-State': 'ringing' }));
  leg.addEventListener(CallEvents.AudioStarted, ({ scheme }) => call.startEarlyMedia(null, scheme));
  leg.addEventListener(CallEvents.Connected, (e) => {
    Logger.write(`${e.sipCallId} by ${e.sipTransport}`);
    call.answer(e.headers, { displayName: e.call.displayName() });
  });
  leg.addEventListener(CallEvents.InfoReceived, ({ mimeType, body }) => call.sendInfo(mimeType, body));
  leg.addEventListener(CallEvents.Failed, ({ code }) => {
    call.reject(code >= 300 ? code : 480);
    VoxEngine.terminate();
  });
  leg.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
