package testkit_test

import (
	"context"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/kit"
)

// behave is the variable that makes this program a worker process; its value says how it goes wrong.
const behave = "TESTKIT_WORKER"

func TestMain(m *testing.M) {
	how := os.Getenv(behave)
	if how == "" {
		os.Exit(m.Run())
	}
	dir, _ := os.Getwd()
	o := options(dir)
	o.Seed, _ = strconv.ParseUint(os.Getenv("TESTKIT_SEED"), 10, 64)
	o.KeepTrace = func(r *testkit.Result, _ int, out *kit.Outcome) string {
		if strings.Contains(r.ID, "dies") {
			os.Stderr.WriteString("fatal error: out of memory\n\ngoroutine 1\na\nb\nc\n")
			os.Exit(2)
		}
		if strings.Contains(r.ID, "hangs") {
			select {}
		}
		return "kept " + r.Title()
	}
	if how == "dies while it loads" {
		os.Exit(7)
	}
	if how == "talks nonsense" {
		os.Stdout.WriteString("nonsense\n")
		os.Exit(0)
	}
	if err := testkit.Serve(context.Background(), os.Stdin, os.Stdout, o); err != nil {
		os.Exit(1)
	}
	os.Exit(0)
}

// isolate runs tests in worker processes that behave in some way.
func isolate(t *testing.T, dir, how string, change func(o *testkit.Options)) *testkit.Summary {
	t.Helper()
	return run(t, dir, func(o *testkit.Options) {
		o.Launch = func(ctx context.Context) *exec.Cmd {
			cmd := exec.CommandContext(ctx, os.Args[0])
			cmd.Dir, cmd.Env = dir, append(os.Environ(), behave+"="+how, "TESTKIT_SEED="+strconv.FormatUint(o.Seed, 10))
			return cmd
		}
		if change != nil {
			change(o)
		}
	})
}

// Worker processes give the same results as workers in this process.
func TestIsolatedResultsAreTheSame(t *testing.T) {
	dir := folder(t, "echo.js", echo, "a.test.js", mixed, "b.test.js", mixed, "broken.test.js", "test(", "empty.test.js", "import 'voxemu/test'")
	with := func(o *testkit.Options) {
		o.Repeat, o.Seed = 2, 5
		o.KeepTrace = func(r *testkit.Result, _ int, _ *kit.Outcome) string { return "kept " + r.Title() }
	}
	here := run(t, dir, with)
	for _, r := range here.Results {
		for _, a := range r.Attempts {
			if a.Outcome != nil {
				a.Records = nil // they stay in the process
			}
		}
	}
	there := isolate(t, dir, "well", with)
	if diff := cmp.Diff(told(here), told(there)); diff != "" {
		t.Errorf("here (-) and in processes (+):\n%s", diff)
	}
	if diff := cmp.Diff(here.Files, there.Files); diff != "" {
		t.Errorf("sources here (-) and in processes (+):\n%s", diff)
	}
}

const dies = `import { test } from 'voxemu/test';
test('before', () => {});
test('dies', () => { throw new Error('x'); });
test('after', () => {});`

// A process that crashes fails the test it was in, by name; all others are run.
func TestACrashFailsTheTestItHappensIn(t *testing.T) {
	s := isolate(t, folder(t, "a.test.js", dies, "b.test.js", "import { test } from 'voxemu/test'; test('one', () => {});"), "well", nil)
	want := "passed a.test.js › before\nfailed a.test.js › dies\npassed a.test.js › after\npassed b.test.js › one"
	if diff := cmp.Diff(want, statuses(s)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	f := s.Results[1].Last().Failures[0]
	if want := "the worker process of a.test.js ended in this test: exit status 2\nfatal error: out of memory\n\ngoroutine 1\na"; f.Message != want {
		t.Errorf("message %q, want %q", f.Message, want)
	}
	if f.Pos().Line != 3 {
		t.Errorf("the place is %v, want that of the test", f.Pos())
	}
}

func TestASilentProcessIsEnded(t *testing.T) {
	dir := folder(t, "a.test.js", strings.ReplaceAll(dies, "dies", "hangs"))
	s := isolate(t, dir, "well", func(o *testkit.Options) { o.Wall, o.Grace = time.Millisecond, 999*time.Millisecond })
	if got, want := statuses(s), "passed a.test.js › before\nfailed a.test.js › hangs\npassed a.test.js › after"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := s.Results[1].Last().Failures[0].Message, "the worker process of a.test.js ended in this test: it said nothing for 1s"; got != want {
		t.Errorf("message %q, want %q", got, want)
	}
}

func TestAFileWhoseProcessCannotLoadItIsNamed(t *testing.T) {
	dir := folder(t, "a.test.js", dies)
	for how, want := range map[string]string{
		"dies while it loads": "a.test.js: the worker process ended while it loaded this file: exit status 7",
		"talks nonsense":      "a.test.js: the worker process ended while it loaded this file: exit status 0",
	} {
		s := isolate(t, dir, how, nil)
		if len(s.Results) != 1 || s.Results[0].Status != testkit.Failed || len(s.Results[0].Broken) != 1 || s.Results[0].Broken[0].Error() != want {
			t.Errorf("%s: got %s", how, told(s))
		}
	}
}

func TestAProgramThatCannotBeStarted(t *testing.T) {
	s := run(t, folder(t, "a.test.js", dies), func(o *testkit.Options) {
		o.Launch = func(ctx context.Context) *exec.Cmd { return exec.CommandContext(ctx, "/nowhere/voxemu") }
	})
	if !strings.Contains(told(s), "/nowhere/voxemu") {
		t.Errorf("got %s", told(s))
	}
}

func TestServeRefusesWhatIsNoRequest(t *testing.T) {
	if err := testkit.Serve(t.Context(), strings.NewReader("x"), os.Stderr, options(t.TempDir())); err == nil {
		t.Error("no error")
	}
}

func TestIsolatedFailFast(t *testing.T) {
	s := isolate(t, folder(t, "a.test.js", strings.ReplaceAll(dies, "dies", "fails")), "well", func(o *testkit.Options) { o.MaxFailures = 1 })
	if got := statuses(s); got != "passed a.test.js › before\nfailed a.test.js › fails" || s.Left != 1 {
		t.Errorf("got %q and %d left", got, s.Left)
	}
}
