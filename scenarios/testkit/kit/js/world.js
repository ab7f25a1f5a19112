// The application under test, and those who call it and are called.
const forever = 0;
const partyId = Symbol('party'), sessionOf = Symbol('session'), isLog = Symbol('log'), partyOf = Symbol('party of');

const durations = { __proto__: null }; // by how they are written

function ms(value, what) {
  if (typeof value === 'number' && value >= 0) return value;
  const known = typeof value === 'string' ? durations[value] : undefined;
  if (known !== undefined) return known;
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/.exec(String(value).trim());
  if (!match) throw new TypeError(`${what} is a duration such as '500ms', '3s', '2m', '1h' or a number of milliseconds, not ${JSON.stringify(value)}`);
  const time = Math.round(Number(match[1]) * { ms: 1, s: 1000, m: 60000, h: 3600000, d: 86400000 }[match[2]]);
  durations[value] = time;
  return time;
}

const quote = (text) => host.quote(String(text));
const lines = (steps) => [].concat(steps).join('\n');
const length = (value, what) => `${ms(value, what)}ms`;

// until waits for a condition in virtual time: 'fulfilled', 'too late' or 'idle'. The condition is a function, or one of the host's with
// its subject.
function until(within, condition, subject) {
  return new Promise((resolve) => host.until(within, resolve, condition, subject));
}

// pend waits for a condition with one promise, which gives what finish gives, and which the test has to await. The error is made
// beforehand, so that it knows its place.
function pend(what, error, within, finish, condition, subject, more) {
  inTest(what);
  return host.pend(what, error, within, finish, condition, subject, more);
}

