// The agent presses # to bring in a second one: hold music for the caller, then all three talk.
//
//     voxemu run testdata/check/ok/warm-transfer.js --do 'wait 20s; hangup' --far testdata/check/ok/far.yaml
require(Modules.Conference);

const music = 'https://cdn.example.com/hold.mp3';
const agents = { first: '15550304', second: '15550301' };

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const first = VoxEngine.callPSTN(agents.first, call.callerid());
  let hold = null;
  call.addEventListener(CallEvents.Connected, () => VoxEngine.sendMediaBetween(call, first));
  first.addEventListener(CallEvents.Connected, () => {
    call.answer();
    first.handleTones(true);
  });
  first.addEventListener(CallEvents.ToneReceived, function onTone({ tone }) {
    if (tone !== '#') return;
    first.removeEventListener(CallEvents.ToneReceived, onTone);
    VoxEngine.stopMediaBetween(call, first);
    hold = VoxEngine.createURLPlayer({ url: music }, { loop: true });
    hold.sendMediaTo(call);
    consult();
  });
  [first, call].forEach((leg) => {
    leg.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
    leg.addEventListener(CallEvents.Failed, VoxEngine.terminate);
  });

  function consult() {
    const second = VoxEngine.callPSTN(agents.second, call.callerid());
    const back = () => {
      hold?.stop();
      hold = null;
      VoxEngine.sendMediaBetween(call, first);
    };
    second.addEventListener(CallEvents.Failed, back);
    second.addEventListener(CallEvents.Disconnected, back);
    second.addEventListener(CallEvents.Connected, () => {
      hold.stop();
      hold = null;
      const room = VoxEngine.createConference();
      for (const leg of [call, first, second]) VoxEngine.sendMediaBetween(leg, room);
    });
  }
});
