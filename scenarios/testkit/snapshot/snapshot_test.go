package snapshot

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"voxemu/runtime/diag"
)

// files is a folder with a test file and its snapshots.
type files struct {
	t   *testing.T
	dir string
}

func newFiles(t *testing.T, snapshots string) *files {
	f := &files{t, t.TempDir()}
	if snapshots != "" {
		f.write("__snapshots__/a.test.js.snap", snapshots)
	}
	return f
}

func (f *files) write(name, text string) {
	f.t.Helper()
	path := filepath.Join(f.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		f.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		f.t.Fatal(err)
	}
}

func (f *files) read(name string) string {
	text, err := os.ReadFile(filepath.Join(f.dir, name))
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(string(text), heading+"\n\n")
}

func (f *files) open(mode Mode) *Book { return Open(filepath.Join(f.dir, "a.test.js"), mode) }

func (f *files) show(path string) string {
	rel, _ := filepath.Rel(f.dir, path)
	return filepath.ToSlash(rel)
}

func (f *files) close(b *Book, ran []Ran, all ...string) Report {
	return b.Close(ran, all, f.show, func(file string) (string, string) { return filepath.Join(f.dir, file), f.read(file) })
}

const two = "exports[`a 1`] = `1`;\n\nexports[`a > hint 1`] = `2`;\n"

func TestWhatBecomesOfAValue(t *testing.T) {
	for name, one := range map[string]struct {
		mode       Mode
		hint, text string
		want       State
	}{
		"the same":                      {New, "", "1", Same},
		"the same, with a hint":         {New, "hint", "2", Same},
		"different":                     {New, "", "9", Different},
		"different, nothing written":    {None, "", "9", Different},
		"different, and updated":        {Update, "", "9", Updated},
		"new":                           {New, "other", "1", Written},
		"new, nothing may be written":   {None, "other", "1", Missing},
		"new, in a run that updates":    {Update, "other", "1", Written},
		"the same in a run for updates": {Update, "", "1", Same},
	} {
		f := newFiles(t, two)
		test := f.open(one.mode).Test("a")
		got, _, err := test.Match(one.hint, one.text)
		if err != nil || got.State != one.want {
			t.Errorf("%s: %v %v, want %v", name, got.State, err, one.want)
		}
	}
}

func TestSnapshotsOfATestAreNumbered(t *testing.T) {
	f := newFiles(t, "")
	b := f.open(New)
	test := b.Test("menu > sales")
	for _, hint := range []string{"", "", "x", ""} {
		if _, _, err := test.Match(hint, "v"); err != nil {
			t.Fatal(err)
		}
	}
	report := f.close(b, []Ran{{"menu > sales", true, test.Taken()}}, "menu > sales")
	want := "exports[`menu > sales 1`] = `v`;\n\nexports[`menu > sales 2`] = `v`;\n\nexports[`menu > sales 3`] = `v`;\n\nexports[`menu > sales > x 1`] = `v`;\n"
	if diff := cmp.Diff(want, f.read("__snapshots__/a.test.js.snap")); diff != "" || report.Written != 4 {
		t.Error(report, diff)
	}
}

func TestObsoleteAreThoseNoTestMightAskFor(t *testing.T) {
	stored := "exports[`gone 1`] = `1`;\n\nexports[`passed 1`] = `1`;\n\nexports[`passed 2`] = `1`;\n\nexports[`failed 2`] = `1`;\n\nexports[`left out > hint 1`] = `1`;\n"
	for _, mode := range []Mode{New, None, Update} {
		f := newFiles(t, stored)
		b := f.open(mode)
		passed, failed := b.Test("passed"), b.Test("failed")
		if _, _, err := passed.Match("", "1"); err != nil {
			t.Fatal(err)
		}
		report := f.close(b, []Ran{{"passed", true, passed.Taken()}, {"failed", false, failed.Taken()}}, "passed", "failed", "left out")
		if mode != Update {
			want := Report{Obsolete: []string{"__snapshots__/a.test.js.snap: gone 1", "__snapshots__/a.test.js.snap: passed 2"}}
			if diff := cmp.Diff(want, report); diff != "" || f.read("__snapshots__/a.test.js.snap") != stored {
				t.Error(diff)
			}
			continue
		}
		want := "exports[`failed 2`] = `1`;\n\nexports[`left out > hint 1`] = `1`;\n\nexports[`passed 1`] = `1`;\n"
		if diff := cmp.Diff(want, f.read("__snapshots__/a.test.js.snap")); diff != "" || report.Removed != 2 {
			t.Error(report, diff)
		}
	}
}

func TestAFileWithoutSnapshotsIsRemoved(t *testing.T) {
	f := newFiles(t, two)
	report := f.close(f.open(Update), []Ran{{"a", true, nil}}, "a")
	if _, err := os.Stat(filepath.Join(f.dir, "__snapshots__/a.test.js.snap")); !os.IsNotExist(err) || report.Removed != 2 {
		t.Error(err, report)
	}
}

