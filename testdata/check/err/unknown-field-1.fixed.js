// The keys of a menu by names that the event does not have.
VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  const call = e.call;
  Logger.write(`a call from ${e.callerid} to ${e.destination}`);
  call.addEventListener(CallEvents.Connected, () => {
    call.handleTones(true);
    call.say('Press one for sales.');
  });
  call.addEventListener(CallEvents.ToneReceived, (event) => {
    if (event.tone === '1') call.say('Sales is closed.');
    else call.hangup();
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
