'use strict';
// What a fresh context costs: node contexts.js SCENARIO load N, and what an idle session holds:
// node --expose-gc contexts.js SCENARIO idle N

const fs = require('node:fs');
const vm = require('node:vm');
const { memory } = require('./stores.js');
const { session } = require('./stubs.js');

const [file, what, count] = process.argv.slice(2);
const script = new vm.Script(fs.readFileSync(file, 'utf8'), { filename: file });
const store = memory();
const n = Number(count);

// A session that is loaded, and has been called when it is to be idle.
function make(called) {
  const s = session(store, 'app', () => {});
  script.runInContext(vm.createContext(s.names));
  if (called) s.call();
  return s;
}

function time(f) {
  for (let i = 0; i < n / 10; i++) f();
  const from = performance.now();
  for (let i = 0; i < n; i++) f();
  return ((performance.now() - from) * 1000) / n;
}

function resident() {
  for (let i = 0; i < 3; i++) global.gc();
  return process.memoryUsage().rss / 1024;
}

const next = () => new Promise((resolve) => setImmediate(resolve));

async function idle() {
  make(true);
  await next();
  const before = resident();
  const kept = [];
  for (let i = 0; i < n; i++) {
    kept.push(make(true));
    if (i % 100 === 99) await next();
  }
  const figures = { 'rss-KiB': (resident() - before) / kept.length };
  console.log(JSON.stringify(figures));
}

if (what === 'idle') idle();
else console.log(JSON.stringify({ us: time(() => vm.createContext({})), 'load-us': time(() => make(false)) }));