func TestTwoValuesForOneSnapshotAreAProblem(t *testing.T) {
	place := Place{Pos: diag.Pos{File: "a.test.js", Line: 1, Column: 1}, Call: call}
	for name, one := range map[string]struct {
		first, second Taken
		problems      int
		written       int
	}{
		"in the file, the same":  {Taken{Key: "a 1", Text: "1", State: Written}, Taken{Key: "a 1", Text: "1", State: Written}, 0, 1},
		"in the file, different": {Taken{Key: "a 1", Text: "1", State: Written}, Taken{Key: "a 1", Text: "2", State: Written}, 1, 1},
		"inline, the same":       {Taken{Place: place, Text: "1", State: Written}, Taken{Place: place, Text: "1", State: Written}, 0, 1},
		"inline, different":      {Taken{Place: place, Text: "1", State: Written}, Taken{Place: place, Text: "2", State: Written}, 1, 1},
	} {
		f := newFiles(t, "")
		f.write("a.test.js", call+"();")
		report := f.close(f.open(New), []Ran{{"a", true, []Taken{one.first}}, {"a", true, []Taken{one.second}}}, "a")
		if len(report.Problems) != one.problems || report.Written != one.written {
			t.Errorf("%s: %+v", name, report)
		}
	}
}

func TestWhatCannotBeReadOrWrittenIsTold(t *testing.T) {
	t.Run("a damaged file", func(t *testing.T) {
		f := newFiles(t, "what?")
		b := f.open(New)
		if _, _, err := b.Test("a").Match("", "1"); err == nil || !strings.Contains(err.Error(), "is no snapshot") {
			t.Error(err)
		}
		if report := f.close(b, nil, "a"); !cmp.Equal(report, Report{}) || f.read("__snapshots__/a.test.js.snap") != "what?" {
			t.Error(report)
		}
	})
	t.Run("a folder in place of the file", func(t *testing.T) {
		f := newFiles(t, "")
		f.write("__snapshots__/a.test.js.snap/x", "")
		if _, _, err := f.open(New).Test("a").Match("", "1"); err == nil {
			t.Error("no error")
		}
	})
	t.Run("a file in place of the folder", func(t *testing.T) {
		f := newFiles(t, "")
		b := f.open(New)
		if _, _, err := b.Test("a").Match("", "1"); err != nil {
			t.Fatal(err)
		}
		f.write("__snapshots__", "")
		report := f.close(b, []Ran{{"a", true, []Taken{{Key: "a 1", State: Written}}}}, "a")
		if len(report.Problems) != 1 || !strings.HasPrefix(report.Problems[0].Message, "can't write snapshots: ") {
			t.Error(report)
		}
	})
	t.Run("a test file that was changed", func(t *testing.T) {
		f := newFiles(t, "")
		f.write("a.test.js", "// new\n"+call+"();")
		taken := Taken{Place: Place{Pos: diag.Pos{File: "a.test.js", Line: 1, Column: 1}, Call: call}, Text: "1", State: Written}
		for text, want := range map[string]string{call + "();": "was changed while the tests ran", "// new\n" + call + "();": ""} {
			report := f.open(New).Close([]Ran{{"a", true, []Taken{taken}}}, nil, f.show, func(file string) (string, string) { return filepath.Join(f.dir, file), text })
			if want == "" != (len(report.Problems) == 0) || want != "" && !strings.Contains(report.Problems[0].Message, want) {
				t.Error(text, report)
			}
		}
		f.write("b.test.js", "x")
		for _, file := range []string{"b.test.js", "c.test.js"} {
			taken.Place.File = file
			if report := f.close(f.open(New), []Ran{{"a", true, []Taken{taken}}}); len(report.Problems) != 1 {
				t.Error(file, report)
			}
		}
	})
}

func TestSnapshotsOfATestFileThatIsGone(t *testing.T) {
	f := newFiles(t, two)
	f.write("b.test.js", "")
	f.write("__snapshots__/b.test.js.snap", two)
	f.write("__snapshots__/notes.txt", "")
	if diff := cmp.Diff(Report{Obsolete: []string{"__snapshots__/a.test.js.snap (its test file is gone)"}}, Orphans(f.dir, New, f.show)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(Report{Removed: 1}, Orphans(f.dir, Update, f.show)); diff != "" || f.read("__snapshots__/a.test.js.snap") != "" || f.read("__snapshots__/b.test.js.snap") == "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(Report{}, Orphans(t.TempDir(), Update, f.show), cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

func TestTheReportInWords(t *testing.T) {
	var r Report
	if r.Lines() != nil {
		t.Error(r.Lines())
	}
	r.Add(Report{Written: 1, Obsolete: []string{"x: a 1"}})
	r.Add(Report{Updated: 2, Removed: 3, Problems: []*diag.Problem{{}}})
	want := []string{"snapshots: 1 written, 2 updated, 3 removed, 1 obsolete", "  obsolete: x: a 1", "  (--update-snapshots removes what is obsolete)"}
	if diff := cmp.Diff(want, r.Lines()); diff != "" || len(r.Problems) != 1 {
		t.Error(diff)
	}
}
