// Handlers that stand elsewhere, are for several events, or hand on what they are given.
let call;

function report(what) {
  Logger.write(`${what.name}: ${what.sipCode}`);
}

function ended(e) {
  Logger.write(e.code ?? e.internalCode); // the one or the other, depending on the event
  report(e);
  Logger.write(e.endedAt);
  VoxEngine.terminate();
}

VoxEngine.addEventListener(AppEvents.Started, () => {
  call = VoxEngine.callUser({ username: 'anna', callerid: '15550100' });
  call.addEventListener(CallEvents.Failed, ended);
  call.addEventListener(CallEvents.Disconnected, ended);
});

VoxEngine.addEventListener(AppEvents.HttpRequest, (request) => {
  const order = JSON.parse(request.content);
  if (order.stop) call.hangup();
});
