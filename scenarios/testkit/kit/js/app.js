// What tests know as app and clock.
class App {
  #parties = []; #sessions = { __proto__: null }; #phones = { __proto__: null }; #http = null; #mail = null;
  #around = null; // agents and WebSockets, which few tests have
  #check() { if (current?.app !== this) throw new Error('this app belongs to a test that is over'); }
  patience = '5m';
  get storage() { return storage; }
  get secrets() { return secrets; }
  load(...paths) {
    this.#check();
    if (paths.length === 1 && typeof paths[0] === 'string') host.load(paths[0]);
    else host.load(paths.flat().map(String));
    return this;
  }
  get name() { this.#check(); return host.application().name; }
  get rules() { this.#check(); return host.application().rules; }
  [partyOf](id) {
    return (this.#parties[id] ??= new Party(id));
  }
  [sessionOf](id) {
    return (this.#sessions[id] ??= new Session(id));
  }
  get sessions() { this.#check(); return host.sessions().map((id) => this[sessionOf](id)); }
  call(options = {}) {
    const error = new Error();
    this.#check();
    const given = typeof options === 'string' ? { to: options } : options;
    const { within = this.patience, patience, session } = given;
    if (session !== undefined && !(session instanceof Session)) throw new TypeError('app.call({ session }) takes a session: that of another call, or of app.start()');
    const id = host.call(given, patience === undefined ? undefined : ms(patience, 'the patience of a caller'), session?.id);
    return pend('app.call()', error, ms(within, 'within'), (reason) => {
      const unroutable = host.unroutable();
      if (unroutable !== '') throw give(error, unroutable, false);
      if (reason !== 'fulfilled') throw give(error, late('the call', reason, within));
      return this[partyOf](id);
    }, 'arrived', id);
  }
  start({ rule = '', customData = '' } = {}) {
    this.#check();
    return awaited('app.start()', (async () => {
      const id = host.start(rule, typeof customData === 'string' ? customData : JSON.stringify(customData));
      await until(forever, 'now');
      return this[sessionOf](id);
    })());
  }
  phone(number) { return this.#phone(String(number)); }
  user(name) {
    host.user(String(name));
    return this.#phone('user:' + name);
  }
  // conference starts the session that calls to a conference join.
  conference(id, { customData = '', within = this.patience } = {}) {
    return awaited('app.conference()', (async () => {
      const session = host.conference(String(id), typeof customData === 'string' ? customData : JSON.stringify(customData));
      await until(ms(within, 'within'), 'now');
      return this[sessionOf](session);
    })());
  }
  callList(rows, { rule = '', attempts = 1, interval = 0, simultaneous = 1 } = {}) {
    inTest('app.callList()');
    return new CallList(host.callList(rule, rows, attempts, ms(interval, 'the interval of a call list'), simultaneous));
  }
  queue(name, options) { this.#check(); return new Queue(String(name), options); }
  agent(queue, name, options) {
    hire(queue, name, options);
    return this.#once('agent ' + name, () => new Agent(String(name)));
  }
  webSocket(url) { return this.#once('webSocket ' + url, () => new WebSocketPeer(String(url))); }
  #once(key, make) {
    this.#check();
    this.#around ??= new Map();
    if (!this.#around.has(key)) this.#around.set(key, make());
    return this.#around.get(key);
  }
  file(url, { length: long, after = 0, status = 0 } = {}) {
    inTest('app.file()');
    if ((long === undefined) === (status === 0)) throw new TypeError("app.file() needs one of length and status: app.file('https://...', { length: '3s' })");
    host.file(String(url), long === undefined ? 0 : ms(long, 'the length of a file'), ms(after, 'the time to load a file'), status);
    return this;
  }
  get mail() { this.#check(); return (this.#mail ??= new Mail()); }
  sip(uri) { return this.#phone('sip:' + String(uri).replace(/^sips?:/, '')); }
  #phone(address) {
    this.#check();
    const known = host.address(address);
    return (this.#phones[known] ??= new Phone(address));
  }
  get http() { this.#check(); return (this.#http ??= new HTTP()); }
  get log() {
    const list = this.sessions.flatMap((s) => s.log);
    Object.defineProperty(list, isLog, { value: this });
    return list;
  }
  timeline() { this.#check(); return host.timeline(''); }
}

const clock = Object.freeze({
  get now() { return new Date(host.now()); },
  advance(time) {
    inTest('clock.advance()');
    const d = ms(time, 'the time to advance');
    return awaited('clock.advance()', new Promise((resolve) => host.after(d, resolve)));
  },
  async advanceTo(time) {
    const at = new Date(time).getTime();
    if (!(at >= host.now())) throw new RangeError(`clock.advanceTo(${JSON.stringify(time)}): the clock only goes forward, and it is ${new Date(host.now()).toISOString()}`);
    await clock.advance(at - host.now());
  },
});
