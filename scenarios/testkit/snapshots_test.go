package testkit_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/snapshot"
	"voxemu/storage"
	"voxemu/storage/memory"
)

// shots runs the test files of a folder.
func shots(t *testing.T, dir string, change func(o *testkit.Options)) *testkit.Summary {
	t.Helper()
	targets, err := testkit.Discover(nil, dir)
	if err != nil {
		t.Fatal(err)
	}
	o := testkit.Options{
		Cwd: dir, Workers: 8, Start: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Wall: time.Minute, Virtual: time.Hour,
		NewStore: func() storage.Store { return memory.New() }, Reporter: silent{},
	}
	change(&o)
	s, err := testkit.Run(context.Background(), targets, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The tests of a file run in several contexts at once; no snapshot of one is lost to another, and the file is the same each time.
func TestSnapshotsOfAllPartsOfAFileAreKept(t *testing.T) {
	test := `import { test, expect } from 'voxemu/test';
for (let i = 0; i < 600; i++) test('n' + i, () => { expect({ i }).toMatchSnapshot(); });
test('once', () => { expect([1]).toMatchInlineSnapshot(); });
`
	var files []string
	for _, workers := range []int{1, 8} {
		dir := folder(t, "a.test.js", test)
		s := shots(t, dir, func(o *testkit.Options) { o.Workers = workers })
		if s.Failed() || s.Snapshots.Written != 601 {
			t.Fatalf("%+v", s.Snapshots)
		}
		text, err := os.ReadFile(filepath.Join(dir, "__snapshots__", "a.test.js.snap"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, string(text))
		inline, err := os.ReadFile(filepath.Join(dir, "a.test.js"))
		if want := "toMatchInlineSnapshot(`\n  [\n    1,\n  ]\n`)"; err != nil || !strings.Contains(string(inline), want) {
			t.Errorf("no %s in\n%s", want, inline)
		}
		again := shots(t, dir, func(o *testkit.Options) { o.Snapshots = snapshot.None })
		if again.Failed() || again.Snapshots.Lines() != nil {
			t.Errorf("a second run: %+v", again.Snapshots)
		}
	}
	if files[0] != files[1] {
		t.Error(cmp.Diff(files[0], files[1]))
	}
	last := -1
	for _, line := range strings.Split(files[0], "\n") {
		var n int
		if _, err := fmt.Sscanf(line, "exports[`n%d 1`]", &n); err == nil {
			if n != last+1 {
				t.Fatalf("n%d comes behind n%d", n, last)
			}
			last = n
		}
	}
}

// What a failed attempt has taken does not count when the test is tried again, and repetitions share their snapshots.
func TestRetriesAndRepetitionsTakeOneSnapshot(t *testing.T) {
	dir := folder(t, "a.test.js", `import { test, expect } from 'voxemu/test';
test('flaky', ({}, info) => {
  if (info.retry === 0) expect('first').toMatchSnapshot();
  expect('value').toMatchSnapshot();
  expect(info.retry).toBe(1);
});
`)
	s := shots(t, dir, func(o *testkit.Options) { o.Retries, o.Repeat = 1, 3 })
	text, _ := os.ReadFile(filepath.Join(dir, "__snapshots__", "a.test.js.snap"))
	if want := "exports[`flaky 1`] = `\"value\"`;\n"; s.Failed() || s.Snapshots.Written != 1 || !strings.HasSuffix(string(text), want) || strings.Contains(string(text), "first") {
		t.Errorf("%+v\n%s", s.Snapshots, text)
	}
}

// The trace of a session has the same ids each time, so that it can be a snapshot.
func TestTheTraceOfASessionIsASnapshot(t *testing.T) {
	dir := folder(t, "ivr.js", ivr, "a.test.js", `import { test, expect } from 'voxemu/test';
test('trace', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toHear(/press 1/i);
  expect(caller.session.trace).toMatchSnapshot('trace');
  expect(caller.session.timeline()).toMatchSnapshot('timeline');
  expect(caller.session).toMatchSnapshot();
  expect(caller).toMatchInlineSnapshot();
});
`)
	if s := shots(t, dir, func(*testkit.Options) {}); s.Failed() || s.Snapshots.Written != 4 {
		t.Fatalf("%+v %+v", s.Snapshots, s.Results[0].Last().Failures)
	}
	if s := shots(t, dir, func(o *testkit.Options) { o.Snapshots, o.Workers = snapshot.None, 1 }); s.Failed() {
		t.Errorf("%+v", s.Results[0].Last().Failures)
	}
}

func TestSnapshotsThatCannotBeTaken(t *testing.T) {
	for body, want := range map[string]string{
		"expect(1).not.toMatchSnapshot()":                                   "expect().not.toMatchSnapshot() says nothing",
		"await expect.poll(() => 1).toMatchSnapshot()":                      "expect.poll().toMatchSnapshot() can't wait",
		"await expect(Promise.resolve(1)).resolves.toMatchInlineSnapshot()": "expect().resolves.toMatchInlineSnapshot() does not know its place",
		"expect(1).toMatchInlineSnapshot(5)":                                "properties belong to an object, not to 1",
		"expect({ a: 1 }).toMatchInlineSnapshot({}, 5)":                     "toMatchInlineSnapshot() takes a text",
		"expect({ a: 1 }).toMatchSnapshot({ a: 2 })":                        "the properties of the snapshot do not fit",
		"expect(() => 1).toThrowErrorMatchingSnapshot()":                    "the function did not throw",
		"expect(1).toThrowErrorMatchingSnapshot()":                          "is for a function that throws",
		"expect(1).toMatchInlineSnapshot(`2`)":                              "this is not what the inline snapshot says; if it is right, run with --update-snapshots",
		"for (const n of [1, 2]) expect(n).toMatchInlineSnapshot(`1`)":      "this is not what the inline snapshot says",
	} {
		dir := folder(t, "a.test.js", "import { test, expect } from 'voxemu/test';\ntest('a', async () => { "+body+" });\n", "a.js", ivr)
		s := shots(t, dir, func(*testkit.Options) {})
		failures := s.Results[0].Last().Failures
		if len(failures) == 0 || !strings.Contains(failures[0].Message, want) || failures[0].Pos().Line != 2 {
			t.Errorf("%s: %+v, want %q in line 2", body, failures, want)
		}
	}
}

func TestRejectionsAndErrorsAreSnapshots(t *testing.T) {
	dir := folder(t, "a.test.js", `import { test, expect } from 'voxemu/test';
test('a', async () => {
  await expect(Promise.reject(new Error('no'))).rejects.toThrowErrorMatchingSnapshot();
  await expect(Promise.resolve([1])).resolves.toMatchSnapshot('list');
  expect(() => { throw new TypeError('bad'); }).toThrowErrorMatchingSnapshot();
  expect(() => { throw 5; }).toThrowErrorMatchingInlineSnapshot('5');
  expect({ id: 7, deep: { at: 3, list: [1] }, none: null }).toMatchSnapshot({ id: expect.any(Number), deep: { at: expect.any(Number) } });
});
`)
	s := shots(t, dir, func(*testkit.Options) {})
	text, _ := os.ReadFile(filepath.Join(dir, "__snapshots__", "a.test.js.snap"))
	if s.Failed() {
		t.Fatalf("%+v", s.Results[0].Last().Failures)
	}
	for _, want := range []string{
		"exports[`a 1`] = `\"no\"`;", "exports[`a 2`] = `\"bad\"`;", "exports[`a > list 1`] = `\n[\n  1,\n]\n`;",
		"exports[`a 3`] = `\n{\n  \"deep\": {\n    \"at\": Any<Number>,\n    \"list\": [\n      1,\n    ],\n  },\n  \"id\": Any<Number>,\n  \"none\": null,\n}\n`;",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
}
