// Rings three phones at once; who answers first gets the caller, and the others stop ringing.
//
//     voxemu run scenarios/examples/ring-all --far scenarios/examples/ring-all/far.yaml
const phones = ['15550201', '15550202', '15550203'];

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  let legs = [];
  let answered = false;

  function lost(leg) {
    legs = legs.filter((other) => other !== leg);
    if (!answered && legs.length === 0) call.reject(480);
  }

  for (const number of phones) {
    const leg = VoxEngine.callPSTN(number, callerid);
    legs.push(leg);
    leg.addEventListener(CallEvents.Connected, () => {
      if (answered) {
        leg.hangup();
        return;
      }
      answered = true;
      legs.filter((other) => other !== leg).forEach((other) => other.hangup());
      call.answer();
      VoxEngine.sendMediaBetween(call, leg);
      leg.addEventListener(CallEvents.Disconnected, VoxEngine.terminate); // which ends what is left
    });
    leg.addEventListener(CallEvents.Failed, () => lost(leg));
  }
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
});
