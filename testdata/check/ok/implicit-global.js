// Globals that are meant to be: they are declared, made at the top level, kept from one call to the next, or asked for.
//
//     voxemu run testdata/check/ok/implicit-global.js
attempts = 0;
var first;

function count() {
  attempts += 1;
  first = first || attempts;
  return attempts;
}

function remember(call) {
  lastCall = call;
}

function last() {
  return lastCall && lastCall.id();
}

function once() {
  if (typeof started === 'undefined') started = false;
  const before = started;
  started = true;
  return !before;
}

function sum(list) {
  let total = 0;
  for (let i = 0; i < list.length; i++) total += list[i];
  for (const extra of [1, 2]) total += extra;
  return total;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  globalThis.answered = false;
  remember(call);
  call.addEventListener(CallEvents.Connected, () => {
    answered = true;
    Logger.write([count(), last(), once(), sum([1, 2, 3]), answered].join(' '));
    call.hangup();
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
