// expect(): the library's matchers, and those of calls.
let library = null;

function lib() {
  if (library === null) {
    library = host.expect()();
    library.expect.extend(snapshots);
  }
  return library;
}

// expect has what is ours and, behind it, what the library has.
const expect = (subject, message) => expected(subject, message, false);
delete expect.length;
delete expect.name;
Object.setPrototypeOf(expect, new Proxy(Function.prototype, {
  get: (_, name) => (name in own ? own[name] : lib().expect[name]),
  has: (_, name) => name in own || name in lib().expect,
}));

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
  toMatch: (a, b) => (typeof a !== 'string' ? undefined : typeof b === 'string' ? a.includes(b) : isExpression(b) ? fits(b, a) : undefined),
  toBeGreaterThan: numbers((a, b) => a > b),
  toBeGreaterThanOrEqual: numbers((a, b) => a >= b),
  toBeLessThan: numbers((a, b) => a < b),
  toBeLessThanOrEqual: numbers((a, b) => a <= b),
};

// Expected has the matchers of calls, and passes all others on to the library, which is not loaded before.
// It is made by expected(): to make it like this costs less than a constructor and private fields do, and there are many.
class Expected {
  get not() { return expected(this.$subject, this.$message, !this.$not); }
  toHear(want, options = defaults) {
    const error = new Error();
    inTest('expect().toHear()');
    const what = this.$not ? 'expect().not.toHear()' : 'expect().toHear()';
    if (isParty(this.$subject) && want !== undefined && !Array.isArray(want)) {
      return hears(what, this.$subject, this.$not, error, noteOf(this.$message), want, options.within);
    }
    return awaited(what, hearsAll(this.$subject, this.$not, error, noteOf(this.$message), want, options.within), error);
  }
  toEnd(options = defaults) {
    const error = new Error();
    inTest('expect().toEnd()');
    const what = this.$not ? 'expect().not.toEnd()' : 'expect().toEnd()';
    if (this.$subject instanceof Session || isParty(this.$subject)) return ends(what, this.$subject, this.$not, error, noteOf(this.$message), options);
    return awaited(what, Promise.reject(wrong(error, 'toEnd', this.$subject, 'a session or a party')), error);
  }
  toHaveLogged(want, options = defaults) {
    const error = new Error();
    inTest('expect().toHaveLogged()');
    const what = this.$not ? 'expect().not.toHaveLogged()' : 'expect().toHaveLogged()';
    const subject = this.$subject;
    const source = subject instanceof Session || subject instanceof App ? subject : subject?.[isLog];
    if (source && !this.$not) return logs(what, source, error, noteOf(this.$message), want, options.within);
    return awaited(what, hasNotLogged(source, error, noteOf(this.$message), want, options.within, subject), error);
  }
  static wait(one, name, matcher, args) {
    const error = new Error();
    inTest(`expect().${name}()`);
    return awaited(`expect().${one.$not ? 'not.' : ''}${name}()`, matcher(one.$subject, one.$not, error, noteOf(one.$message), ...args), error);
  }
  static plain(one, name, fits, expected) {
    if (fits(one.$subject, expected) !== !one.$not) Expected.library(one)[name](expected);
  }
  static library(one) {
    const assertion = lib().expect(one.$subject, one.$message);
    return one.$not ? assertion.not : assertion;
  }
}
Object.assign(Expected.prototype, { $message: undefined, $not: false });

function expected(subject, message, not) {
  const one = { __proto__: Expected.prototype, $subject: subject };
  if (message !== undefined) one.$message = message;
  if (not) one.$not = true;
  return one;
}
const noteOf = (message) => (message ? message + ': ' : '');
// Simple comparisons become methods when they are first asked for; what is none of ours is the library's.
Object.setPrototypeOf(Expected.prototype, new Proxy({}, {
  get(_, name, one) {
    if (name in Object.prototype || name === 'then') return Object.prototype[name];
    if (Object.hasOwn(plain, name)) {
      const value = function (wanted) { Expected.plain(this, name, plain[name], wanted); };
      Object.defineProperty(Expected.prototype, name, { value, writable: true, configurable: true });
      return value;
    }
    const assertion = Expected.library(one);
    const value = assertion[name];
    return typeof value === 'function' ? (...args) => Reflect.apply(value, assertion, args) : value; // bind() would look at its length, which the library forbids
  },
}));

// adopt makes methods of matchers that wait.
function adopt(all) {
  Object.keys(all).forEach((name) => {
    Expected.prototype[name] = function (...args) { return Expected.wait(this, name, all[name], args); };
  });
}

