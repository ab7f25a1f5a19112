// 10,000 timers, each set by the one before: 10,000 virtual seconds.
let left = 10000;

function tick() {
  left -= 1;
  if (left > 0) setTimeout(tick, 1000);
  else VoxEngine.terminate();
}

setTimeout(tick, 1000);
