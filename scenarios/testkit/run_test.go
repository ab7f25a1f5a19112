package testkit_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/kit"
)

// Results, their order and all that they say are the same with one worker and with eight, whatever the seed.
func TestResultsDoNotDependOnWorkers(t *testing.T) {
	files := []string{"echo.js", echo, "broken.test.js", "test(", "empty.test.js", "import 'voxemu/test'"}
	for i := range 12 {
		files = append(files, fmt.Sprintf("t%02d.test.js", i), mixed)
	}
	dir := folder(t, files...)
	for _, seed := range []uint64{1, 7} {
		t.Run(fmt.Sprintf("seed_%d", seed), func(t *testing.T) {
			with := func(workers int) string {
				return told(run(t, dir, func(o *testkit.Options) { o.Workers, o.Seed = workers, seed }))
			}
			one := with(1)
			if diff := cmp.Diff(one, with(8)); diff != "" {
				t.Errorf("one worker (-) and eight (+) differ:\n%s", diff)
			}
			if diff := cmp.Diff(one, with(1)); diff != "" {
				t.Errorf("two runs differ:\n%s", diff)
			}
		})
	}
}

func TestStatuses(t *testing.T) {
	dir := folder(t, "echo.js", echo, "m.test.js", mixed)
	s := run(t, dir, nil)
	want := `passed m.test.js › hears
failed m.test.js › hears something else
skipped m.test.js › is left out
passed m.test.js › random
failed m.test.js › compares
failed m.test.js › never ends
flaky m.test.js › is flaky`
	if diff := cmp.Diff(want, statuses(s)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if !s.Failed() || s.Count(testkit.Passed) != 2 || s.Left != 0 {
		t.Errorf("failed %v, %d passed, %d left", s.Failed(), s.Count(testkit.Passed), s.Left)
	}
	never := s.Results[5].Last().Failures[0]
	if at := never.Pos(); at.File != "m.test.js" || at.Line != 17 {
		t.Errorf("a test that never ends is at %v, want its own line", at)
	}
}

// What an option leaves over, by the titles of the tests.
func TestChoice(t *testing.T) {
	dir := folder(t, "a.test.js", `import { test } from 'voxemu/test';
test('one @fast', () => {});
test('two', { tag: ['@slow', 'fast'] }, () => {});
test.describe('suite @slow', () => {
  test('three', () => {});
  test('two', () => {});
});
test('two', () => {});
`)
	for name, tc := range map[string]struct {
		change func(o *testkit.Options)
		path   string
		want   string
	}{
		"everything":               {nil, "", "one @fast, two, suite @slow › three, suite @slow › two, two (2)"},
		"tag":                      {func(o *testkit.Options) { o.Tags = []string{"@fast"} }, "", "one @fast, two"},
		"one_of_two_tags":          {func(o *testkit.Options) { o.Tags = []string{"@none", "@slow"} }, "", "two, suite @slow › three, suite @slow › two"},
		"the_line_of_a_test":       {nil, "a.test.js:5", "suite @slow › three"},
		"a_line_below_it":          {nil, "a.test.js:7", "suite @slow › two"},
		"repeated":                 {func(o *testkit.Options) { o.Repeat = 2 }, "a.test.js:2", "one @fast, one @fast #2"},
		"a_function":               {func(o *testkit.Options) { o.Keep = func(r *testkit.Result) bool { return len(r.Titles) == 2 } }, "", "suite @slow › three, suite @slow › two"},
		"a_function_keeps_nothing": {func(o *testkit.Options) { o.Keep = func(*testkit.Result) bool { return false } }, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var paths []string
			if tc.path != "" {
				paths = []string{tc.path}
			}
			var got []string
			for _, r := range run(t, dir, tc.change, paths...).Results {
				got = append(got, strings.TrimPrefix(r.ID, "a.test.js › "))
			}
			if strings.Join(got, ", ") != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestNothingFits(t *testing.T) {
	dir := folder(t, "a.test.js", "import { test } from 'voxemu/test'; test('one', () => {});")
	targets, err := testkit.Discover(nil, dir)
	if err != nil {
		t.Fatal(err)
	}
	o := options(dir)
	o.Tags = []string{"@none"}
	if _, err := testkit.Run(t.Context(), targets, o); !errors.Is(err, testkit.ErrNone) {
		t.Errorf("Run: %v, want ErrNone", err)
	}
	if _, err := testkit.List(t.Context(), targets, o); !errors.Is(err, testkit.ErrNone) {
		t.Errorf("List: %v, want ErrNone", err)
	}
}

func TestListRunsNothing(t *testing.T) {
	dir := folder(t, "a.test.js", "import { test } from 'voxemu/test'; test('one', () => { throw 1; }); test.skip('two', () => {});", "b.test.js", "(")
	targets, err := testkit.Discover(nil, dir)
	if err != nil {
		t.Fatal(err)
	}
	s, err := testkit.List(t.Context(), targets, options(dir))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := statuses(s), " a.test.js › one\nskipped a.test.js › two\nfailed b.test.js"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// order is a reporter that notes what it is told.
type order struct {
	silent
	mu   sync.Mutex
	said []string
	f    func(r *testkit.Result)
}

func (o *order) Started(r *testkit.Result) { o.note("+" + r.Title()) }
func (o *order) Ended(r *testkit.Result) {
	o.note("-" + r.Title())
	if o.f != nil {
		o.f(r)
	}
}

func (o *order) note(text string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.said = append(o.said, text)
}

func TestFailFast(t *testing.T) {
	dir := folder(t, "a.test.js", "import { test } from 'voxemu/test'; test('one', () => {}); test('two', () => { throw new Error('no'); }); test('three', () => {});")
	var told order
	s := run(t, dir, func(o *testkit.Options) { o.MaxFailures, o.Workers, o.Reporter = 1, 1, &told })
	if s.Left != 1 || len(s.Results) != 2 {
		t.Errorf("%d left and %d run, want 1 and 2", s.Left, len(s.Results))
	}
	if want := []string{"+one", "-one", "+two", "-two"}; !slices.Equal(told.said, want) {
		t.Errorf("the reporter was told %q, want %q", told.said, want)
	}
}

// An interrupted run does not count what was under way as failed.
func TestInterrupt(t *testing.T) {
	dir := folder(t, "echo.js", echo, "a.test.js", `import { test } from 'voxemu/test';
test('one', () => {});
test('two', async ({ app, clock }) => { for (;;) await clock.advance('1s'); });
test('three', () => {});`)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	targets, err := testkit.Discover(nil, dir)
	if err != nil {
		t.Fatal(err)
	}
	o := options(dir)
	o.Virtual = 0
	o.Reporter = &order{f: func(*testkit.Result) { cancel() }}
	s, err := testkit.Run(ctx, targets, o)
	if err != nil {
		t.Fatal(err)
	}
	if got := statuses(s); got != "passed a.test.js › one" || s.Left != 2 {
		t.Errorf("got %q and %d left, want the first test and two left", got, s.Left)
	}
}

func TestTracesOfFailedTestsAreKept(t *testing.T) {
	dir := folder(t, "echo.js", echo, "m.test.js", mixed)
	var mu sync.Mutex
	kept := map[string]int{}
	s := run(t, dir, func(o *testkit.Options) {
		o.KeepTrace = func(r *testkit.Result, attempt int, out *kit.Outcome) string {
			mu.Lock()
			defer mu.Unlock()
			kept[r.Title()] = len(out.Records)
			return "kept"
		}
	})
	if kept["hears something else"] == 0 || len(kept) != 4 {
		t.Errorf("kept %v, want the four that failed once", kept)
	}
	for _, r := range s.Results {
		for _, a := range r.Attempts {
			if failed := len(a.Failures) > 0; failed != (a.Trace != "") {
				t.Errorf("%s: trace %q", r.ID, a.Trace)
			}
		}
	}
}