const own = {
  // soft notes what fails, and lets the test go on.
  soft: (value, message) => soften(expect(value, message)),
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
        return awaited(`expect.poll().${String(name)}()`, until(ms(within, 'within'), fits).then((reason) => {
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
const isExpression = (value) => typeof value === 'object' && value !== null && host.expression(value);
const fits = (want, text) => (isExpression(want) ? (want.lastIndex = 0, want.test(text)) : text.includes(String(want)));
const content = (u) => u.text ?? u.url ?? u.digits ?? '';

// seek finds the first thing that a party heard from a number on that fits.
const seek = (party, from, want) => host.seek(party[partyId], from, looked(want));
const looked = (want) => (isExpression(want) ? want : String(want));

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
function hears(what, party, not, error, note, want, within) {
  const limit = within ?? (not ? '5s' : current.app.patience);
  return host.hears(what, error, ms(limit, 'within'), party[partyId], looked(want), not, misheard, error, party, note, want, limit);
}

// misheard is the error of a party that heard what it must not, or did not hear what it has to.
function misheard(error, party, note, want, limit, reason, at, from) {
  try {
    if (at >= 0) return give(error, `${note}${party.name} heard ${show(content(host.heard(party[partyId], from)[at]))}, which fits ${show(want)}`);
    const heard = host.heard(party[partyId], from).map((u) => `  ${show(content(u))}${u.cut ? ' (cut short)' : ''}`);
    const why = party.ended !== null ? `the call ended (${shown(party.ended)})` : late('it', reason, limit);
    return give(error, `${note}${party.name} did not hear ${show(want)}: ${why}\n${heard.length ? 'It heard instead:\n' + heard.join('\n') : 'It heard nothing' + (from > 0 ? ' after what was expected before' : '')}`);
  } catch (e) {
    return e;
  }
}

// hearsAll is toHear for a list, one after the other. What was heard before counts once, in order.
async function hearsAll(party, not, error, note, want, within) {
  if (!isParty(party)) throw wrong(error, 'toHear', party, 'a party: a caller or the leg of a phone');
  if (!Array.isArray(want)) throw give(error, 'toHear() needs a text or a regular expression', false);
  if (not) throw give(error, 'expect().not.toHear() takes one text or expression', false);
  for (const one of want) await hears('expect().toHear()', party, not, error, note, one, within);
}

// ends is toEnd for a session or a party.
function ends(what, subject, not, error, note, options) {
  const session = subject instanceof Session;
  const limit = options.within ?? (not ? '5s' : current.app.patience);
  return pend(what, error, ms(limit, 'within'), (reason) => {
    const ended = session ? subject.over : subject.ended !== null;
    if (session && ended) host.looked(subject.id);
    if (not ? ended : !ended) {
      const name = session ? `session ${subject.id}` : `the call of ${subject.name}`;
      throw give(error, note + (not ? `${name} ended` : late('the end of ' + name, reason, limit)));
    }
    if (!not) endedSo(subject, session, error, note, options);
  }, session ? 'over' : 'ended', session ? subject.id : subject[partyId]);
}

// endedSo checks how a session or a call has ended.
function endedSo(subject, session, error, note, parts) {
  const name = () => (session ? `session ${subject.id}` : `the call of ${subject.name}`);
  const end = session ? { reason: subject.reason, error: subject.error } : subject.ended;
  if (session && end.error && !Object.hasOwn(parts, 'error')) throw give(error, `${note}${name()} ended with an error: ${end.error.message}`);
  const keys = Object.keys(parts);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i], value = parts[key];
    if (key === 'within') continue;
    const got = key === 'error' ? end.error?.message : end[key];
    if (isExpression(value) ? !fits(value, String(got)) : !(same(got, value) ?? lib().equals(got, value))) {
      throw give(error, `${note}${name()} ended with ${key} ${lib().format(got)}, not ${lib().format(value)}`);
    }
  }
}

const aLine = (want) => `a line of the log that fits ${show(want)}`;
const theLog = (source) => list('The log has', source.log.map((l) => show(l.text)));

// logs is toHaveLogged: it waits until a session has written something that fits to its log.
function logs(what, source, error, note, want, within) {
  const limit = within ?? current.app.patience;
  return pend(what, error, ms(limit, 'within'), (reason) => {
    if (reason !== 'fulfilled') throw give(error, `${note}${late(aLine(want), reason, limit)}\n${theLog(source)}`);
  }, 'logged', source instanceof App ? '' : source.id, looked(want));
}

async function hasNotLogged(source, error, note, want, within, subject) {
  if (!source) throw wrong(error, 'toHaveLogged', subject, 'a session, an application or a log');
  await waited(true, error, note, within, () => source.log.some((l) => fits(want, l.text)), aLine(want), () => theLog(source));
}

const matchers = {
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
      && (isExpression(url) ? fits(url, r.url) : r.url === url) && (part === undefined || lib().matches(r, part)));
    await waited(not, error, note, within, found, `the request ${method === '*' ? '' : method + ' '}${url}${part === undefined ? '' : ' with ' + lib().format(part)}`,
      () => list('The requests were', subject.requests.map((r) => `${r.method} ${r.url}${r.body ? ' ' + show(r.body) : ''}`)));
  },
};

const list = (heading, lines) => (lines.length ? `${heading}:\n${lines.map((l) => '  ' + l).join('\n')}` : `${heading.replace(/ (has|were|with)$/, '')}: none`);

// waited is for matchers that may be fulfilled already, or in a while. With not they are looked at now.
async function waited(not, error, note, within, condition, what, context) {
  const limit = within ?? (not ? undefined : current.app.patience);
  const reason = limit === undefined ? (condition() ? 'fulfilled' : 'too late') : await until(ms(limit, 'within'), condition);
  if (not && reason === 'fulfilled') throw give(error, `${note}there was ${what}\n${context()}`);
  if (!not && reason !== 'fulfilled') throw give(error, `${note}${late(what, reason, limit)}\n${context()}`);
}

adopt(matchers);