// Party is whoever is at the other end of a call: the caller, or who was called.
class Party {
  #own; #test = current;
  constructor(id) { this.#own = id; }
  get #id() {
    belongs('this party', this.#test);
    return this.#own;
  }
  get [partyId]() { return this.#id; }
  get name() { return host.party(this.#id, 'name'); }
  get address() { return host.party(this.#id, 'address'); }
  get state() { return host.party(this.#id, 'state'); }
  get connected() { return this.state === 'connected'; }
  get ended() { return host.party(this.#id, 'end'); }
  get heard() { return host.heard(this.#id, 0); }
  get headers() { return host.party(this.#id, 'headers'); }
  // heardSince gives what was heard after a moment; without one, after what toHear() found last.
  heardSince(moment) {
    if (moment === undefined) return host.heard(this.#id, host.cursor(this.#id));
    const from = moment instanceof Date ? moment.getTime() - host.began() : ms(moment, 'the moment');
    return this.heard.filter((u) => u.at >= from);
  }
  get received() { return host.received(this.#id); }
  get messages() { return this.received.filter((r) => r.what === 'message').map((r) => r.text); }
  get session() {
    inTest('a session');
    const session = host.party(this.#id, 'session');
    if (session === '') throw new Error(`${this.name} belongs to no session: no rule took the call`);
    return current.app[sessionOf](session);
  }
  #do(steps) {
    inTest('an action');
    host.act(this.#id, steps);
    return this;
  }
  say(text, { confidence, length: long } = defaults) {
    let step = `say ${quote(text)}`;
    if (confidence !== undefined) step += ` confidence=${confidence}`;
    if (long !== undefined) step += ` length=${length(long, 'the length of speech')}`;
    return this.#do(step);
  }
  press(keys, { every } = defaults) {
    if (every === undefined) return this.#do(`press ${keys}`);
    return this.#do([...String(keys)].map((key) => `press ${key}`).join(`; wait ${length(every, 'the time between keys')}; `));
  }
  wait(time) { return this.#do(`wait ${length(time, 'the time to wait')}`); }
  silence(time) { return this.#do(`silence ${length(time, 'the length of silence')}`); }
  beep({ hertz, length: long } = {}) { return this.#do('beep' + (hertz === undefined ? '' : ` ${hertz}`) + (long === undefined ? '' : ` length=${length(long, 'the length of a beep')}`)); }
  hold() { return this.#do('hold'); }
  resume() { return this.#do('resume'); }
  info(type, body = '') { return this.#do(`info ${type} ${quote(body)}`); }
  message(text) { return this.#do(`message ${quote(text)}`); }
  refer(to) { return this.#do(`refer ${to}`); }
  hangup() { return this.#do('hangup'); }
  does(steps) { return this.#do(lines(steps)); }
  cancel() {
    inTest('an action');
    host.hangup(this.#id);
    return this;
  }
  answered({ within = current?.app.patience } = {}) {
    return waitFor('answered()', within, 'the answer', () => {
      if (!this.connected && this.ended) throw new Error(`${this.name} was not connected: ${shown(this.ended)}`);
      return this;
    }, 'answered', this.#id);
  }
  hungUp({ within = current?.app.patience } = {}) {
    return waitFor('hungUp()', within, 'the end of the call', () => this.ended, 'ended', this.#id);
  }
  toJSON() { return { party: this.name, state: this.state }; }
  get [Symbol.toStringTag]() { return 'Party'; }
}

const shown = (end) => `${end.code}${end.reason ? ' ' + end.reason : ''}`;

// waitFor waits for a condition and then gives its value.
function waitFor(call, within, what, value, condition, subject) {
  const error = new Error();
  return pend(call, error, ms(within, 'within'), (reason) => {
    if (reason === 'fulfilled') {
      try { return value(); } catch (e) {
        error.message = e.message;
        throw error;
      }
    }
    throw give(error, late(what, reason, within));
  }, condition, subject);
}

const late = (what, reason, within) => (reason === 'idle'
  ? `${what} never came: nothing is left to happen`
  : `${what} did not come within ${typeof within === 'number' ? within + 'ms' : within} of virtual time (change it with { within: '10m' })`);


// Phone is an address that the application may call.
class Phone {
  #own; #given = 0; #test = current;
  constructor(address) { this.#own = address; }
  get #address() {
    belongs('this phone', this.#test);
    return this.#own;
  }
  get address() { return this.#address; }
  #set(steps) {
    inTest('a phone');
    host.phone(this.#address, steps);
    return this;
  }
  #reached(online) {
    inTest('a phone');
    host.presence(this.#address, online);
    return this;
  }
  answers({ after, earlyMedia, rings } = defaults) {
    let steps = '';
    if (rings !== undefined) steps += `ring ${length(rings, 'the time it rings')}; `;
    if (earlyMedia) steps += 'early-media; ';
    if (typeof earlyMedia === 'string') steps += `say ${quote(earlyMedia)}; `;
    return this.#set(steps + (after === undefined ? 'answer' : `answer after ${length(after, 'the time to the answer')}`));
  }
  busy(reason) { return this.#set(reason === undefined ? 'busy' : `busy ${quote(reason)}`); }
  noAnswer() { return this.#set('no-answer'); }
  fails(code, { after, reason } = {}) {
    const step = `fail ${code}` + (reason === undefined ? '' : ` ${quote(reason)}`);
    return this.#set(after === undefined ? step : `ring ${length(after, 'the time to the failure')}; ${step}`);
  }
  rejects(code = 603, reason) { return this.#set(`reject ${code}` + (reason === undefined ? '' : ` ${quote(reason)}`)); }
  offline() { return this.#reached(false); }
  online() { return this.#reached(true); }
  does(steps) { return this.#set(lines(steps)); }
  get calls() {
    inTest('the calls of a phone');
    return host.called(this.#address).map((id) => current.app[partyOf](id));
  }
  // leg gives the next call that is connected. Calls that fail before that, as by a phone that is busy first, are passed over.
  leg({ within = current?.app.patience } = {}) {
    const next = this.#given++;
    const error = new Error();
    const address = this.#address;
    return pend(`app.phone(${quote(address)}).leg()`, error, ms(within, 'within'), (reason) => {
      const calls = host.called(address), wasUp = (id) => host.party(id, 'wasUp');
      if (reason === 'fulfilled') return current.app[partyOf](calls.filter(wasUp)[next]);
      const ended = calls.filter((id) => !wasUp(id) && host.party(id, 'end'));
      const rings = calls.some((id) => host.party(id, 'end') === null && !wasUp(id));
      if (ended.length > 0) {
        throw give(error, `the call to ${address} was not connected: ${ended.map((id) => shown(host.party(id, 'end'))).join(', ')}\n${late('another call', reason, within)}`);
      }
      throw give(error, late(rings ? `the answer of ${address}` : `a call to ${address}`, reason, within));
    }, 'leg', address, next);
  }
  toJSON() { return { phone: this.#address }; }
}

// Session is one run of a rule's scenarios.
class Session {
  #own; #test = current;
  constructor(id) { this.#own = id; }
  get #id() {
    belongs('this session', this.#test);
    return this.#own;
  }
  get id() { return this.#id; }
  get state() { return host.session(this.#id, 'state'); }
  get over() { return host.session(this.#id, 'over'); }
  get reason() { return host.session(this.#id, 'reason'); }
  get error() { return host.session(this.#id, 'error'); }
  get trace() { return host.records(this.#id); }
  get log() {
    const list = host.logged(this.#id);
    Object.defineProperty(list, isLog, { value: this });
    return list;
  }
  get recordings() { return host.recordings(this.#id); }
  get events() { return host.records(this.#id, 'event').map(({ t, name, target, payload }) => ({ t, name, target, payload })); }
  timeline() { return host.timeline(this.#id); }
  ended({ within = current?.app.patience } = {}) {
    return waitFor('session.ended()', within, 'the end of the session', () => {
      host.looked(this.#id);
      const { reason, error } = this;
      return error ? { reason, error } : { reason };
    }, 'over', this.#id);
  }
  // request does what a request to the session's access URL does.
  request({ method = 'POST', path = '', body = '', headers = {} } = {}, { within = current?.app.patience } = {}) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    let answer = null;
    return awaited('session.request()', (async () => {
      const error = new Error();
      answer = host.request(this.#id, method, text, path, headers, (a) => { answer = a; }) ?? null;
      const reason = await until(ms(within, 'within'), () => answer !== null);
      if (reason !== 'fulfilled') {
        error.message = late('the answer to the request', reason, within);
        error.report = true;
        throw error;
      }
      return answer;
    })());
  }
  toJSON() { return { session: this.#id, state: this.state }; }
  get [Symbol.toStringTag]() { return 'Session'; }
}

const storage = Object.freeze({
  get: async (key) => host.storage('get', String(key)),
  put: async (key, value, ttl) => host.storage('put', String(key), String(value), ttl),
  remove: async (key) => host.storage('remove', String(key)),
  keys: async (pattern = '') => host.storage('keys', pattern),
});

const secrets = new Proxy({}, {
  get: (_, name) => (typeof name === 'string' ? host.secret(name) : undefined),
  set: (_, name, value) => { host.secret(String(name), String(value)); return true; },
  has: (_, name) => host.secret(String(name)) !== undefined,
});
