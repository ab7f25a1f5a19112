// What a test is given: the names in the pattern of its first parameter, and what these need themselves.
const builtIn = {
  app: () => current.app,
  clock: () => clock,
  http: () => current.app.http,
  log: () => current.app.log,
};

const needed = { __proto__: null }; // by the text of a function
const forRow = Symbol('needs'); // of functions that test.each() has made

// needs tells what a function asks for: the names of the fixtures in the parameter after those that are given otherwise, and whether it
// may look at what comes behind it.
function needs(f, skip = 0) {
  if (f[forRow]) return f[forRow];
  const written = f.toString();
  const known = skip === 0 && needed[written];
  if (known) return known;
  const text = written.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
  const open = text.indexOf('(');
  const arrow = text.indexOf('=>');
  const parameters = open < 0 || arrow >= 0 && arrow < open ? [] : split(text.slice(open + 1));
  const info = parameters.length > 1 || parameters.some((p) => p.includes('...')) || /\barguments\b|\beval\b|\[native code\]/.test(written);
  const all = { names: namesIn(parameters, skip), info };
  if (skip === 0) needed[written] = all;
  return all;
}

function namesIn(parameters, skip) {
  const pattern = (parameters[skip] ?? '').trim();
  if (pattern === '' || pattern.startsWith('_')) return [];
  if (!pattern.startsWith('{')) {
    if (skip > 0) return [];
    throw new Error(`the parameter of a test is a pattern, such as ({ app }) => ..., not ${pattern}`);
  }
  return split(pattern.slice(1)).map((name) => name.split(/[:=]/)[0].trim()).filter(Boolean).map((name) => {
    if (name.startsWith('...')) throw new Error('the fixtures of a test are named one by one: there is no ...rest of them');
    return name;
  });
}

// split cuts a text at the commas outside all brackets, up to the bracket that closes it.
function split(text) {
  const parts = [];
  let depth = 0, from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if ('([{'.includes(c)) depth++;
    else if (c === ',' && depth === 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    } else if (')]}'.includes(c) && depth-- === 0) {
      parts.push(text.slice(from, i));
      return parts;
    }
  }
  return parts;
}

// Fixtures sets fixtures up when they are first asked for, and tears them down in reverse order.
class Fixtures {
  values = null; // Map
  teardowns = null;
  constructor(own) { this.own = own; }
  // get gives the values of fixtures, or a promise of them if one takes its time.
  get(names) {
    const given = {};
    for (let i = 0; i < names.length; i++) {
      const value = this.one(names[i], none);
      if (value instanceof Promise) return this.rest(given, names, i, value);
      given[names[i]] = value;
    }
    return given;
  }
  async rest(given, names, i, value) {
    given[names[i]] = await value;
    for (const name of names.slice(i + 1)) {
      const value = this.one(name, none);
      given[name] = value instanceof Promise ? await value : value;
    }
    return given;
  }
  // one gives the value of a fixture, or a promise of it.
  one(name, path) {
    if (this.values?.has(name)) return this.values.get(name);
    if (Object.hasOwn(this.own, name) && !path.includes(name)) return this.make(name, path);
    if (Object.hasOwn(builtIn, name)) return builtIn[name]();
    return this.make(name, path);
  }
  async make(name, path) {
    this.values ??= new Map();
    if (path.includes(name)) throw new Error(`the fixtures ${[...path, name].join(' -> ')} need each other`);
    if (!Object.hasOwn(this.own, name)) throw new Error(`there is no fixture ${JSON.stringify(name)}: there are ${Object.keys({ ...builtIn, ...this.own }).join(', ')}`);
    let make = this.own[name];
    if (Array.isArray(make)) make = make[0];
    if (typeof make !== 'function') {
      this.values.set(name, make);
      return make;
    }
    const given = {};
    for (const need of needs(make).names) given[need] = await this.one(need, [...path, name]);
    let used = false;
    const value = await new Promise((resolve, reject) => {
      let release;
      const held = new Promise((r) => { release = r; });
      const whole = make(given, (v) => {
        used = true;
        resolve(v);
        return held;
      });
      const over = Promise.resolve(whole).then(
        () => { if (!used) reject(new Error(`the fixture ${JSON.stringify(name)} never called use()`)); },
        (error) => { if (!used) reject(error); else throw error; },
      );
      (this.teardowns ??= []).push(async () => { release(); await over; });
    });
    this.values.set(name, value);
    return value;
  }
  async tearDown() {
    for (const down of this.teardowns.reverse()) {
      try { await down(); } catch (error) { report(error); }
    }
  }
}
