// What somebody writes by hand to test a scenario in Vitest: the names that it uses, calls that answer or fail after a while,
// prompts that take time, and a storage. Nothing of it is measured by how right it is.
import { readFileSync } from 'node:fs';
import { vi } from 'vitest';

// scenario reads a scenario; what it returns runs it. Scenarios are no modules, so that import() would not do.
export function scenario(path) {
  return new Function('require', readFileSync(new URL(path, import.meta.url), 'utf8')).bind(null, () => {});
}

export const AppEvents = { CallAlerting: 'Application.CallAlerting' };
export const CallEvents = {
  Connected: 'Call.Connected',
  Disconnected: 'Call.Disconnected',
  Failed: 'Call.Failed',
  PlaybackFinished: 'Call.PlaybackFinished',
  ToneReceived: 'Call.ToneReceived',
};

class Emitter {
  listeners = {};

  addEventListener(name, listener) {
    (this.listeners[name] ??= []).push(listener);
  }

  emit(name, event = {}) {
    for (const listener of this.listeners[name] ?? []) listener({ name, call: this, ...event });
  }
}

export class Call extends Emitter {
  said = [];
  state = 'ALERTING';
  playback = 0;

  answer() {
    setTimeout(() => this.connect(), 20);
  }

  connect() {
    this.state = 'CONNECTED';
    this.emit(CallEvents.Connected);
  }

  handleTones() {}

  say(text) {
    clearTimeout(this.playback);
    this.said.push(text);
    this.playback = setTimeout(() => this.emit(CallEvents.PlaybackFinished), text.length * 65);
  }

  press(keys) {
    [...keys].forEach((tone, i) => setTimeout(() => this.emit(CallEvents.ToneReceived, { tone }), i * 200));
  }

  hangup() {
    if (this.state === 'DISCONNECTED') return;
    this.state = 'DISCONNECTED';
    clearTimeout(this.playback);
    this.emit(CallEvents.Disconnected, { code: 200 });
  }
}

// application stubs the globals that a scenario uses, and returns what a test needs of them.
export function application() {
  const app = new Emitter();
  const stored = new Map();
  const world = {
    storage: stored,
    log: [],
    legs: [],
    phones: {},
    connections: [],
    http: vi.fn(),
    terminate: vi.fn(),
    call(callerid) {
      const call = new Call();
      app.emit(AppEvents.CallAlerting, { call, callerid });
      return call;
    },
  };
  vi.stubGlobal('AppEvents', AppEvents);
  vi.stubGlobal('CallEvents', CallEvents);
  vi.stubGlobal('Modules', { ApplicationStorage: 'applicationstorage' });
  vi.stubGlobal('Logger', { write: (text) => world.log.push(text) });
  vi.stubGlobal('Net', { httpRequestAsync: world.http });
  vi.stubGlobal('ApplicationStorage', {
    get: async (key) => {
      const entry = stored.get(key);
      return entry && entry.expires > Date.now() ? { key, value: entry.value } : null;
    },
    put: async (key, value, ttl) => {
      stored.set(key, { value, expires: Date.now() + ttl * 1000 });
      return { key, value };
    },
  });
  vi.stubGlobal('VoxEngine', {
    addEventListener: (name, listener) => app.addEventListener(name, listener),
    terminate: world.terminate,
    callPSTN(number) {
      const leg = new Call();
      world.legs.push({ number, leg });
      const { code, after = 200 } = world.phones[number] ?? {};
      setTimeout(() => (code ? leg.emit(CallEvents.Failed, { code }) : leg.connect()), after);
      return leg;
    },
    sendMediaBetween: (a, b) => world.connections.push([a, b]),
  });
  return world;
}
