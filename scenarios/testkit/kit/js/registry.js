// The tests of a file: what test(), describe() and the hooks note while the file is evaluated.
const suites = [{ title: '', tags: [], hooks: { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] }, parent: null, mode: '' }];
let suite = suites[0];
const cases = [];
let current = null; // the test that runs
let fixturesOfAll = {};

const modes = ['', 'skip', 'only', 'fixme'];

function define(mode, fixtures, title, options, body) {
  if (typeof options === 'function' || body === undefined && typeof options !== 'object') [options, body] = [body, options];
  if (current) throw new Error(`test(${JSON.stringify(title)}) inside a test: tests are defined while the file is loaded`);
  if (typeof title !== 'string' && typeof title !== 'number') throw new TypeError('test() needs a title: test("what it does", async ({ app }) => { ... })');
  if (typeof body !== 'function' && mode !== 'fixme' && mode !== 'skip') throw new TypeError(`test(${JSON.stringify(title)}) needs a function`);
  const own = typeof options === 'object' && options ? options : {};
  cases.push({ title: String(title), body, mode, suite, fixtures, at: host.here(), tags: tagsOf(title, own), timeout: own.timeout, within: own.within, retries: own.retries });
}

function tagsOf(title, options) {
  const given = options.tag === undefined ? [] : [].concat(options.tag);
  const inTitle = String(title).includes('@') ? String(title).match(/(?<=^|\s)@[\w-]+/g) ?? [] : [];
  return [...given, ...inTitle].map((t) => (t.startsWith('@') ? t : '@' + t));
}

function describing(mode, title, options, body) {
  if (typeof options === 'function') [options, body] = [{}, options];
  if (current) throw new Error(`describe(${JSON.stringify(title)}) inside a test: suites are defined while the file is loaded`);
  if (typeof body !== 'function') throw new TypeError(`describe(${JSON.stringify(title)}) needs a function`);
  const one = { title: String(title), tags: tagsOf(title, options), hooks: { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] }, parent: suite, mode, timeout: options.timeout };
  suites.push(one);
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
  let next = 0;
  const values = Array.isArray(row) ? row : [row];
  let text = String(title).replace(/%[sdifjo#%]/g, (directive) => {
    if (directive === '%%') return '%';
    if (directive === '%#') return String(index);
    if (next >= values.length) return directive;
    const value = values[next++];
    switch (directive) {
      case '%s': return typeof value === 'string' ? value : typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
      case '%d': case '%f': return String(Number(value));
      case '%i': return String(Math.trunc(Number(value)));
    }
    return JSON.stringify(value);
  });
  if (row && typeof row === 'object' && !Array.isArray(row)) {
    text = text.replace(/\$([\w.]+)/g, (all, path) => {
      const value = path.split('.').reduce((v, key) => v?.[key], row);
      return value === undefined ? all : typeof value === 'string' ? value : JSON.stringify(value);
    });
  }
  return text;
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
  const test = (...args) => define('', fixtures, ...args);
  for (const mode of modes.slice(1)) {
    test[mode] = (...args) => {
      if (current && mode !== 'only') return leaveOut(mode, ...args); // test.skip() within a test
      return define(mode, fixtures, ...args);
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
    return current.info;
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
      run.wants = wants(body, values.length);
      define(mode, fixtures, fill(title, row, index), options ?? {}, run);
    });
  };
}

class LeftOut extends Error {}

function leaveOut(mode, condition, reason) {
  if (condition === undefined || condition === true || condition) throw Object.assign(new LeftOut(typeof condition === 'string' ? condition : reason ?? ''), { mode });
}

const describe = (...args) => describing('', ...args);
for (const mode of modes.slice(1)) describe[mode] = (...args) => describing(mode, ...args);
describe.each = (rows, ...values) => (title, body) =>
  table(rows, values).forEach((row, index) => describing('', fill(title, row, index), {}, () => body(...(Array.isArray(row) ? row : [row]))));

function hook(name) {
  return (title, body) => {
    const f = body ?? title;
    if (typeof f !== 'function') throw new TypeError(`${name}() needs a function`);
    if (current) throw new Error(`${name}() inside a test`);
    suite.hooks[name].push({ body: f, at: host.here() });
  };
}

async function step(title, body) {
  if (!current) throw new Error(`test.step(${JSON.stringify(title)}) outside a test`);
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
