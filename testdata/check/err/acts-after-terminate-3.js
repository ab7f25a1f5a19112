// The goodbye comes when the call is gone, and the report is not known to be made.
VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  e.call.answer();
  e.call.handleTones(true);
  e.call.addEventListener(CallEvents.ToneReceived, ({ tone }) => {
    if (tone === '*') {
      VoxEngine.terminate();
      e.call.say('Goodbye.');
    }
  });
  e.call.addEventListener(CallEvents.Disconnected, ({ duration }) => {
    VoxEngine.terminate();
    Net.httpRequest(`https://crm.example.com/calls?seconds=${duration}`, () => {});
  });
});
