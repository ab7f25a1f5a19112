package kit_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/jsvm"
	"voxemu/scenarios/testkit/kit"
)

// rule is the text of a file, what its tests print, one after the other in one context, and what goes wrong.
type rule struct {
	name, text string
	prints     string // joined by spaces
	fails      []string
}

func simple(t *testing.T) kit.Options {
	t.Helper()
	dir, err := filepath.Abs("testdata/simple")
	if err != nil {
		t.Fatal(err)
	}
	return options(dir)
}

func check(t *testing.T, rules []rule) {
	for _, tt := range rules {
		t.Run(tt.name, func(t *testing.T) {
			vm := load(t, "\n"+tt.text, simple(t))
			var prints, fails []string
			for _, c := range vm.Cases() {
				out := vm.Run(context.Background(), c.Index, 0)
				prints = append(prints, out.Output...)
				if text := said(out); text != "" {
					fails = append(fails, text)
				}
			}
			if diff := cmp.Diff(tt.prints, strings.Join(prints, " ")); diff != "" {
				t.Errorf("prints: want (-), got (+):\n%s", diff)
			}
			if diff := cmp.Diff(tt.fails, fails); diff != "" {
				t.Errorf("fails: want (-), got (+):\n%s", diff)
			}
		})
	}
}

func TestFixtures(t *testing.T) {
	check(t, []rule{
		{"they are set up when asked for and torn down in reverse", `
const own = test.extend({
  a: async ({}, use) => { console.log('a'); await use(1); console.log('-a'); },
  b: async ({ a }, use) => { console.log('b'); await use(a + 1); console.log('-b'); },
  unused: async ({}, use) => { console.log('never'); await use(0); },
  plain: 7, listed: [async ({}, use) => use('x'), { auto: false }],
});
own('one', async ({ b, plain, listed }) => console.log(b, plain, listed));`, "a b 2 7 x -b -a", nil},
		{"one that is extended gets the one below it", `
const own = test.extend({ app: async ({ app }, use) => { await app.storage.put('k', 'v'); await use(app); } });
own('one', async ({ app }) => console.log((await app.storage.get('k')).value));`, "v", nil},
		{"one that is not known is named", `test('one', async ({ page }) => {});`, "",
			[]string{`2: there is no fixture "page": there are app, clock, http, log`}},
		{"one that never calls use is named", `test.extend({ a: async () => {} })('one', async ({ a }) => {});`, "",
			[]string{`2: the fixture "a" never called use()`}},
		{"two that need each other are named", `test.extend({ a: async ({ b }, use) => use(b), b: async ({ a }, use) => use(a) })('one', async ({ a }) => {});`, "",
			[]string{"2: the fixtures a -> b -> a need each other"}},
		{"what a tear-down throws fails the test", `test.extend({ a: async ({}, use) => { await use(1); throw new Error('late'); } })('one', async ({ a }) => {});`, "",
			[]string{"2: late"}},
		{"what a set-up throws fails the test", `test.extend({ a: async ({}, use) => { throw new Error('early'); } })('one', async ({ a }) => console.log('no'));`, "",
			[]string{"2: early"}},
		{"the parameter is a pattern", `test('one', async (app) => {}); test('two', async ({ ...rest }) => {});`, "", []string{
			"2: the parameter of a test is a pattern, such as ({ app }) => ..., not app", "2: the fixtures of a test are named one by one: there is no ...rest of them"}},
		{"comments and defaults in the pattern do no harm", `test('one', async ({ app /* a, b */, clock: c = null // x
}, info) => console.log(info.title, typeof c.advance));`, "one function", nil},
	})
}

