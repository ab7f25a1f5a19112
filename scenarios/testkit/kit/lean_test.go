package kit_test

import (
	"runtime"
	"testing"
	"time"

	"voxemu/scenarios/testkit/kit"
)

// What is made only when somebody may look at it is there for all who do.
func TestWhatIsMadeOnDemand(t *testing.T) {
	check(t, []rule{
		{"a test that can look behind its fixtures finds what it may know of itself", `
test('a', ({}, info) => console.log(info.title, info.retry, Object.isFrozen(info)));
test('b', ({}, ...all) => console.log(all[0].titlePath.length));
test('c @tag', function () { console.log(arguments[1].line, arguments[1].tags.join(), arguments[1] === test.info()); });
test('d', function () { console.log(arguments.length); }.bind(null));`,
			`a 0 true 1 5 @tag true 2`, nil},
		{"hooks of suites around one that has none run from the outside in, and back", `
test.beforeEach(() => console.log('1')); test.afterEach(() => console.log('/1'));
describe('s', () => describe('t', () => {
  test.beforeAll(() => console.log('all')); test.beforeEach(() => console.log('2')); test.afterEach(() => console.log('/2'));
  describe('u', () => { test('a', () => console.log('a')); test('b', () => console.log('b')); });
}));`, "all 1 2 a /2 /1 1 2 b /2 /1", nil},
		{"titles are filled", `
test.each([['x', { a: 1 }], ['%', null]])('%s %j %% %# %q %d %', () => console.log(test.info().title));
test.each([{ a: { b: 1 } }])('$a.b $c %i', () => console.log(test.info().title));`,
			`x {"a":1} % 0 %q %d % % null % 1 %q %d % 1 $c NaN`, nil},
		{"a name that the tests share does not stop at the first", `
test('a', () => { expect(1).toBe(1); expect('ab').not.toMatch(/c/); expect(2).toBe(2); });
test('b', () => { expect(2, 'so').toBe(1); });`, "", []string{"4: so: expected 2 to be 1 // Object.is equality"}},
	})
}

// What a test waits for is decided without its help, and comes out as if it had been asked.
func TestWaitsWithoutTurns(t *testing.T) {
	check(t, []rule{
		{"an application is opened by a list, too", `
test('a', async ({ app }) => { app.load(['.']); console.log(app.name !== ''); });`, "true", nil},
		{"what is logged later is waited for, in a session or in all", `
test('a', async ({ app }) => { const s = await app.start({ customData: 'log' }); await expect(s).toHaveLogged(/late/); console.log(s.log.length); });
test('b', async ({ app }) => { await app.start({ customData: 'log' }); await expect(app).toHaveLogged('later'); console.log(app.log.length); });
test('c', async ({ app }) => { const s = await app.start({ customData: 'log' }); await expect(s).toHaveLogged('later', { within: '1s' }); });`,
			"1 1", []string{"5: a line of the log that fits \"later\" did not come within 1s of virtual time (change it with { within: '10m' })\nThe log: none"}},
	})
}

// A call that can't be waited for since there is no application fails once, where it is awaited.
func TestNoApplicationToWaitFor(t *testing.T) {
	o := options(t.TempDir())
	o.Wall = time.Minute
	vm := load(t, "\ntest('a', async ({ app }) => { await app.phone('1').leg(); });", o)
	out := vm.Run(t.Context(), vm.Cases()[0].Index, 0)
	if len(out.Failures) != 1 || out.Failures[0].Pos().Line != 2 {
		t.Errorf("got %+v, want one failure", out.Failures)
	}
}

// What comes of a test doesn't keep its world in memory: a run holds the outcomes of all its tests.
func TestOutcomesAreSmall(t *testing.T) {
	vm := load(t, "\ntest('a', async ({ app }) => { await app.start({ customData: 'log' }); });", simple(t))
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	vm.Run(t.Context(), vm.Cases()[0].Index, 0) // what the first one makes for all stays
	const n = 50
	var outcomes []*kit.Outcome
	before := heap()
	for range n {
		out := vm.Run(t.Context(), vm.Cases()[0].Index, 0)
		if text := said(out); text != "" {
			t.Fatal(text)
		}
		out.Records = nil // the runner drops them, too
		outcomes = append(outcomes, out)
	}
	if each := int64(heap()-before) / n; each > 5_000 {
		t.Errorf("an outcome keeps %d bytes", each)
	}
	runtime.KeepAlive(outcomes)
}
