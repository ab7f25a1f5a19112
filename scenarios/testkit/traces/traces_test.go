package traces_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"voxemu/runtime/trace"
	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/kit"
	"voxemu/scenarios/testkit/traces"
)

var failed = &kit.Outcome{Records: []trace.Record{{Seq: 1, Session: "s1", Body: trace.Log{Text: "hello"}}}}

func TestATraceIsKeptAsJSONLines(t *testing.T) {
	dir := t.TempDir()
	f := traces.In(filepath.Join(dir, ".voxemu", "traces"), dir)
	name := f.Keep(&testkit.Result{ID: "a.test.js › one"}, 0, failed)
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"v":1,"seq":1,"t":0,"session":"s1","kind":"log","text":"hello"}` + "\n"; string(text) != want {
		t.Errorf("got %s, want %s", text, want)
	}
	if f.Keep(&testkit.Result{ID: "a.test.js › two"}, 0, &kit.Outcome{}) != "" {
		t.Error("a test without an application leaves a trace")
	}
	if err := f.Clear(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
		t.Error("it is still there after Clear")
	}
}

func TestNamesOfTraces(t *testing.T) {
	dir := t.TempDir()
	f := traces.In(filepath.Join(dir, "traces"), dir)
	seen := map[string]string{}
	for _, tc := range []struct {
		id      string
		attempt int
		want    string // its beginning
	}{
		{"a.test.js › Sales is busy", 0, "traces/a.test.js-sales-is-busy-"},
		{"a.test.js › Sales: is busy!", 0, "traces/a.test.js-sales-is-busy-"},
		{"a.test.js › Sales is busy", 2, "traces/a.test.js-sales-is-busy-"},
		{"тест.test.js › слышит привет", 0, "traces/тест.test.js-слышит-привет-"},
		{"../a.test.js › x/y\\z", 0, "traces/a.test.js-x-y-z-"},
		{"a.test.js › " + strings.Repeat("long ", 60), 0, "traces/a.test.js-long-long-"},
		{"😀", 0, "traces/test-"},
	} {
		got := f.Keep(&testkit.Result{ID: tc.id}, tc.attempt, failed)
		if !strings.HasPrefix(got, tc.want) || len(got) > 200 || !strings.HasSuffix(got, ".jsonl") {
			t.Errorf("%q is kept as %q", tc.id, got)
		}
		if other, ok := seen[got]; ok {
			t.Errorf("%q and %q are both kept as %q", tc.id, other, got)
		}
		seen[got] = tc.id
	}
	if f.Err() != nil {
		t.Error(f.Err())
	}
}

func TestAFolderThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	f := traces.In(filepath.Join(file, "traces"), "/")
	for range 2 {
		if got := f.Keep(&testkit.Result{ID: "x"}, 0, failed); got != "" {
			t.Errorf("kept as %q", got)
		}
	}
	if err := f.Err(); err == nil || !strings.HasPrefix(err.Error(), "keep a trace: ") {
		t.Errorf("error %v", err)
	}
}
