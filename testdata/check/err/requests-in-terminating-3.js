// A second request by the answer of the first, and one when it is too late.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});

VoxEngine.addEventListener(AppEvents.Terminating, function () {
  Net.httpRequest('https://crm.example.com/token', function (result) {
    Net.httpRequest('https://crm.example.com/calls', function () {}, { headers: { 'X-Token': result.text } });
  });
});

VoxEngine.addEventListener(AppEvents.Terminated, function () {
  Logger.write('the end');
  Net.httpRequest('https://crm.example.com/over', function () {});
});
