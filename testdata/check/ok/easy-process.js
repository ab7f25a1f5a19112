// easyProcess answers the caller, listens for failures and hang-ups on both legs, and ends the session.
//
//     voxemu run testdata/check/ok/easy-process.js --to 15550301 --far testdata/check/ok/far.yaml
const MAX_DURATION = 60 * 60 * 1000;

function normalize(number) {
  return /^\d{7,15}$/.test(number) ? number : number.replace(/\D+/g, '');
}

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  const number = normalize(e.destination);
  if (number.startsWith('900')) {
    e.call.reject(403, { 'X-Reason': 'premium' });
    setTimeout(VoxEngine.terminate, 500);
    return;
  }
  const out = VoxEngine.callPSTN(number, e.callerid);
  VoxEngine.easyProcess(e.call, out, (caller, callee) => {
    Logger.write(`${caller.id()} talks to ${callee.id()}`);
    setTimeout(() => callee.hangup(), MAX_DURATION);
    callee.handleTones(true);
    callee.addEventListener(CallEvents.ToneReceived, ({ tone }) => Logger.write(tone));
  });
});