func TestHooksAndSuites(t *testing.T) {
	check(t, []rule{
		{"hooks run from outside in, and back", `
const log = (x) => () => console.log(x);
beforeAll(log('A')); beforeEach(log('b')); afterEach(log('-b'));
describe('s', () => { beforeAll(log('B')); test.beforeEach(log('c')); test.afterEach(log('-c')); test('one', log('1')); it('two', log('2')); });
test('three', log('3'));`, "A B b c 1 -c -b b c 2 -c -b b 3 -b", nil},
		{"a failed beforeEach leaves the test out, not the afterEach", `
beforeEach(() => { throw new Error('before'); }); afterEach(() => { console.log('after'); throw new Error('after'); });
test('one', () => console.log('never'));`, "after", []string{"3: before\n3: after"}},
		{"rows of each", `
test.each([[1, 2], [3, 4]])('%i and %s', async (a, b, { clock }) => console.log(a + b, typeof clock));
test.each([{ n: 1, o: { p: 'x' } }])('$n $o.p %#', ({ n }) => console.log(test.info().title));
test.each` + "`a | b\n${1} | ${'q'}`" + `('$a $b', ({ a, b }) => console.log(test.info().title));
describe.each(['x'])('in %s', (x) => test('%d %j %o %f %%', () => console.log(x, test.info().titlePath.join('/'))));`,
			"3 object 7 object 1 x 0 1 q x in x/%d %j %o %f %%", nil},
		{"a test can leave itself out", `test('one', () => { test.skip(false, 'no'); console.log('on'); test.skip(true, 'yes'); console.log('off'); });`, "on", nil},
	})
}

func TestWhatTestsMayNotDo(t *testing.T) {
	check(t, []rule{
		{"define tests inside tests", `test('one', () => { test('two', () => {}); });`, "", []string{`2: test("two") inside a test: tests are defined while the file is loaded`}},
		{"go on without what they did not await", `test('one', async ({ app }) => { app.call('1'); });`, "",
			[]string{"2: app.call() was not awaited: the test went on, and ended, without its result. Write `await` before it"}},
		{"wait for what never comes", `test('one', () => new Promise(() => {}));`, "",
			[]string{"2: the test waits for something that never happens: a promise that nothing resolves"}},
		{"leave timers behind", `test('one', () => { setTimeout(() => {}, 1000); });`, "",
			[]string{"2: a timer was still to come when the test ended: wait for it, or clear it"}},
		{"use fixtures after the end", `let kept;
test('one', async ({ app }) => { kept = app; });
test('two', () => kept.phone('1').busy());
test('three', () => kept.sessions.length);`, "", []string{"4: this app belongs to a test that is over", "5: this app belongs to a test that is over"}},
		{"use parties and sessions after the end", `let party, session, phone;
test('one', async ({ app }) => { party = await app.call('1'); session = party.session; phone = app.phone('2'); });
for (const f of [() => party.say('x'), () => session.log, () => phone.busy(), () => expect(party).toHear('x')]) test('two', f);`, "", []string{
			"4: this party belongs to a test that is over", "4: this session belongs to a test that is over", "4: this phone belongs to a test that is over",
			"4: this party belongs to a test that is over"}},
		{"leave rejections alone", `test('one', () => { Promise.reject(new Error('lost')); });`, "", []string{"2: a rejected promise that nobody handles: Error: lost"}},
		{"throw what is no error", `test('one', () => { throw 'text'; });`, "", []string{"2: text"}},
		{"ignore how a session ended", `test('one', async ({ app }) => { const s = await app.start({ customData: 'throw' }); });`, "",
			[]string{"3: session s1 ended with an error: Error: as asked"}},
		{"but look at it", `test('one', async ({ app }) => { const s = await app.start({ customData: 'throw' });
await expect(s).toEnd({ reason: 'JS session error', error: /as asked/ }); });`, "", nil},
		{"load after the application was used", `test('one', async ({ app }) => { await app.call('1'); app.load('ivr.js'); });`, "",
			[]string{"2: app.load() comes first: the application has already been used in this test"}},
		{"do what a party can't", `test('one', async ({ app, clock }) => { const c = await app.call('1'); c.resume(); await clock.advance('1s'); });`, "",
			[]string{"2: caller could not do `resume`: hold of 9927A129ABED2903.1767225600.1: the call is so already"}},
		{"give durations that are none", `test('one', async ({ clock }) => { await clock.advance('soon'); });`, "",
			[]string{`2: TypeError: the time to advance is a duration such as '500ms', '3s', '2m', '1h' or a number of milliseconds, not "soon"`}},
		{"turn the clock back", `test('one', async ({ clock }) => { await clock.advanceTo('2020-01-01'); });`, "",
			[]string{`2: RangeError: clock.advanceTo("2020-01-01"): the clock only goes forward, and it is 2026-01-01T00:00:00.000Z`}},
		{"ask for options that are not there", `test('one', async ({ app }) => { await app.call({ too: '1' }); });`, "",
			[]string{`2: app.call() knows no option "too": there are from, to, displayName, headers, callData, name, kind, do, session, patience, within`}},
		{"call from what is none of the kinds", `test('one', async ({ app }) => { await app.call({ kind: 'fax' }); });`, "",
			[]string{`2: the kind of a call is pstn, sip, user or conference, not "fax"`}},
	})
}

