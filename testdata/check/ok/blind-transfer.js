// The callee may ask to be transferred; the scenario dials the target itself and answers for it.
//
//     voxemu run testdata/check/ok/blind-transfer.js --from sip:ada@example.com --do 'wait 8s; refer sip:15550301@example.com; wait 20s' --far testdata/check/ok/far.yaml
let caller;
let agent;

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  caller = e.call;
  caller.handleBlindTransfer(true);
  caller.addEventListener(CallEvents.BlindTransferRequested, onTransfer);
  caller.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  agent = connect(VoxEngine.callPSTN('15550305', caller.callerid()));
  caller.answer();
});

function connect(leg) {
  leg.addEventListener(CallEvents.Connected, () => VoxEngine.sendMediaBetween(caller, leg));
  leg.addEventListener(CallEvents.Failed, () => caller.say('Nobody is there.'));
  return leg;
}

function onTransfer({ call, transferTo, headers }) {
  Logger.write(`${transferTo} ${JSON.stringify(headers)}`);
  const target = VoxEngine.callPSTN(transferTo.match(/\d{5,}/)?.[0] ?? '15550301', agent.callerid());
  target.addEventListener(CallEvents.Connected, () => {
    call.notifyBlindTransferSuccess();
    VoxEngine.stopMediaBetween(caller, agent);
    VoxEngine.sendMediaBetween(agent, target);
  });
  target.addEventListener(CallEvents.Failed, ({ code, reason }) => call.notifyBlindTransferFailed(code, reason));
  target.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
}
