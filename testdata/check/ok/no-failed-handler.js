// Failures that are heard by a helper, in a loop, by a method, or by the wiring of easyProcess.
//
//     voxemu run testdata/check/ok/no-failed-handler.js --do 'wait 8s; hangup' --far testdata/check/ok/far.yaml
const legs = new Map();

function on(leg, handlers) {
  for (const event of Object.keys(handlers)) leg.addEventListener(CallEvents[event], handlers[event]);
  return leg;
}

class Leg {
  constructor(number, callerid) {
    this.call = VoxEngine.callPSTN(number, callerid);
    this.call.addEventListener(CallEvents.Failed, ({ code }) => this.end(code));
    this.call.addEventListener(CallEvents.Disconnected, () => this.end(200));
  }

  end(code) {
    Logger.write(code);
    legs.delete(this);
  }
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  on(VoxEngine.callPSTN('15550200', callerid), { Failed: ({ code }) => Logger.write(code) });
  legs.set(new Leg('15550201', callerid), true);
  const busy = VoxEngine.callPSTN('15550200', callerid);
  [busy].forEach((leg) => leg.addEventListener(CallEvents.Failed, () => legs.clear()));
  VoxEngine.easyProcess(call, VoxEngine.callPSTN('15550301', callerid));
});
