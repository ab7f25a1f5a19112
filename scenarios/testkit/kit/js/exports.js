// What test files import from 'voxemu/test', and what the runner calls.
const test = makeTest({});
const api = {
  test, it: test, describe, expect, step,
  beforeEach: test.beforeEach, afterEach: test.afterEach, beforeAll: test.beforeAll, afterAll: test.afterAll,
};
globalThis.setTimeout = (f, time = 0, ...args) => host.timer(() => f(...args), Math.max(0, Number(time) || 0), false);
globalThis.setInterval = (f, time = 0, ...args) => host.timer(() => f(...args), Math.max(1, Number(time) || 0), true);
globalThis.clearTimeout = globalThis.clearInterval = (id) => host.clearTimer(Number(id));
const print = (...args) => host.print(args.map((a) => (typeof a === 'string' ? a : lib().format(a))).join(' '));
globalThis.console = {};
['log', 'info', 'warn', 'error', 'debug', 'trace'].forEach((name) => { console[name] = (...args) => print(...args); });
return { api, run, fits };
