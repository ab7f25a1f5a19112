// Two systems want to know. Either branch of the first handler would be right by itself.
let duration = 0;

VoxEngine.addEventListener(AppEvents.Terminating, ({ systemError }) => {
  if (systemError) {
    Net.httpRequest('https://log.example.com/failed', () => {});
  } else {
    Net.httpRequest(`https://crm.example.com/done?seconds=${duration}`, () => {});
  }
  Net.httpRequest('https://billing.example.com/done', () => {});
});

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, (e) => {
    duration = e.duration;
    VoxEngine.terminate();
  });
  call.answer();
});
