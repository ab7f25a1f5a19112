// Scopes and names in all the ways of the language: each of them is declared.
//
//     voxemu run testdata/check/ok/language-scopes.js --start
VoxEngine.addEventListener(AppEvents.Started, start);

var counter, unset;
counter = unset ?? 1;

const factorial = function self(n) { return n < 2 ? 1 : n * self(n - 1); };
const Named = class Inner { static create() { return new Inner(); } get [Symbol.toStringTag]() { return 'Named'; } };
function defaults(a, b = a + 1, { c = b, ...others } = {}, [d = c, , ...tail] = []) {
  return [a, b, c, d, others, tail];
}

function sum() {
  let total = 0;
  for (var i = 0; i < arguments.length; i++) total += arguments[i];
  return total + i - arguments.length;
}

function hoisted() {
  if (counter) {
    var inside = later();
  }
  try {
    null.x;
  } catch ({ message: { length } }) {
    inside += length;
  }
  return inside;
  function later() { return counter; }
}

function tag(strings, ...values) {
  return strings.raw.map((s, i) => s + (values[i] ?? '')).join('');
}

function start() {
  search: for (const row of [[1, 2], [3, NaN]]) {
    for (const cell of row) {
      if (Number.isNaN(cell)) break search;
      counter += cell;
    }
  }
  let key;
  for (key in { a: 1, b: 2 }) Logger.write(key);
  for (const [k, v] of new Map([['x', Infinity]])) Logger.write(tag`${k} is ${v} of ${globalThis.counter}`);
  const proxy = new Proxy({}, { get: (target, name, receiver) => (name === 'answer' ? 42 : Reflect.get(target, name, receiver)) });
  Logger.write([factorial(5), sum(1, 2, 3), typeof hoisted(), Object.prototype.toString.call(Named.create())].join(' '));
  Logger.write([...defaults(1, undefined, { e: 5 }, [])].length + proxy.answer + Number(2n ** 3n));
  done: {
    if (new.target === undefined) break done;
    Logger.write('never');
  }
  VoxEngine.terminate();
}
