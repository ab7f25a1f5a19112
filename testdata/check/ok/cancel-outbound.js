// Legs whose end is handled by a helper that gets them in an array, an object, or by return.
//
//     voxemu run testdata/check/ok/cancel-outbound.js --do 'wait 2s; hangup' --far testdata/check/ok/far.yaml
const legs = { anna: null, ben: null };
const handlers = {
  Connected: ({ call }) => Logger.write(`${call.number()} is here`),
  Failed: ({ call, code }) => Logger.write(`${call.number()}: ${code}`),
  Disconnected: ({ call }) => Logger.write(`${call.number()} has gone`),
};

const watch = (leg) => {
  Object.entries(handlers).forEach(([name, handler]) => leg.addEventListener(CallEvents[name], handler));
  return leg;
};

function ring(username, callerid) {
  return VoxEngine.callUser({ username, callerid });
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  for (const name of Object.keys(legs)) legs[name] = watch(ring(name, callerid));

  const extra = [VoxEngine.callPSTN('15550202', callerid), VoxEngine.callSIP('sip:desk@example.com', { callerid })];
  extra.map(watch);

  let timeout = setTimeout(giveUp, 20000);
  legs.anna.addEventListener(CallEvents.Connected, () => {
    clearTimeout(timeout);
    timeout = null;
    call.answer();
    VoxEngine.sendMediaBetween(call, legs.anna);
  });
  call.addEventListener(CallEvents.Disconnected, giveUp);

  function giveUp() {
    if (timeout) clearTimeout(timeout);
    VoxEngine.terminate();
  }
});
