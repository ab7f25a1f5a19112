// Brings a third person into a call: everybody hears everybody else through a conference.
//
//     voxemu run scenarios/examples/three-way --far scenarios/examples/three-way/far.yaml \
//       --do 'wait 3s; say Can we ask Anna; wait 8s; hangup'
require(Modules.Conference);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  const room = VoxEngine.createConference();
  const join = (leg) => VoxEngine.sendMediaBetween(leg, room);
  const ben = VoxEngine.callPSTN('15551201', callerid);
  ben.addEventListener(CallEvents.Connected, () => {
    call.answer();
    join(call);
    join(ben);
    const anna = VoxEngine.callPSTN('15551202', callerid);
    anna.addEventListener(CallEvents.Connected, () => join(anna));
    anna.addEventListener(CallEvents.Failed, () => Logger.write('Anna is not there'));
  });
  ben.addEventListener(CallEvents.Failed, () => {
    Logger.write('Ben is not there');
    call.reject(480);
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
});
