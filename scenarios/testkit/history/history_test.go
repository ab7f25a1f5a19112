package history_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/history"
	"voxemu/scenarios/testkit/kit"
)

// folder has test files of these names.
func folder(t *testing.T, names ...string) (dir, state string) {
	t.Helper()
	dir = t.TempDir()
	for _, name := range names {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir, filepath.Join(dir, ".voxemu", "test-state.json")
}

func load(t *testing.T, path, cwd string) *history.History {
	t.Helper()
	h, err := history.Load(path, cwd)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// save notes a run and reads it back.
func save(t *testing.T, h *history.History, path, cwd string, s *testkit.Summary) *history.History {
	t.Helper()
	h.Note(s)
	if err := h.Save(); err != nil {
		t.Fatal(err)
	}
	return load(t, path, cwd)
}

func result(file, title string, status testkit.Status, wall time.Duration) *testkit.Result {
	r := &testkit.Result{ID: file + " › " + title, File: file, Titles: []string{title}, Status: status}
	if wall > 0 {
		r.Attempts = []testkit.Attempt{{Outcome: &kit.Outcome{}, Wall: wall}}
	}
	return r
}

func sources(dir, file string, titles ...string) testkit.Sources {
	s := testkit.Sources{Name: file, Path: filepath.Join(dir, file), Opened: []string{dir}}
	for _, title := range titles {
		s.IDs = append(s.IDs, file+" › "+title)
	}
	return s
}

func TestWhatARunLeavesBehind(t *testing.T) {
	dir, path := folder(t, "a.test.js", "b.test.js")
	h := load(t, path, dir)
	if !h.Empty() {
		t.Error("something is known before the first run")
	}
	passes, fails := result("a.test.js", "one", testkit.Passed, 3*time.Millisecond), result("a.test.js", "two", testkit.Failed, time.Millisecond)
	left := result("a.test.js", "three", testkit.Skipped, 0)
	s := &testkit.Summary{Results: []*testkit.Result{passes, fails, left}, Files: []testkit.Sources{sources(dir, "a.test.js", "one", "two", "three", "not run")}}
	h = save(t, h, path, dir, s)
	if h.Empty() || h.Fails(passes) || !h.Fails(fails) || h.Fails(left) || !h.HasFailures("a.test.js") || h.HasFailures("b.test.js") {
		t.Error("the failed test is not the one that failed")
	}
	if d, ok := h.Took(passes.ID); !ok || d != 3*time.Millisecond {
		t.Errorf("it took %v, %v", d, ok)
	}
	if _, ok := h.Took(left.ID); ok {
		t.Error("the time of a test that was left out is known")
	}
	if got, known := h.Opened("a.test.js"); !known || cmp.Diff([]string{dir}, got) != "" {
		t.Errorf("opened %q, %v", got, known)
	}
	if _, known := h.Opened("b.test.js"); known {
		t.Error("what a file opens that was never run is known")
	}
}

// The same state serves from every folder of the project.
func TestNamesFromAnotherFolder(t *testing.T) {
	dir, path := folder(t, "sub/a.test.js")
	save(t, load(t, path, dir), path, dir, &testkit.Summary{
		Results: []*testkit.Result{result("sub/a.test.js", "one", testkit.Failed, time.Second)}, Files: []testkit.Sources{sources(dir, "sub/a.test.js", "one")},
	})
	h := load(t, path, filepath.Join(dir, "sub"))
	if !h.Fails(result("a.test.js", "one", "", 0)) || !h.HasFailures("a.test.js") {
		t.Error("the failure is not known from the folder below")
	}
	elsewhere := load(t, path, t.TempDir())
	if name := filepath.ToSlash(filepath.Join(dir, "sub", "a.test.js")); !elsewhere.Fails(result(name, "one", "", 0)) {
		t.Error("the failure is not known from outside")
	}
}

func TestLaterRuns(t *testing.T) {
	dir, path := folder(t, "a.test.js", "b.test.js")
	one, two := result("a.test.js", "one", testkit.Failed, time.Second), result("a.test.js", "two", testkit.Failed, time.Second)
	other := result("b.test.js", "other", testkit.Failed, time.Second)
	again := &testkit.Result{ID: "a.test.js › one #2", File: "a.test.js", Titles: []string{"one"}, Status: testkit.Failed}
	h := save(t, load(t, path, dir), path, dir, &testkit.Summary{
		Results: []*testkit.Result{one, again, two, other}, Files: []testkit.Sources{sources(dir, "a.test.js", "one", "two"), sources(dir, "b.test.js", "other")},
	})

	t.Run("what_was_not_run_keeps_what_is_known", func(t *testing.T) {
		h = save(t, h, path, dir, &testkit.Summary{Results: []*testkit.Result{result("a.test.js", "one", testkit.Passed, time.Second)}, Files: []testkit.Sources{sources(dir, "a.test.js", "one", "two")}})
		if h.Fails(one) || !h.Fails(two) || !h.Fails(other) || !h.Fails(again) {
			t.Error("only what was run has changed")
		}
	})
	t.Run("a_file_that_cannot_be_loaded_fails_whole", func(t *testing.T) {
		broken := &testkit.Result{ID: "a.test.js", File: "a.test.js", Status: testkit.Failed}
		h = save(t, h, path, dir, &testkit.Summary{Results: []*testkit.Result{broken}, Files: []testkit.Sources{{Name: "a.test.js", Broken: true}}})
		if !h.Fails(one) || !h.HasFailures("a.test.js") {
			t.Error("its tests do not count as failed")
		}
		if d, ok := h.Took(one.ID); !ok || d != time.Second {
			t.Error("the times of its tests are lost")
		}
		fresh := save(t, load(t, filepath.Join(dir, "x", "s.json"), dir), filepath.Join(dir, "x", "s.json"), dir, &testkit.Summary{Files: []testkit.Sources{{Name: "a.test.js", Broken: true}}})
		if !fresh.HasFailures("a.test.js") {
			t.Error("a file that never could be loaded does not count as failed")
		}
	})
	t.Run("tests_and_files_that_are_gone_are_forgotten", func(t *testing.T) {
		if err := os.Remove(filepath.Join(dir, "b.test.js")); err != nil {
			t.Fatal(err)
		}
		h = save(t, h, path, dir, &testkit.Summary{Files: []testkit.Sources{sources(dir, "a.test.js", "one")}})
		if h.Fails(two) || h.HasFailures("b.test.js") {
			t.Error("they are still known")
		}
	})
	t.Run("a_shard_notes_no_times", func(t *testing.T) {
		h = save(t, h, path, dir, &testkit.Summary{
			Shard: testkit.Shard{Index: 1, Of: 2}, Results: []*testkit.Result{result("a.test.js", "one", testkit.Failed, time.Hour)}, Files: []testkit.Sources{sources(dir, "a.test.js", "one")},
		})
		if d, _ := h.Took(one.ID); d != time.Second || !h.Fails(one) {
			t.Errorf("it took %v; the status is noted, the time is not", d)
		}
	})
}

func TestFilesThatAreNotOurs(t *testing.T) {
	dir, path := folder(t, ".voxemu/test-state.json")
	for text, says := range map[string]string{"{": "is not as a run of tests wrote it", "[]": "is not as", `{"version": 99, "files": {"a": {}}}`: "", `{}`: ""} {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		h, err := history.Load(path, dir)
		if (err == nil) != (says == "") || err != nil && !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", text, err)
		}
		if !h.Empty() {
			t.Errorf("%s: something is known", text)
		}
	}
	if _, err := history.Load(dir, dir); err == nil {
		t.Error("a folder was read")
	}
	below, _ := history.Load(filepath.Join(path, "x", "y.json"), dir)
	if err := below.Save(); err == nil {
		t.Error("a file was made below a file")
	}
}
