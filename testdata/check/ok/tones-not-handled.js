// Tones are handled: by another name of the call, with the kinds of tones, only later.
//
//     voxemu run testdata/check/ok/tones-not-handled.js --do 'wait 2s; press 1; wait 1s; hangup' --far testdata/check/ok/far.yaml
function onTone({ tone, type }) {
  Logger.write(`${tone} by ${type}`);
}

function switchOn(target) {
  target.handleTones?.(true, DTMFType.TELEPHONE_EVENT);
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const leg = call;
  leg.addEventListener(CallEvents.ToneReceived, onTone);
  leg.addEventListener(CallEvents.Connected, () => switchOn(call));
  leg.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  leg.answer();
});
