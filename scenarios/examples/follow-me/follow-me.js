// Looks for somebody at one phone after the other, ten seconds each, while the caller hears ringing.
//
//     voxemu run scenarios/examples/follow-me --far scenarios/examples/follow-me/far.yaml
const phones = ['15551001', '15551002', '15551003'];
const patience = 10 * 1000;

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call, callerid }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
  call.ring();
  for (const number of phones) {
    const leg = await reach(number, callerid);
    if (leg) {
      call.answer();
      VoxEngine.sendMediaBetween(call, leg);
      leg.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
      return;
    }
    Logger.write(`${number} doesn't answer`);
  }
  call.reject(480);
});

// reach resolves with the leg if somebody answers in time, else with nothing.
function reach(number, callerid) {
  return new Promise((resolve) => {
    const leg = VoxEngine.callPSTN(number, callerid);
    const timer = setTimeout(() => leg.hangup(), patience);
    const settle = (result) => {
      clearTimeout(timer);
      resolve(result);
    };
    leg.addEventListener(CallEvents.Connected, () => settle(leg));
    leg.addEventListener(CallEvents.Failed, () => settle());
  });
}
