// Names that may be missing and are asked for first, and names of the language that look like others.
//
//     voxemu run testdata/check/ok/unknown-name.js
'use strict';
const root = typeof window === 'object' ? window : globalThis;
const wanted = typeof settings !== 'undefined' && settings.greeting ? settings.greeting : 'Hello';
const maker = globalThis.Buffer || null;
let canFetch = false;
try {
  canFetch = Boolean(fetch);
} catch (e) {
  canFetch = false;
}
root.greet = (name) => `${wanted}, ${name}`;

function sum() {
  let total = 0;
  outer: for (const value of arguments) {
    for (let i = 0; i < value; i++) {
      if (i > 9) continue outer;
      total += i;
    }
  }
  return total;
}

const factorial = function self(n) {
  return n <= 1 ? 1 : n * self(n - 1);
};

class Journal {
  static #size = 0;
  static add({ process = 'none', ...rest }) {
    Journal.#size += Object.keys(rest).length;
    return process;
  }
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid: URL }) => {
  call.addEventListener(CallEvents.Connected, () => call.say(greet(URL)));
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents.Disconnected, () => {
    const weak = new WeakRef(call);
    Logger.write([sum(1, 2), factorial(3), Journal.add({ a: 1 }), canFetch, maker, weak instanceof WeakRef, escape('ü')].join());
    Logger.write(new Intl.NumberFormat('en').format(1e6) + NaN + Infinity + undefined);
    VoxEngine.terminate();
  });
  call.answer();
});
