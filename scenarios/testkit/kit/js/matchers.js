// expect(): the library's matchers, and those of calls.
let library = null;

function lib() {
  if (library === null) {
    library = host.expect()();
    library.expect.extend(snapshots);
  }
  return library;
}

const expect = new Proxy(function expect() {}, {
  apply: (_, __, args) => expecting(...args),
  get: (_, name) => (name in own ? own[name] : lib().expect[name]),
  has: (_, name) => name in own || name in lib().expect,
});

const expecting = (subject, message) => new Expected(subject, message, false);

// plain tells whether a simple comparison holds; undefined leaves it to the library. A test that passes is faster by it, and one that
// fails gets the library's message.
const numbers = (compare) => (a, b) => (typeof a === 'number' && typeof b === 'number' ? compare(a, b) : undefined);
const primitive = (a) => a === null || typeof a !== 'object' && typeof a !== 'function';
const same = (a, b) => (primitive(a) && primitive(b) ? Object.is(a, b) : undefined);
const plain = {
  toBe: Object.is,
  toEqual: same,
  toStrictEqual: same,
  toBeNull: (a) => a === null,
  toBeUndefined: (a) => a === undefined,
  toBeDefined: (a) => a !== undefined,
  toBeTruthy: Boolean,
  toBeFalsy: (a) => !a,
  toHaveLength: (a, n) => (typeof a === 'string' || Array.isArray(a) ? a.length === n : undefined),
  toContain: (a, b) => (typeof a === 'string' && typeof b === 'string' || Array.isArray(a) ? a.indexOf(b) >= 0 : undefined),
  toMatch: (a, b) => (typeof a !== 'string' ? undefined : typeof b === 'string' ? a.includes(b) : b instanceof RegExp ? fits(b, a) : undefined),
  toBeGreaterThan: numbers((a, b) => a > b),
  toBeGreaterThanOrEqual: numbers((a, b) => a >= b),
  toBeLessThan: numbers((a, b) => a < b),
  toBeLessThanOrEqual: numbers((a, b) => a <= b),
};