func TestStepsAndOutput(t *testing.T) {
	vm := load(t, `
test('one', async ({ clock }) => {
  await step('outer', async () => { await clock.advance('1s'); await test.step('inner', async () => clock.advance(500)); });
  await step('bad', () => { throw new Error('x'); });
});`, simple(t))
	out := vm.Run(context.Background(), 0, 0)
	want := []kit.Step{
		{Title: "outer", Took: 1500 * time.Millisecond},
		{Title: "inner", Depth: 1, At: time.Second, Took: 500 * time.Millisecond},
		{Title: "bad", At: 1500 * time.Millisecond, Failed: true},
	}
	if diff := cmp.Diff(want, out.Steps); diff != "" || out.Virtual != 1500*time.Millisecond {
		t.Errorf("%v, want (-), got (+):\n%s", out.Virtual, diff)
	}
}

func TestLimitsOfATest(t *testing.T) {
	o := simple(t)
	o.Wall, o.Virtual = 300*time.Millisecond, time.Hour
	tests := []struct{ name, text, want string }{
		{"a loop without end", `test('one', () => { for (;;); });`, "300ms"},
		{"virtual time", `test('one', () => new Promise((r) => setTimeout(r, 7200000)));`, "1h0m0s"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out := load(t, tt.text, o).Run(context.Background(), 0, 0)
			if len(out.Failures) == 0 || !strings.Contains(said(out), tt.want) {
				t.Errorf("got %s", said(out))
			}
		})
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if out := load(t, `test('one', async ({ clock }) => { for (;;) await clock.advance(1); });`, o).Run(ctx, 0, 0); len(out.Failures) == 0 {
		t.Error("it went on after it was interrupted")
	}
}

func TestWhatAFileTells(t *testing.T) {
	vm := load(t, `
test('one @fast', { tag: 'slow', timeout: 5000, retries: 2 }, () => {});
describe.skip('s', () => test('two', () => {}));
describe('t', { tag: ['@x'], timeout: 9 }, () => { test.only('three', () => {}); test.fixme('four', () => {}); test.todo('five'); });`, simple(t))
	type short struct {
		Title, Tags, Skip string
		Only              bool
		Timeout           time.Duration
		Retries, Line     int
	}
	var got []short
	for _, c := range vm.Cases() {
		got = append(got, short{strings.Join(c.Title, "/"), strings.Join(c.Tags, " "), c.Skip, c.Only, c.Timeout, c.Retries, c.Pos.Line})
	}
	want := []short{
		{"one @fast", "@slow @fast", "", false, 5 * time.Second, 2, 2}, {"s/two", "", "skip", false, 0, -1, 3},
		{"t/three", "@x", "", true, 9 * time.Millisecond, -1, 4}, {"t/four", "@x", "fixme", false, 9 * time.Millisecond, -1, 4},
		{"t/five", "@x", "fixme", false, 9 * time.Millisecond, -1, 4},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}

func TestFilesThatCannotBeLoaded(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"throws":                    {`throw new Error('no');`, "no"},
		"a title is missing":        {`test(() => {});`, `test() needs a title`},
		"a function is missing":     {`test('x');`, `test("x") needs a function`},
		"a hook without a function": {`beforeEach(1);`, "beforeEach() needs a function"},
		"a suite that waits":        {`describe('x', async () => {});`, `describe("x") can't wait`},
		"a suite without function":  {`describe('x');`, `describe("x") needs a function`},
		"the clock of no test":      {`setTimeout(() => {}, 1);`, "this is for tests that run"},
		"info of no test":           {`test.info();`, "test.info() outside a test"},
		"a step of no test":         {`await_ = step('x', () => {}); await_.catch((e) => { throw e; });`, `test.step("x") outside a test`},
	} {
		t.Run(name, func(t *testing.T) {
			program, err := jsvm.NewCache().Compile(jsvm.Source{Name: "a.test.js", Text: names + "var await_;" + tt.text})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := kit.Load(program, nil, simple(t)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}
