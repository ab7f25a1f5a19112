package reporters_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/reporters"
	"voxemu/storage"
	"voxemu/storage/memory"
)

const ivr = `
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.answer();
  call.addEventListener(CallEvents.Connected, () => call.say('Press 1 for sales'));
  call.addEventListener(CallEvents.PlaybackFinished, VoxEngine.terminate);
});`

const tests = `
import { test, expect } from 'voxemu/test';
let tries = 0;
for (let i = 0; i < 12; i++) test('hears ' + i, async ({ app }) => {
  const caller = await app.call({ to: 'ivr' });
  await expect(caller).toHear(i % 4 === 3 ? 'Goodbye' : 'Press 1');
});
test('compares', async () => {
  console.log('comparing');
  await test.step('outer', async () => { await test.step('inner', async () => { expect({ a: [1, 2] }).toEqual({ a: [1, 3] }); }); });
});
test('on the second try', async ({}, info) => { if (info.retry === 0) throw new Error('first'); }, { retries: 1 });
test.skip('not now', async () => {});
test('not now', async () => { await new Promise(() => {}); });
`

// folder makes a folder of test files, one of which can't be loaded.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{"ivr.js": ivr, "broken.test.js": "test("}
	for i := range 4 {
		files[fmt.Sprintf("n%d.test.js", i)] = tests
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// run runs the tests of a folder, and returns what each reporter writes.
func run(t *testing.T, dir string, workers int) map[string]string {
	t.Helper()
	targets, err := testkit.Discover(nil, dir)
	if err != nil {
		t.Fatal(err)
	}
	outputs := map[string]*bytes.Buffer{}
	var all reporters.All
	for _, k := range reporters.Kinds() {
		outputs[k.Name] = &bytes.Buffer{}
		all = append(all, k.New(outputs[k.Name], reporters.Style{Cwd: dir}))
	}
	_, err = testkit.Run(context.Background(), targets, testkit.Options{
		Cwd: dir, Getenv: func(string) string { return "" }, Workers: workers, Seed: 1, Start: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
		Wall: time.Minute, Virtual: 24 * time.Hour, NewStore: func() storage.Store { return memory.New() }, Reporter: all,
	})
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for name, b := range outputs {
		texts[name] = b.String()
	}
	return texts
}

// The same suite gives the same bytes, whenever and with however many workers it is run: all that differs are times.
func TestReportsAreTheSameWithOneWorkerAndWithEight(t *testing.T) {
	dir := folder(t)
	want := run(t, dir, 1)
	if n := strings.Count(want["json"], `"status": "failed"`); n != 1+4*5 {
		t.Errorf("%d tests failed, want 21:\n%s", n, want["plain"])
	}
	if strings.Contains(want["json"], "wallMs") || strings.Contains(want["json"], dir) {
		t.Error("the JSON report has wall times, or paths of this machine")
	}
	for _, workers := range []int{1, 8, 8} {
		for name, text := range run(t, dir, workers) {
			if text != want[name] {
				t.Errorf("%s differs with %d workers:\n%s", name, workers, cmp.Diff(want[name], text))
			}
		}
	}
}