// Expected has the matchers of calls, and passes all others on to the library, which is not loaded before.
class Expected {
  #subject; #message; #not;
  constructor(subject, message, not) {
    this.#subject = subject;
    this.#message = message;
    this.#not = not;
  }
  get not() { return new Expected(this.#subject, this.#message, !this.#not); }
  static wait(one, name, matcher, args) {
    const error = new Error();
    inTest(`expect().${name}()`);
    const note = one.#message ? one.#message + ': ' : '';
    const what = `expect().${one.#not ? 'not.' : ''}${name}()`;
    if (Object.hasOwn(direct, name)) {
      const promise = direct[name](what, one.#subject, one.#not, error, note, ...args);
      if (promise) return promise;
    }
    return awaited(what, matcher(one.#subject, one.#not, error, note, ...args), error);
  }
  static plain(one, name, args) {
    if (plain[name](one.#subject, ...args) === !one.#not) return;
    Expected.library(one)[name](...args);
  }
  static library(one) {
    const assertion = lib().expect(one.#subject, one.#message);
    return one.#not ? assertion.not : assertion;
  }
}
for (const name of Object.keys(plain)) {
  Expected.prototype[name] = function (...args) { Expected.plain(this, name, args); };
}
Object.setPrototypeOf(Expected.prototype, new Proxy({}, {
  get(_, name, one) {
    if (name in Object.prototype || name === 'then') return Object.prototype[name];
    const assertion = Expected.library(one);
    const value = assertion[name];
    return typeof value === 'function' ? (...args) => Reflect.apply(value, assertion, args) : value; // bind() would look at its length, which the library forbids
  },
}));

const own = {
  // soft notes what fails, and lets the test go on.
  soft: (value, message) => soften(expecting(value, message)),
  // poll waits in virtual time until what a function gives fits.
  poll: (f, { within = current?.app.patience } = {}) => polling(f, within, false),
};

function soften(assertion) {
  return new Proxy(assertion, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (name === 'not') return soften(value);
      if (typeof value !== 'function') return value;
      return (...args) => {
        try {
          const result = value.apply(target, args);
          return result && typeof result.then === 'function' ? result.then(() => {}, (error) => report(error)) : undefined;
        } catch (error) {
          report(error);
        }
      };
    },
  });
}

function polling(f, within, not) {
  return new Proxy({}, {
    get(_, name) {
      if (name === 'not') return polling(f, within, !not);
      if (name === 'then') return undefined;
      if (Object.hasOwn(snapshots, name)) throw new Error(`expect.poll().${name}() can't wait: a snapshot is of one moment`);
      return (...args) => {
        const error = new Error();
        let last = null;
        const fits = () => {
          try {
            const assertion = lib().expect(f());
            (not ? assertion.not : assertion)[name](...args);
            return true;
          } catch (e) {
            last = e;
            return false;
          }
        };
        return awaited(`expect.poll().${String(name)}()`, until(fits, ms(within, 'within')).then((reason) => {
          if (reason === 'fulfilled') return;
          error.message = `${last.message}\n(${late('a value that fits', reason, within)})`;
          error.report = true;
          throw error;
        }));
      };
    },
  });
}

const show = (value) => (typeof value === 'string' ? JSON.stringify(value) : String(value));
const fits = (want, text) => (want instanceof RegExp ? (want.lastIndex = 0, want.test(text)) : text.includes(String(want)));
const content = (u) => u.text ?? u.url ?? u.digits ?? '';

// seek finds the first thing that a party heard from a number on that fits.
const seek = (party, from, want) => host.seek(party[partyId], from, want instanceof RegExp ? (text) => fits(want, text) : String(want));

function isParty(subject) { return subject instanceof Party; }

function wrong(error, name, subject, what) {
  error.message = `expect().${name}() is for ${what}, not for ${lib().format(subject)}`;
  return error;
}

function give(error, text, report = true) {
  error.message = text;
  error.report = report;
  return error;
}

// hears is toHear for one text or expression.
function hears(what, party, not, error, note, want, { within } = {}) {
  const from = party[cursor];
  let at = -1;
  const limit = within ?? (not ? '5s' : current.app.patience);
  const condition = () => (at = seek(party, from, want)) >= 0 || (!not && party.ended !== null);
  return pend(what, error, condition, ms(limit, 'within'), party[partyId], (reason) => {
    if (not && at >= 0) throw give(error, `${note}${party.name} heard ${show(content(host.heard(party[partyId], from)[at]))}, which fits ${show(want)}`);
    if (not) return;
    if (at >= 0) {
      party[cursor] = from + at + 1;
      return;
    }
    const heard = host.heard(party[partyId], from).map((u) => `  ${show(content(u))}${u.cut ? ' (cut short)' : ''}`);
    const why = party.ended !== null ? `the call ended (${shown(party.ended)})` : late('it', reason, limit);
    throw give(error, `${note}${party.name} did not hear ${show(want)}: ${why}\n${heard.length ? 'It heard instead:\n' + heard.join('\n') : 'It heard nothing' + (from > 0 ? ' after what was expected before' : '')}`);
  });
}

// ends is toEnd for a session or a party.
function ends(what, subject, not, error, note, { within, ...parts } = {}) {
  const session = subject instanceof Session;
  const over = () => (session ? subject.over : subject.ended !== null);
  const limit = within ?? (not ? '5s' : current.app.patience);
  return pend(what, error, over, ms(limit, 'within'), session ? undefined : subject[partyId], (reason) => {
    const name = session ? `session ${subject.id}` : `the call of ${subject.name}`;
    const ended = over();
    if (session && ended) host.looked(subject.id);
    if (not && ended) throw give(error, `${note}${name} ended`);
    if (not) return;
    if (!ended) throw give(error, `${note}${late('the end of ' + name, reason, limit)}`);
    const end = session ? { reason: subject.reason, error: subject.error } : subject.ended;
    if (session && end.error && !('error' in parts)) throw give(error, `${note}${name} ended with an error: ${end.error.message}`);
    for (const [key, value] of Object.entries(parts)) {
      const got = key === 'error' ? end.error?.message : end[key];
      if (value instanceof RegExp ? !fits(value, String(got)) : !(same(got, value) ?? lib().equals(got, value))) {
        throw give(error, `${note}${name} ended with ${key} ${lib().format(got)}, not ${lib().format(value)}`);
      }
    }
  });
}

// direct are the matchers that most tests use, without the promises of an async function; undefined leaves it to the one below.
const direct = {
  toHear: (what, party, not, error, note, want, options) => (isParty(party) && want !== undefined && !Array.isArray(want) ? hears(what, party, not, error, note, want, options) : undefined),
  toEnd: (what, subject, not, error, note, want) => (subject instanceof Session || isParty(subject) ? ends(what, subject, not, error, note, want) : undefined),
};

const matchers = {
  // toHear waits until a party hears what fits, one after the other. What it heard before counts once, in order.
  async toHear(party, not, error, note, want, { within } = {}) {
    if (!isParty(party)) throw wrong(error, 'toHear', party, 'a party: a caller or the leg of a phone');
    if (!Array.isArray(want)) throw give(error, 'toHear() needs a text or a regular expression', false);
    if (not) throw give(error, 'expect().not.toHear() takes one text or expression', false);
    for (const one of want) await hears('expect().toHear()', party, not, error, note, one, { within });
  },

  // toHaveHeard looks at all that a party has heard so far.
  async toHaveHeard(party, not, error, note, want) {
    if (!isParty(party)) throw wrong(error, 'toHaveHeard', party, 'a party');
    const heard = party.heard;
    const wants = Array.isArray(want) ? want : [want];
    let from = 0;
    const missing = wants.find((one) => {
      const i = seek(party, from, one);
      from += i + 1;
      return i < 0;
    });
    if ((missing === undefined) === not) {
      throw give(error, `${note}${party.name} has ${not ? 'heard ' + wants.map(show).join(', then ') : 'not heard ' + show(missing)}\n${heard.length ? 'It heard:\n' + heard.map((u) => '  ' + show(content(u))).join('\n') : 'It heard nothing'}`);
    }
  },

  // toEnd waits for the end of a session, or of a call.
  async toEnd(subject, _, error) {
    throw wrong(error, 'toEnd', subject, 'a session or a party');
  },

  // toHaveLogged waits until a session has written something that fits to its log.
  async toHaveLogged(subject, not, error, note, want, { within } = {}) {
    const source = subject instanceof Session || subject instanceof App ? subject : subject?.[isLog];
    if (!source) throw wrong(error, 'toHaveLogged', subject, 'a session, an application or a log');
    const lines = () => source.log;
    await waited(not, error, note, within, () => lines().some((l) => fits(want, l.text)), `a line of the log that fits ${show(want)}`,
      () => list('The log has', lines().map((l) => show(l.text))));
  },

  // toHaveEmitted waits until a session has raised an event, with fields that fit.
  async toHaveEmitted(subject, not, error, note, want, payload, { within } = {}) {
    if (!(subject instanceof Session)) throw wrong(error, 'toHaveEmitted', subject, 'a session');
    const events = () => subject.events;
    const found = () => events().some((e) => e.name === want && (payload === undefined || lib().matches(e.payload, payload)));
    await waited(not, error, note, within, found, `the event ${show(want)}${payload === undefined ? '' : ' with ' + lib().format(payload)}`, () => {
      const same = events().filter((e) => e.name === want);
      return same.length ? list('It was raised with', same.map((e) => lib().format(e.payload))) : list('The events were', [...new Set(events().map((e) => e.name))]);
    });
  },

  // toHaveRequested waits until a request was made.
  async toHaveRequested(subject, not, error, note, method, url, part, { within } = {}) {
    if (!(subject instanceof HTTP) && !(subject instanceof Mock)) throw wrong(error, 'toHaveRequested', subject, 'http, or one of its mocks');
    if (subject instanceof Mock && typeof method !== 'string') [method, url, part] = ['*', /^/, method];
    if (url === undefined) [method, url] = ['*', method];
    const found = () => subject.requests.some((r) => (method === '*' || r.method === String(method).toUpperCase())
      && (url instanceof RegExp ? fits(url, r.url) : r.url === url) && (part === undefined || lib().matches(r, part)));
    await waited(not, error, note, within, found, `the request ${method === '*' ? '' : method + ' '}${url}${part === undefined ? '' : ' with ' + lib().format(part)}`,
      () => list('The requests were', subject.requests.map((r) => `${r.method} ${r.url}${r.body ? ' ' + show(r.body) : ''}`)));
  },
};

const list = (heading, lines) => (lines.length ? `${heading}:\n${lines.map((l) => '  ' + l).join('\n')}` : `${heading.replace(/ (has|were|with)$/, '')}: none`);

// waited is for matchers that may be fulfilled already, or in a while. With not they are looked at now.
async function waited(not, error, note, within, condition, what, context) {
  const limit = within ?? (not ? undefined : current.app.patience);
  const reason = limit === undefined ? (condition() ? 'fulfilled' : 'too late') : await until(condition, ms(limit, 'within'));
  if (not && reason === 'fulfilled') throw give(error, `${note}there was ${what}\n${context()}`);
  if (!not && reason !== 'fulfilled') throw give(error, `${note}${late(what, reason, limit)}\n${context()}`);
}

for (const [name, matcher] of Object.entries(matchers)) {
  Expected.prototype[name] = function (...args) { return Expected.wait(this, name, matcher, args); };
}
