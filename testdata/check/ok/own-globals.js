// Globals that are made on purpose, each by a declaration or as a property of globalThis.
//
//     voxemu run testdata/check/ok/own-globals.js --do 'wait 1s; hangup'
globalThis.shopName = 'Flowers';
this.greeting = 'Welcome';
Object.defineProperty(globalThis, 'tries', { value: 3, writable: true });
VoxEngine.myShop = { open: true };

for (i of [1, 2, 3]) Logger.write(i);
var i, last;

function remember(value) {
  last = value;
  self = value;
  return self;
}
var self = null;

const clock = {
  getHours: () => 12,
  getTimezoneOffset() { return 0; },
};

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  remember(call.callerid());
  call.addEventListener(CallEvents.Connected, () => {
    call.say(`${greeting} at ${shopName}, it is ${clock.getHours()} o'clock.`);
    tries -= 1;
    globalThis.lastCaller = last;
  });
  call.addEventListener(CallEvents.Disconnected, () => {
    Logger.write(`${globalThis.lastCaller} ${tries} ${VoxEngine.myShop.open} ${clock.getTimezoneOffset()} ${self === last}`);
    VoxEngine.terminate();
  });
  call.answer();
});
