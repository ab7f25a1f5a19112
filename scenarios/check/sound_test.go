package check_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/scenarios/check"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rules"
)

// beside is a scenario that runs with the one that is looked at: it declares what others mention, and mentions what they declare.
const beside = "require(Modules.ASR);\nfunction helper(c) { c.say('x'); return call; }\nvar shared = { n: 0 };\nlet call = VoxEngine.callPSTN('1', '2');\nmain(call);\n"

// alone and teamed are the files of a check: a text by itself, and as one of two scenarios of a rule.
func alone(base, text string) memory {
	m := inMemory("")
	m.put(base, text)
	return m
}

func teamed(base, text string) memory {
	m := alone(base, text)
	m.put("beside.js", beside)
	m.put("voxemu.yaml", "rules: [{name: a, scenarios: [beside.js, "+base+"]}, {name: b, scenarios: ["+base+"]}]\n")
	return m
}

func (m memory) put(base, text string) {
	file := *inMemory("-- x --\n").fs["w/x"]
	file.Data = []byte(text)
	m.fs["w/"+base] = &file
}

// everyRule are the options of a check with all rules, the optional ones among them.
func everyRule(files memory, workers int) check.Options {
	return check.Options{Rules: rules.All(), Choice: check.Choice{Select: []string{"all"}}, Files: files, Cwd: "/w", Workers: workers}
}

// sound checks a scenario and fails unless the checker keeps its word: nothing breaks, the number of workers is no matter, places are in
// the files, and fixes leave what can be parsed and come to an end.
func sound(t *testing.T, base, text string) {
	t.Helper()
	for _, files := range []memory{alone(base, text), teamed(base, text)} {
		paths := []string{"."}
		if len(files.fs) == 1 {
			paths = []string{base}
		}
		report := checked(t, files, paths, 1)
		if diff := cmp.Diff(report.Findings, checked(t, files, paths, 4).Findings); diff != "" {
			t.Fatalf("four workers find something else than one (-one +four):\n%s\n%s", diff, text)
		}
		for _, f := range report.Findings {
			placed(t, files, f)
			mends(t, files, f)
		}
		mended(t, files, paths)
	}
}

func checked(t *testing.T, files memory, paths []string, workers int) *check.Report {
	t.Helper()
	report, err := check.Run(t.Context(), paths, everyRule(files, workers))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range report.Crashes {
		t.Fatalf("%s broke at %s: %s\n%s\n%s", c.Rule, c.File, c.Reason, c.Stack, files.fs["w/"+c.File].Data)
	}
	return report
}

// placed fails if a finding is outside of its file.
func placed(t *testing.T, files memory, f finding.Finding) {
	t.Helper()
	file := files.fs["w/"+f.Pos.File]
	if file == nil && f.Source == "" {
		return // a source that a map names
	}
	text := f.Source
	if file != nil {
		text = string(file.Data)
	}
	if !utf8.ValidString(text) {
		return // it has no lines and columns that others would count
	}
	lines := strings.FieldsFunc(strings.ReplaceAll(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text), "\n", " \n"), func(r rune) bool { return r == '\n' })
	in := func(at diag.Pos) bool {
		return at.Line == 0 && at.Column == 0 || at.Line >= 1 && at.Column >= 1 && at.Line <= len(lines)+1 && (at.Line > len(lines) && at.Column == 1 || at.Line <= len(lines) && at.Column <= utf8.RuneCountInString(lines[at.Line-1])+1)
	}
	backwards := f.End.Line > 0 && (f.End.Line < f.Pos.Line || f.End.Line == f.Pos.Line && f.End.Column < f.Pos.Column)
	if !in(f.Pos) || !in(f.End) || f.End.Line > 0 && f.End.File == f.Pos.File && backwards {
		t.Fatalf("%s %q: %s to %s is no place in\n%q", f.Code, f.Message, f.Pos, f.End, text)
	}
}

// mends fails if the fix of a finding, made by itself, breaks what could be parsed before.
func mends(t *testing.T, files memory, f finding.Finding) {
	t.Helper()
	file := files.fs["w/"+f.Pos.File]
	if f.Fix == nil || file == nil || !parses(f.Pos.File, f.Source) {
		return
	}
	text := string(file.Data)
	if f.Source != text || len(f.Fix.Edits) == 0 {
		t.Fatalf("%s %q: the fix %q is of another text", f.Code, f.Message, f.Fix.Title)
	}
	at, after := 0, ""
	for _, e := range f.Fix.Edits {
		if e.Start < at || e.End < e.Start || e.End > len(text) {
			t.Fatalf("%s %q: %+v is outside of the text, or before %d", f.Code, f.Message, e, at)
		}
		after += text[at:e.Start] + e.Text
		at = e.End
	}
	after += text[at:]
	if after == text || !parses(f.Pos.File, after) {
		t.Fatalf("%s %q: %s makes of\n%s\nthis:\n%s", f.Code, f.Message, f.Fix.Title, text, after)
	}
}

func parses(name, text string) bool {
	_, err := jsvm.Read(jsvm.Source{Name: name, Text: text})
	return err == nil
}

// mended fails unless fixes come to an end: what is left then has none.
func mended(t *testing.T, files memory, paths []string) {
	t.Helper()
	const most = 20
	for range most {
		report, changes, err := check.Fix(t.Context(), paths, everyRule(files, 1))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range changes {
			if string(files.fs["w/"+c.File].Data) != c.Before {
				t.Fatalf("%s was not\n%s", c.File, c.Before)
			}
			if parses(c.File, c.Before) && !parses(c.File, c.After) {
				t.Fatalf("%s can't be parsed any more:\n%s", c.File, c.After)
			}
			files.put(c.File, c.After)
		}
		if len(changes) == 0 {
			fixable := slices.DeleteFunc(report.Findings, func(f finding.Finding) bool { return f.Fix == nil || !parses(f.Pos.File, f.Source) })
			for _, f := range fixable {
				t.Fatalf("%s: %s %q is not mended by its fix: %s\n%s", f.Pos, f.Code, f.Message, f.Fix.Title, f.Source)
			}
			return
		}
	}
	t.Fatalf("fixes of %v don't come to an end", paths)
}

// seeds are the scenarios of testdata/check that are short enough to be checked many times.
func seeds(tb testing.TB) []seed {
	tb.Helper()
	var list []seed
	for _, pattern := range []string{"ok/*.?s", "err/*.?s"} {
		names, err := filepath.Glob(filepath.Join("../../testdata/check", pattern))
		if err != nil {
			tb.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				tb.Fatal(err)
			}
			if len(text) <= longest {
				list = append(list, seed{filepath.Base(name), string(text)})
			}
		}
	}
	if len(list) < 100 {
		tb.Fatalf("there are only %d scenarios", len(list))
	}
	return list
}

type seed struct{ name, text string }

// longest is how many bytes a text of the fuzz test has at most.
const longest = 4 << 10

// Whatever a text is, the checker keeps its word.
func FuzzCheck(f *testing.F) {
	if testing.Short() {
		f.Skip("the scenarios it begins with take a minute with the race detector")
	}
	for _, s := range seeds(f) {
		f.Add(s.text, filepath.Ext(s.name) == ".ts")
	}
	f.Fuzz(func(t *testing.T, text string, typed bool) {
		if len(text) > 2*longest {
			return
		}
		base := "main.js"
		if typed {
			base = "main.ts"
		}
		sound(t, base, text)
	})
}
