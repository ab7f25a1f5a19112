// A menu that never hears a key.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => call.say('Press one for sales.'));
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => {
    if (tone === '1') call.say('Sales is closed.');
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
