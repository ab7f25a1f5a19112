'use strict';
// Virtual timers with @sinonjs/fake-timers: node timers.js SCENARIO TIMERS runAll|runAllAsync|byHand
//
// The scenario is one of the folder timers, the same that voxemu runs. Promise jobs run after each timer, as they do there.
// byHand does that faster than the library's own runAllAsync.

const fs = require('node:fs');
const FakeTimers = require('@sinonjs/fake-timers');

const [file, count, method] = process.argv.slice(2);
const text = fs.readFileSync(file, 'utf8');
const scenario = new Function('setTimeout', 'VoxEngine', text);

async function once() {
  const clock = FakeTimers.createClock(0, 1e9);
  let over = false;
  const from = performance.now();
  scenario(clock.setTimeout, { terminate: () => { over = true; } });
  if (method !== 'byHand') await clock[method]();
  while (!over) {
    clock.next();
    await null;
  }
  return performance.now() - from;
}

async function main() {
  const took = [];
  for (let i = 0; i < 18; i++) took.push(await once());
  const sorted = took.slice(3).sort((a, b) => a - b); // the first three warm up
  const ms = sorted[sorted.length >> 1];
  console.log(JSON.stringify({ ms, rate: (Number(count) * 1000) / ms }));
}

main();
