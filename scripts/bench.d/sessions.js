'use strict';
// Sessions a second: node sessions.js SCENARIO isolated|shared memory|each|group DATABASE CONCURRENCY SECONDS
//
// isolated gives each session a fresh context, as sessions in the cloud have; shared runs them all in one realm.

const fs = require('node:fs');
const vm = require('node:vm');
const stores = require('./stores.js');
const { session } = require('./stubs.js');

const [file, isolation, kind, database, concurrency, seconds] = process.argv.slice(2);
const text = fs.readFileSync(file, 'utf8');
const script = new vm.Script(text, { filename: file });
const inline = new Function('names', `with (names) {\n${text}\n}`);
const load = isolation === 'isolated' ? (names) => script.runInContext(vm.createContext(names)) : inline;

function play(store, scope) {
  return new Promise((ended) => {
    const { names, call } = session(store, scope, ended);
    load(names);
    call();
  });
}

async function worker(store, scope, until, took) {
  for (let from = performance.now(); from < until;) {
    await play(store, scope);
    const now = performance.now();
    took.push(now - from);
    from = now;
  }
}

async function phase(store, ms) {
  const took = [];
  const from = performance.now();
  const workers = [];
  for (let i = 0; i < Number(concurrency); i++) workers.push(worker(store, `app${i}`, from + ms, took));
  await Promise.all(workers);
  const elapsed = performance.now() - from;
  took.sort((a, b) => a - b);
  return { rate: (took.length * 1000) / elapsed, 'p50-ms': took[took.length >> 1], 'p99-ms': took[Math.floor(took.length * 0.99)] };
}

async function main() {
  const store = stores[kind](database);
  await phase(store, 300); // warm up
  const figures = await phase(store, Number(seconds) * 1000);
  const rows = await store.get('app0', 'totalCalls');
  if (!(Number(rows?.value) > 0)) throw new Error('the scenario did not count');
  store.close();
  console.log(JSON.stringify(figures));
}

main();
