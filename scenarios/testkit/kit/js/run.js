// How one test is run.
// Lists are walked by their numbers here, and functions take their arguments one by one: the engine makes objects for each step of an
// iterator.

// hooked gives those of a suite and the ones it is in that have hooks, the outermost first.
function hooked(suite) {
  const own = suite.beforeAll ?? suite.beforeEach ?? suite.afterEach;
  const outer = suite.parent === null ? none : hooked(suite.parent);
  return own === null ? outer : [...outer, suite];
}

const tick = Promise.resolve(); // to await it takes one turn of the promise jobs

// infoOf is what a test can ask of itself.
function infoOf(test) {
  if (test.info !== null) return test.info;
  const { index, attempt, one } = test;
  const { titlePath, file, line } = host.about(index);
  return (test.info = Object.freeze({ title: one.title, titlePath, file, line, retry: attempt, tags: [...one.tags] }));
}

// given gives what a hook asks for.
async function given(fixtures, body) { return fixtures.get(needs(body).names); }

// run runs a test; what went wrong goes to host.failed, each thing once.
async function run(index, attempt) {
  try {
    const one = cases[index];
    const path = hooked(one.suite);
    const mine = { index, attempt, one, app: new App(), info: null, steps: null, leftOut: null };
    current = mine;
    const fixtures = new Fixtures(one.fixtures);
    try {
      for (let i = 0; i < path.length; i++) {
        if (path[i].beforeAll === null || path[i].begun) continue;
        path[i].begun = true; // also if it fails
        for (const body of path[i].beforeAll) await body(await given(fixtures, body));
      }
      for (let i = 0; i < path.length; i++) {
        if (path[i].beforeEach === null) continue;
        for (const body of path[i].beforeEach) await body(await given(fixtures, body));
      }
      const { names, info } = needs(one.body);
      let values = fixtures.get(names);
      if (values instanceof Promise) values = await values;
      else await tick;
      await (info ? one.body(values, infoOf(mine)) : one.body(values));
    } catch (error) {
      caught(mine, error);
    }
    for (let i = path.length - 1; i >= 0; i--) {
      if (path[i].afterEach === null) continue;
      for (const body of path[i].afterEach) {
        try { await body(await given(fixtures, body)); } catch (error) { caught(mine, error); }
      }
    }
    if (fixtures.teardowns !== null) await fixtures.tearDown();
    else await tick;
    await tick; // what was awaited last is settled now
    const left = host.left();
    if (left) unawaited(left);
    current = null;
    host.finished(mine.leftOut?.mode ?? '', mine.leftOut?.message ?? '', mine.steps?.map(({ title, depth, at, took, failed }) => ({ title, depth, at, took, failed: !!failed })));
  } catch (error) {
    host.broken(error);
  }
}

function caught(test, error) {
  if (error instanceof LeftOut) test.leftOut = error;
  else report(error);
}

function unawaited(left) {
  for (const { what, error } of left) {
    error.message = `${what} was not awaited: the test went on, and ended, without its result. Write \`await\` before it`;
    report(error);
  }
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
  inTest(what);
  const id = host.pending(what, error);
  return promise.then((value) => { host.settled(id); return value; }, (error) => { host.settled(id); throw error; });
}

// belongs checks that what a test holds is not used in another one.
function belongs(what, test) {
  if (current !== test) throw new Error(`${what} belongs to a test that is over`);
}

function inTest(what) {
  if (!current) throw new Error(`${what} outside a test: the test it belongs to is over`);
}
