// Packages of Node are not there. Who tries in a try knows it.
const moment = require('moment');
let fast = null;
try {
  fast = require('fast-hash');
} catch (e) {
  fast = null;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Connected, () => call.say(moment().format('LT') + (fast ? '!' : '')));
  call.answer();
});
