// How one test is run.
function chain(suite) {
  return suite ? [...chain(suite.parent), suite] : [];
}

// collect tells what the file has: one entry for each test.
function collect() {
  const someOnly = cases.some((c) => c.mode === 'only' || chain(c.suite).some((s) => s.mode === 'only'));
  return cases.map((c, index) => {
    const path = chain(c.suite);
    const modes = [c.mode, ...path.map((s) => s.mode)];
    return {
      index, title: [...path.slice(1).map((s) => s.title), c.title], file: c.at.file, line: c.at.line, column: c.at.column,
      tags: [...new Set([...path.flatMap((s) => s.tags), ...c.tags])],
      skip: modes.includes('fixme') ? 'fixme' : modes.includes('skip') ? 'skip' : '',
      only: someOnly && modes.includes('only'),
      timeout: [c.timeout, ...path.map((s) => s.timeout).reverse()].find((t) => t !== undefined) ?? 0,
      retries: c.retries ?? -1,
    };
  });
}

const allDone = new Set(); // suites whose beforeAll ran

// run runs a test; what went wrong goes to host.failed, each thing once.
async function run(index, attempt) {
  const one = cases[index];
  const path = chain(one.suite);
  const steps = Object.assign([], { depth: 0 });
  current = {
    steps, app: new App(), pending: new Map(), open: true,
    info: Object.freeze({ title: one.title, titlePath: [...path.slice(1).map((s) => s.title), one.title], file: one.at.file, line: one.at.line, retry: attempt, tags: one.tags }),
  };
  const mine = current;
  const fixtures = new Fixtures(one.fixtures);
  const failed = report;
  const result = { skipped: '' , reason: '' };
  const caught = (error) => {
    if (error instanceof LeftOut) { result.skipped = error.mode; result.reason = error.message; } else failed(error);
  };
  try {
    for (const s of path) {
      if (allDone.has(s)) continue;
      allDone.add(s);
      for (const h of s.hooks.beforeAll) await h.body(await fixtures.get(wants(h.body)));
    }
    for (const s of path) for (const h of s.hooks.beforeEach) await h.body(await fixtures.get(wants(h.body)));
    await one.body(await fixtures.get(wants(one.body)), current.info);
  } catch (error) {
    caught(error);
  }
  for (const s of [...path].reverse()) {
    for (const h of s.hooks.afterEach) {
      try { await h.body(await fixtures.get(wants(h.body))); } catch (error) { caught(error); }
    }
  }
  await fixtures.tearDown(failed);
  await null; // what was awaited last is settled now
  for (const { what, error } of mine.pending.values()) {
    error.message = `${what} was not awaited: the test went on, and ended, without its result. Write \`await\` before it`;
    report(error);
  }
  mine.open = false;
  result.steps = steps.map(({ title, depth, at, took, failed }) => ({ title, depth, at, took, failed: !!failed }));
  current = null;
  return result;
}

// report notes what went wrong, with a comparison if it is about two values.
function report(error) {
  let diff = '';
  if (error && error.showDiff && 'actual' in error && 'expected' in error) {
    try { diff = lib().diff(error.expected, error.actual) ?? ''; } catch { /* the message has to do */ }
  }
  host.failed(error, diff);
}

// awaited keeps track of what a test has to wait for.
function awaited(what, promise, error = new Error()) {
  const test = current;
  if (!test) throw new Error(`${what} outside a test: the test it belongs to is over`);
  const key = {};
  test.pending.set(key, { what, error });
  const over = () => test.pending.delete(key);
  return promise.then((value) => { over(); return value; }, (error) => { over(); throw error; });
}

// belongs checks that what a test holds is not used in another one.
function belongs(what, test) {
  if (current !== test) throw new Error(`${what} belongs to a test that is over`);
}

function inTest(what) {
  if (!current) throw new Error(`${what} outside a test: the test it belongs to is over`);
}
