// 10,000 timers pending at once, the last one set being the first due.
let left = 10000;

function tick() {
  left -= 1;
  if (left === 0) VoxEngine.terminate();
}

for (let i = 10000; i > 0; i--) setTimeout(tick, i);
