// Headers of calls begin with X-, in capitals or not; the platform's own are handed on, and HTTP has others.
//
//     voxemu run testdata/check/ok/header-name.js --do 'wait 2s; hangup' --far testdata/check/ok/far.yaml
const http = { Accept: 'application/json', 'Content-Type': 'application/json' };
const custom = { 'x-tenant': 'north', 'X-Trace': uuidgen() };

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid, headers }) => {
  Net.httpRequest('https://crm.example.invalid/', () => {}, { headers: http });
  const leg = VoxEngine.callUser({
    username: 'anna',
    callerid,
    extraHeaders: { ...custom, 'VI-CallTimeout': '20', 'User-to-User': headers['User-to-User'] || '' },
  });
  leg.addEventListener(CallEvents.Connected, (e) => {
    call.answer(e.headers);
    VoxEngine.sendMediaBetween(call, leg);
  });
  leg.addEventListener(CallEvents.Failed, ({ code }) => {
    call.reject(code, custom);
    VoxEngine.terminate();
  });
  leg.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
