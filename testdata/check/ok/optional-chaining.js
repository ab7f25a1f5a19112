// Young syntax: optional chaining, nullish assignment, private fields, spread, at, matchAll, replaceAll, numeric separators.
//
//     voxemu run testdata/check/ok/optional-chaining.js --header 'X-Trace: a=1;b=2' --do 'wait 2s; hangup'
const LIMIT = 1_000;
const settings = { menu: { voice: null } };
settings.menu.voice ??= VoiceList.Amazon?.en_US_Joanna;

class Counter {
  static #instances = 0;
  #n = 0;
  static {
    Counter.#instances = 0;
  }
  hit() {
    this.#n += 1;
    Counter.#instances ||= 1;
    return this.#n;
  }
  static has(object) {
    return #n in object;
  }
}

const parse = (header = '') => Object.fromEntries([...header.matchAll(/(\w+)=(\w+)/g)].map(([, k, v]) => [k, v]));

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, headers, ...rest }) => {
  const counter = new Counter();
  const trace = parse(headers?.['X-Trace']);
  Logger.write(JSON.stringify({ ...trace, from: rest.callerid?.at(-1) }));
  Logger.write(rest.destination.replaceAll('5', '*'));
  call?.addEventListener?.(CallEvents.Connected, () => {
    counter.hit();
    call.say(`Number ${2 ** 3}`, { voice: settings?.menu?.voice });
  });
  call.addEventListener(CallEvents.PlaybackFinished, () => {
    if (counter.hit() < 3) call.say('Again.');
  });
  call.addEventListener(CallEvents.Disconnected, ({ cost = 0, duration }) => {
    Logger.write(`${cost}, ${duration * LIMIT} ms, ${Counter.has(counter)}`);
    VoxEngine.terminate();
  });
  call.answer(undefined, { displayName: 'Shop' });
});
