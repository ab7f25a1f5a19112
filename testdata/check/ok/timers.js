// Timers of all kinds: short timeouts are fine, intervals have 100 ms at least.
//
//     voxemu run testdata/check/ok/timers.js --do 'wait 8s'
const PERIOD = 100;

function debounce(fn, ms) {
  let timer;
  return function (...args) {
    clearTimeout(timer);
    timer = setTimeout(() => fn.apply(this, args), ms);
  };
}

const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function poll(check, tries) {
  for (let i = 0; i < tries; i++) {
    if (check()) return true;
    await later(50);
  }
  return false;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  let connected = false;
  let ticks = 0;
  const log = debounce((text) => Logger.write(text), 20);
  const clock = setInterval(() => {
    ticks += 1;
    log(`tick ${ticks}`);
    if (ticks === 50) {
      clearInterval(clock);
      call.hangup();
    }
  }, PERIOD);
  call.addEventListener(CallEvents.Connected, () => { connected = true; });
  call.addEventListener(CallEvents.Disconnected, () => {
    clearInterval(clock);
    setTimeout(() => VoxEngine.terminate(), 0);
  });
  call.answer();
  poll(() => connected, 20).then((ok) => Logger.write(ok ? 'up' : 'down'));
});
