// Ends that are not in plain sight: a table of functions, a helper, a method by its name in brackets.
//
//     voxemu run testdata/check/ok/never-ends.js --do 'wait 3s; hangup' --far testdata/check/ok/far.yaml
const end = VoxEngine['terminate'];
const ends = { [CallEvents.Disconnected]: end, [CallEvents.Failed]: end };

function wire(leg) {
  for (const [event, handler] of Object.entries(ends)) leg.addEventListener(event, handler);
  return leg;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  const agent = wire(VoxEngine.callPSTN('15550301', callerid));
  wire(call);
  agent.addEventListener(CallEvents.Connected, () => {
    call.answer();
    VoxEngine.sendMediaBetween(call, agent);
  });
});
