onEachCall((call) => {
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => Logger.write(tone));
});

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  hooks.forEach((hook) => hook(call));
  const conference = VoxEngine.callConference(`room-${callerid.slice(-4)}`, callerid);
  conference.addEventListener(CallEvents.Connected, () => {
    call.answer();
    VoxEngine.sendMediaBetween(call, conference);
  });
  conference.addEventListener(CallEvents.Failed, ({ code }) => {
    call.reject(code);
    VoxEngine.terminate();
  });
  conference.addEventListener(CallEvents.Disconnected, () => call.hangup());
});
