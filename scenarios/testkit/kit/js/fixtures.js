// What a test is given: the names in the pattern of its first parameter, and what these need themselves.
const builtIn = {
  app: () => current.app,
  clock: () => clock,
  http: () => current.app.http,
  log: () => current.app.log,
};

const wanted = new Map(); // by the text of a function

// wants reads the names of the fixtures that a function asks for, in the parameter after those that are given otherwise.
function wants(f, skip = 0) {
  if (f.wants) return f.wants;
  const written = f.toString();
  const known = skip === 0 && wanted.get(written);
  if (known) return known;
  const names = parse(written, skip);
  if (skip === 0) wanted.set(written, names);
  return names;
}

function parse(written, skip) {
  const text = written.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
  const open = text.indexOf('(');
  const arrow = text.indexOf('=>');
  if (open < 0 || arrow >= 0 && arrow < open) return [];
  const parameters = split(text.slice(open + 1));
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
  constructor(own) {
    this.own = own;
    this.values = new Map();
    this.teardowns = [];
  }
  async get(names) {
    const given = {};
    for (const name of names) {
      const value = this.one(name, []);
      given[name] = value instanceof Promise ? await value : value;
    }
    return given;
  }
  // one gives the value of a fixture, or a promise of it.
  one(name, path) {
    if (this.values.has(name)) return this.values.get(name);
    if (Object.hasOwn(this.own, name) && !path.includes(name)) return this.make(name, path);
    if (Object.hasOwn(builtIn, name)) return builtIn[name]();
    return this.make(name, path);
  }
  async make(name, path) {
    if (path.includes(name)) throw new Error(`the fixtures ${[...path, name].join(' -> ')} need each other`);
    if (!Object.hasOwn(this.own, name)) throw new Error(`there is no fixture ${JSON.stringify(name)}: there are ${Object.keys({ ...builtIn, ...this.own }).join(', ')}`);
    let make = this.own[name];
    if (Array.isArray(make)) make = make[0];
    if (typeof make !== 'function') {
      this.values.set(name, make);
      return make;
    }
    const needs = {};
    for (const need of wants(make)) needs[need] = await this.one(need, [...path, name]);
    let used = false;
    const value = await new Promise((resolve, reject) => {
      let release;
      const held = new Promise((r) => { release = r; });
      const whole = make(needs, (v) => {
        used = true;
        resolve(v);
        return held;
      });
      const over = Promise.resolve(whole).then(
        () => { if (!used) reject(new Error(`the fixture ${JSON.stringify(name)} never called use()`)); },
        (error) => { if (!used) reject(error); else throw error; },
      );
      this.teardowns.push(async () => { release(); await over; });
    });
    this.values.set(name, value);
    return value;
  }
  async tearDown(failed) {
    for (const down of this.teardowns.reverse()) {
      try { await down(); } catch (error) { failed(error); }
    }
  }
}
