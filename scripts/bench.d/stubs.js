'use strict';
// What somebody would write by hand to run a call-counting scenario on Node: the few names it uses, and one call that is
// answered and hears its prompt at once. Constants are shared by all sessions, which is in Node's favour.

const AppEvents = Object.freeze({ Started: 'Application.Started', CallAlerting: 'Application.CallAlerting' });
const CallEvents = Object.freeze({
  Connected: 'Call.Connected',
  Disconnected: 'Call.Disconnected',
  PlaybackFinished: 'Call.PlaybackFinished',
});
const Modules = Object.freeze({ ApplicationStorage: 'applicationstorage' });
const VoiceList = Object.freeze({ Amazon: Object.freeze({ en_US_Joanna: Object.freeze({}) }) });
const nothing = () => {};
const Logger = Object.freeze({ write: nothing });

class Emitter {
  #listeners = new Map();

  addEventListener(name, listener) {
    const known = this.#listeners.get(name);
    if (known) known.push(listener);
    else this.#listeners.set(name, [listener]);
  }

  raise(name, event) {
    for (const listener of this.#listeners.get(name) ?? []) listener({ name, ...event });
  }
}

class Call extends Emitter {
  #connected = false;

  answer() {
    this.#connected = true;
  }

  say() {
    if (!this.#connected) throw new Error('the call is not connected');
    queueMicrotask(() => this.raise(CallEvents.PlaybackFinished, { call: this }));
  }
}

// Returns the global names of one session, and what makes the call. The scenario's terminate() calls ended.
function session(store, scope, ended) {
  const app = new Emitter();
  const names = {
    AppEvents,
    CallEvents,
    Logger,
    Modules,
    VoiceList,
    require: nothing,
    ApplicationStorage: {
      get: (key) => store.get(scope, key),
      put: (key, value) => store.put(scope, key, String(value)),
    },
    VoxEngine: { addEventListener: (name, listener) => app.addEventListener(name, listener), terminate: ended },
  };
  return { names, call: () => app.raise(AppEvents.CallAlerting, { call: new Call() }) };
}

module.exports = { session };
