// The helper forgets one event of three.
let call;

function wire(leg, done) {
  leg.addEventListener(CallEvents.Connected, () => leg.say('Your taxi is here.'));
  leg.addEventListener(CallEvents.PlaybackFinished, () => leg.hangup());
  leg.addEventListener(CallEvents.Disconnected, done);
}

VoxEngine.addEventListener(AppEvents.Started, () => {
  call = VoxEngine.callSIP('sip:taxi@pbx.example.com', { callerid: '15550100' });
  wire(call, () => VoxEngine.terminate());
});
