// The tests of a file: what test(), describe() and the hooks note while the file is evaluated.
// All that is to be known of them before they run is told to the host.
const none = Object.freeze([]), defaults = Object.freeze({});
const cases = [];
let current = null; // the test that runs

const modes = ['', 'skip', 'only', 'fixme'];

function define(mode, fixtures, title, options, body) {
  if (typeof options === 'function' || body === undefined && typeof options !== 'object') {
    const first = options;
    options = body;
    body = first;
  }
  if (current) throw new Error(`test(${JSON.stringify(title)}) inside a test: tests are defined while the file is loaded`);
  if (typeof title !== 'string' && typeof title !== 'number') throw new TypeError('test() needs a title: test("what it does", async ({ app }) => { ... })');
  if (typeof body !== 'function' && mode !== 'fixme' && mode !== 'skip') throw new TypeError(`test(${JSON.stringify(title)}) needs a function`);
  const own = typeof options === 'object' && options ? options : defaults;
  const name = String(title), tags = tagsOf(name, own);
  host.test(suite.number, name, tags === none ? undefined : tags, mode, own.timeout, own.retries);
  cases.push({ title: name, body, suite, fixtures, tags });
}

const hooks = { begun: false, beforeAll: null, beforeEach: null, afterEach: null, afterAll: null }; // of suites that have none
function newSuite(number, parent) { return { __proto__: hooks, number, parent }; }
let suite = newSuite(0, null);

function tagsOf(title, options) {
  const inTitle = title.includes('@') ? title.match(/(?<=^|\s)@[\w-]+/g) ?? none : none;
  if (options.tag === undefined && inTitle.length === 0) return none;
  return [].concat(options.tag === undefined ? none : options.tag, inTitle).map((t) => (t.startsWith('@') ? t : '@' + t));
}

function describing(mode, title, options, body) {
  if (typeof options === 'function') {
    body = options;
    options = {};
  }
  if (current) throw new Error(`describe(${JSON.stringify(title)}) inside a test: suites are defined while the file is loaded`);
  if (typeof body !== 'function') throw new TypeError(`describe(${JSON.stringify(title)}) needs a function`);
  const name = String(title), tags = tagsOf(name, options);
  const one = newSuite(host.suite(suite.number, name, tags === none ? undefined : tags, mode, options.timeout), suite);
  suite = one;
  try {
    const result = body();
    if (result && typeof result.then === 'function') throw new Error(`describe(${JSON.stringify(title)}) can't wait: its function must not be async`);
  } finally {
    suite = one.parent;
  }
}

// each fills a title's %s, %d, %i, %f, %j, %o, %#, %% and $name from the values of a row.
function fill(title, row, index) {
  const written = String(title), values = Array.isArray(row) ? row : [row];
  let text = '', from = 0, next = 0;
  for (let at = written.indexOf('%'); at >= 0; at = written.indexOf('%', from)) {
    const kind = written[at + 1];
    text += written.slice(from, at);
    from = at + 2;
    if (kind === '%') text += '%';
    else if (kind === '#') text += String(index);
    else if ('sdifjo'.includes(kind) && next < values.length) text += filled(kind, values[next++]);
    else {
      text += '%';
      from = at + 1;
    }
  }
  text += written.slice(from);
  if (row && typeof row === 'object' && !Array.isArray(row)) {
    text = text.replace(/\$([\w.]+)/g, (all, path) => {
      const value = path.split('.').reduce((v, key) => v?.[key], row);
      return value === undefined ? all : typeof value === 'string' ? value : JSON.stringify(value);
    });
  }
  return text;
}

function filled(kind, value) {
  switch (kind) {
    case 's': return typeof value === 'string' ? value : typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
    case 'd': case 'f': return String(Number(value));
    case 'i': return String(Math.trunc(Number(value)));
  }
  return JSON.stringify(value);
}

// table reads the rows of test.each: an array, or a template with a heading.
function table(strings, values) {
  if (!strings.raw) return strings;
  const heading = strings[0].trim().split('\n')[0].split('|').map((name) => name.trim());
  const rows = [];
  for (let i = 0; i < values.length; i += heading.length) {
    rows.push(Object.fromEntries(heading.map((name, n) => [name, values[i + n]])));
  }
  return rows;
}

function makeTest(fixtures) {
  const test = (title, options, body) => define('', fixtures, title, options, body);
  for (const mode of modes.slice(1)) {
    test[mode] = (title, options, body) => {
      if (current && mode !== 'only') return leaveOut(mode, title, options); // test.skip() within a test
      return define(mode, fixtures, title, options, body);
    };
    test[mode].each = eachOf(mode, fixtures);
  }
  test.todo = (title) => define('fixme', fixtures, title, {}, undefined);
  test.each = eachOf('', fixtures);
  test.describe = describe;
  test.beforeEach = hook('beforeEach');
  test.afterEach = hook('afterEach');
  test.beforeAll = hook('beforeAll');
  test.afterAll = hook('afterAll');
  test.step = step;
  test.expect = expect;
  test.extend = (more) => makeTest({ ...fixtures, ...more });
  test.info = () => {
    if (!current) throw new Error('test.info() outside a test');
    return infoOf(current);
  };
  test.setTimeout = (ms) => host.timeout(Number(ms));
  return test;
}

function eachOf(mode, fixtures) {
  return (rows, ...values) => (title, options, body) => {
    if (typeof options === 'function') [options, body] = [body, options];
    table(rows, values).forEach((row, index) => {
      const values = Array.isArray(row) ? row : [row];
      const run = (given) => body(...values, given);
      run[forRow] = { names: needs(body, values.length).names, info: false };
      define(mode, fixtures, fill(title, row, index), options ?? {}, run);
    });
  };
}

class LeftOut extends Error {}

function leaveOut(mode, condition, reason) {
  if (condition === undefined || condition === true || condition) throw Object.assign(new LeftOut(typeof condition === 'string' ? condition : reason ?? ''), { mode });
}

const describe = (title, options, body) => describing('', title, options, body);
for (const mode of modes.slice(1)) describe[mode] = (title, options, body) => describing(mode, title, options, body);
describe.each = (rows, ...values) => (title, body) =>
  table(rows, values).forEach((row, index) => describing('', fill(title, row, index), {}, () => (Array.isArray(row) ? body(...row) : body(row))));

function hook(name) {
  return (title, body) => {
    const f = body ?? title;
    if (typeof f !== 'function') throw new TypeError(`${name}() needs a function`);
    if (current) throw new Error(`${name}() inside a test`);
    (suite[name] ??= []).push(f);
  };
}

async function step(title, body) {
  if (!current) throw new Error(`test.step(${JSON.stringify(title)}) outside a test`);
  current.steps ??= Object.assign([], { depth: 0 });
  const one = { title: String(title), depth: current.steps.depth, at: host.now() };
  current.steps.push(one);
  current.steps.depth++;
  try {
    return await body({ attach: () => {} });
  } catch (error) {
    one.failed = true;
    throw error;
  } finally {
    one.took = host.now() - one.at;
    current.steps.depth = one.depth;
  }
}
