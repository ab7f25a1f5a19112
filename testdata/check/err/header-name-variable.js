// One object of headers for HTTP and for a call: HTTP takes them all, the call drops two.
const headers = {
  'Content-Type': 'application/json',
  Authorization: 'Basic none',
  'X-Tenant': 'north',
};

VoxEngine.addEventListener(AppEvents.Started, () => {
  const call = VoxEngine.callUser({ username: 'anna', callerid: '15550100', extraHeaders: headers });
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Connected, () => {
    Net.httpRequest('https://crm.example.com/', () => call.hangup(), { headers });
  });
});
