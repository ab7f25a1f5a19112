package testkit_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/kit"
	"voxemu/storage"
	"voxemu/storage/memory"
)

// folder writes files, given as name, text, name, text..., into a new folder.
func folder(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		path := filepath.Join(dir, filepath.FromSlash(files[i]))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(files[i+1]), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func options(dir string) testkit.Options {
	return testkit.Options{
		Cwd: dir, Getenv: func(string) string { return "" }, Workers: 2, Seed: 1, Start: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
		Wall: time.Minute, Virtual: 24 * time.Hour, NewStore: func() storage.Store { return memory.New() }, Reporter: silent{},
	}
}

// run runs the tests of a folder with options that change changes.
func run(t *testing.T, dir string, change func(o *testkit.Options), paths ...string) *testkit.Summary {
	t.Helper()
	targets, err := testkit.Discover(paths, dir)
	if err != nil {
		t.Fatal(err)
	}
	o := options(dir)
	if change != nil {
		change(&o)
	}
	s, err := testkit.Run(t.Context(), targets, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// told is what came of a run without wall times: one line a test, and what is wrong with it below.
func told(s *testkit.Summary) string {
	var b strings.Builder
	for _, r := range s.Results {
		fmt.Fprintf(&b, "%s %s %s\n", r.Status, r.ID, r.Reason)
		for _, p := range r.Broken {
			fmt.Fprintf(&b, "  broken %s | %s\n", p.Error(), p.Hint)
		}
		for n, a := range r.Attempts {
			fmt.Fprintf(&b, "  attempt %d: %v virtual, %d records, steps %v, output %q, trace %q\n", n, a.Virtual, len(a.Records), a.Steps, a.Output, a.Trace)
			for _, f := range a.Failures {
				fmt.Fprintf(&b, "  %s\n  %v\n  %s\n  %s\n  %q\n", f.Message, f.Stack, f.Diff, f.Timeline, f.Waiting)
			}
		}
	}
	fmt.Fprintf(&b, "left %d, seed %d, shard %v of %d (%s)\n", s.Left, s.Seed, s.Shard, s.Whole, s.Plan)
	return b.String()
}

// statuses are the IDs with their statuses.
func statuses(s *testkit.Summary) string {
	var list []string
	for _, r := range s.Results {
		list = append(list, string(r.Status)+" "+r.ID)
	}
	return strings.Join(list, "\n")
}

// echo answers and says what it was called.
const echo = `VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, destination }) => {
  call.addEventListener(CallEvents.PlaybackFinished, VoxEngine.terminate);
  call.answer();
  call.say('This is ' + destination);
});
`

// mixed has tests that pass, fail, are skipped, and are flaky.
const mixed = `import { test, expect } from 'voxemu/test';
test('hears', async ({ app }) => {
  const caller = await app.call({ to: '1' });
  await expect(caller).toHear('This is 1');
});
test('hears something else', async ({ app }) => {
  const caller = await app.call({ to: '2' });
  await expect(caller).toHear('This is 1', { within: '5s' });
});
test.skip('is left out', async () => {});
test('random', async ({ app }) => {
  console.log(Math.random());
  const caller = await app.call({ to: '3' });
  await test.step('listens', async () => { await expect(caller).toHear('This is 3'); });
});
test('compares', () => { expect({ a: [1, 2] }).toEqual({ a: [1, 3] }); });
test('never ends', async () => { await new Promise(() => {}); });
test('is flaky', { retries: 2 }, () => { if (test.info().retry < 1) throw new Error('not yet'); });
`

var _ = context.Background
var _ kit.Outcome
