// Headers of calls need X- before their names; what the platform itself sends may go along.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid, destination }) => {
  const leg = VoxEngine.callSIP(`sip:${destination}@pbx.example.com`, {
    callerid,
    headers: { 'Account': '4711', 'X-Source': 'voice', 'VI-CallTimeout': '30' },
  });
  VoxEngine.sendMediaBetween(call, leg);
  leg.addEventListener(CallEvents.Connected, (e) => call.answer(e.headers));
  leg.addEventListener(CallEvents.Failed, ({ code }) => {
    call.reject(code, { Reason: 'Q.850;cause=17' });
    VoxEngine.terminate();
  });
  leg.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
