package format_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/format"
	"voxemu/third_party/schemas"
)

var update = flag.Bool("update", false, "rewrite the files of testdata")

func write(t testing.TB, name string, r format.Report, o format.Options) string {
	t.Helper()
	var b strings.Builder
	if err := format.Write(&b, name, r, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// cases are the reports that files of testdata show.
func cases() map[string]format.Report {
	return map[string]format.Report{
		"mixed": mixed(), "nasty": nasty(), "empty": {},
		"clean": {Files: []string{cwd + "/b.js", cwd + "/a.js"}, Rules: rules(), Version: "1.2.3"},
	}
}

func TestReportsAreAsTheFilesShow(t *testing.T) {
	golden := func(file, got string) {
		t.Helper()
		path := filepath.Join("testdata", file)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", file, diff)
		}
	}
	for _, name := range format.Names() {
		for title, r := range cases() {
			golden(title+"."+name, write(t, name, r, format.Options{Cwd: cwd}))
		}
	}
	golden("mixed.color", write(t, "text", mixed(), format.Options{Cwd: cwd, Color: true, Width: 40}))
}

func TestSameReportSameBytes(t *testing.T) {
	for _, name := range format.Names() {
		if a, b := write(t, name, nasty(), format.Options{}), write(t, name, nasty(), format.Options{}); a != b {
			t.Errorf("%s differs from run to run", name)
		}
	}
}

func TestTheReportIsLeftAsItIs(t *testing.T) {
	r := mixed()
	for _, name := range format.Names() {
		write(t, name, r, format.Options{Cwd: cwd})
	}
	if diff := cmp.Diff(mixed(), r); diff != "" {
		t.Error(diff)
	}
}

func TestSARIFIsValid(t *testing.T) {
	for title, r := range cases() {
		for _, folder := range []string{"", cwd, "/", `C:\phones`} {
			if err := schemas.SARIF([]byte(write(t, "sarif", r, format.Options{Cwd: folder}))); err != nil {
				t.Errorf("%s in %q: %v", title, folder, err)
			}
		}
	}
}

func TestJUnitIsValid(t *testing.T) {
	for title, r := range cases() {
		text := write(t, "junit", r, format.Options{Color: true})
		if err := schemas.JUnit([]byte(text)); err != nil {
			t.Errorf("%s: %v", title, err)
		}
		if strings.Contains(text, "\x1b") {
			t.Errorf("%s has colours", title)
		}
	}
}

// Later versions of Jenkins' schema ask for counts of failures and errors; services show them.
func TestCountsOfJUnitAddUp(t *testing.T) {
	type counts struct {
		Tests    *int `xml:"tests,attr"`
		Failures *int `xml:"failures,attr"`
		Errors   *int `xml:"errors,attr"`
	}
	var d struct {
		counts
		Suites []struct {
			counts
			Cases []struct {
				Failure *struct{} `xml:"failure"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal([]byte(write(t, "junit", mixed(), format.Options{})), &d); err != nil {
		t.Fatal(err)
	}
	tests, failures := 0, 0
	for _, s := range d.Suites {
		failed := 0
		for _, c := range s.Cases {
			if c.Failure != nil {
				failed++
			}
		}
		if *s.Tests != len(s.Cases) || *s.Failures != failed || *s.Errors != 0 {
			t.Errorf("a suite counts %d, %d, %d and has %d, %d", *s.Tests, *s.Failures, *s.Errors, len(s.Cases), failed)
		}
		tests, failures = tests+len(s.Cases), failures+failed
	}
	if *d.Tests != tests || *d.Failures != failures || *d.Errors != 0 || failures != 4 || len(d.Suites) != 5 {
		t.Errorf("got %d tests, %d failures, %d errors in %d suites", *d.Tests, *d.Failures, *d.Errors, len(d.Suites))
	}
}

func TestCheckstyleIsReadBack(t *testing.T) {
	var d struct {
		Files []struct {
			Name   string `xml:"name,attr"`
			Errors []struct {
				Line     int    `xml:"line,attr"`
				Severity string `xml:"severity,attr"`
				Message  string `xml:"message,attr"`
			} `xml:"error"`
		} `xml:"file"`
	}
	if err := xml.Unmarshal([]byte(write(t, "checkstyle", nasty(), format.Options{})), &d); err != nil {
		t.Fatal(err)
	}
	errors := 0
	for _, f := range d.Files {
		errors += len(f.Errors)
	}
	if len(d.Files) != 7 || errors != 9 || d.Files[5].Name != "new\nline.js" || !strings.HasPrefix(d.Files[5].Errors[0].Message, "100%\n::error::x, \"q\"") {
		t.Errorf("got %+v", d)
	}
}

func TestEveryFindingIsOneCommandOfGitHub(t *testing.T) {
	r := nasty()
	got := strings.Split(strings.TrimSuffix(write(t, "github", r, format.Options{}), "\n"), "\n")
	if len(got) != len(r.Findings) {
		t.Fatalf("%d lines, want %d", len(got), len(r.Findings))
	}
	for _, line := range got {
		head, message, ok := strings.Cut(strings.TrimPrefix(line, "::"), "::")
		_, properties, _ := strings.Cut(head, " ")
		if !ok || strings.ContainsAny(message, "\r\n\x1b") {
			t.Errorf("not a command: %q", line)
		}
		for property := range strings.SplitSeq(properties, ",") {
			if _, value, ok := strings.Cut(property, "="); !ok || strings.Contains(value, ":") {
				t.Errorf("not a property: %q", property)
			}
		}
	}
}

func TestLinesAreTheFindingsOfTheDocument(t *testing.T) {
	var document struct{ Findings []any }
	if err := json.Unmarshal([]byte(write(t, "json", nasty(), format.Options{})), &document); err != nil {
		t.Fatal(err)
	}
	var got []any
	for line := range strings.Lines(write(t, "jsonl", nasty(), format.Options{})) {
		var one any
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatal(err)
		}
		got = append(got, one)
	}
	if diff := cmp.Diff(document.Findings, got); diff != "" {
		t.Error(diff)
	}
}

func TestPlacesOfEditsNameTheirOffsets(t *testing.T) {
	var document struct {
		Findings []struct {
			Fix *struct {
				Edits []struct{ Start, End, StartLine, StartColumn, EndLine, EndColumn int }
			}
		}
	}
	if err := json.Unmarshal([]byte(write(t, "json", mixed(), format.Options{})), &document); err != nil {
		t.Fatal(err)
	}
	// offset counts as an editor does.
	offset := func(line, column int) int {
		rest := ivr
		for range line - 1 {
			_, rest, _ = strings.Cut(rest, "\n")
		}
		for range column - 1 {
			rest = strings.TrimPrefix(rest, string([]rune(rest)[0]))
		}
		return len(ivr) - len(rest)
	}
	edits := 0
	for _, f := range document.Findings {
		if f.Fix == nil {
			continue
		}
		for _, e := range f.Fix.Edits {
			edits++
			if offset(e.StartLine, e.StartColumn) != e.Start || offset(e.EndLine, e.EndColumn) != e.End {
				t.Errorf("got %+v, which are the offsets %d and %d", e, offset(e.StartLine, e.StartColumn), offset(e.EndLine, e.EndColumn))
			}
		}
	}
	if edits != 4 {
		t.Errorf("%d edits", edits)
	}
}

// fingerprints returns those of the findings of a report.
func fingerprints(t *testing.T, r format.Report) (all []string) {
	t.Helper()
	var log struct {
		Runs []struct {
			Results []struct{ PartialFingerprints map[string]string }
		}
	}
	if err := json.Unmarshal([]byte(write(t, "sarif", r, format.Options{})), &log); err != nil {
		t.Fatal(err)
	}
	for _, r := range log.Runs[0].Results {
		all = append(all, r.PartialFingerprints["voxemuFinding/v1"])
	}
	return all
}

func TestFingerprints(t *testing.T) {
	one := func(file, source string, line int) finding.Finding {
		return finding.Finding{Code: "VX1202", Message: "m", Severity: finding.Error, Pos: at(file, line, 1), Source: source}
	}
	print := func(list ...finding.Finding) []string { return fingerprints(t, format.Report{Findings: list}) }
	first := print(one("a.js", "f();\n", 1))
	otherRule := one("a.js", "f();\n", 1)
	otherRule.Code = "VX1203"
	for _, c := range []struct {
		rule string
		in   finding.Finding
		same bool
	}{
		{"lines before it do not matter", one("a.js", "\n\n\tg();\nf();", 4), true},
		{"nor does how far it is moved in", one("a.js", "\tf();  \r\n", 1), true},
		{"the file matters", one("b.js", "f();\n", 1), false},
		{"the line's text matters", one("a.js", "g();\n", 1), false},
		{"the rule matters", otherRule, false},
		{"without a text it is another", one("a.js", "", 1), false},
	} {
		if got := print(c.in); (got[0] == first[0]) != c.same {
			t.Errorf("%s: got %s and %s", c.rule, first[0], got[0])
		}
	}
	if twice := print(one("a.js", "f();\nf();\n", 1), one("a.js", "f();\nf();\n", 2)); twice[0] != first[0] || twice[1] == first[0] {
		t.Errorf("equal lines are not told apart: %v", twice)
	}
}

func TestSummaryLine(t *testing.T) {
	some := func(n int, s finding.Severity) (list []finding.Finding) {
		for i := range n {
			list = append(list, finding.Finding{Severity: s, Pos: at("a.js", i+1, 1)})
		}
		return list
	}
	for _, c := range []struct {
		r    format.Report
		want string
	}{
		{format.Report{}, "nothing found in 0 files"},
		{format.Report{Files: []string{"a.js"}}, "nothing found in 1 file"},
		{format.Report{Files: []string{"a.js"}, Findings: some(2, finding.Off)}, "nothing found in 1 file"},
		{format.Report{Files: []string{"a.js", "b.js"}, Findings: some(1, finding.Error)}, "1 error in 1 of 2 files"},
		{format.Report{Findings: append(some(2, finding.Warning), some(3, finding.Note)...)}, "2 warnings, 3 notes in 1 of 1 file"},
		{crowd(3, true), "3 errors in 1 of 1 file; 3 can be fixed (voxemu check --fix)"},
	} {
		text := strings.TrimSuffix(write(t, "text", c.r, format.Options{}), "\n")
		if got := text[strings.LastIndex(text, "\n")+1:]; got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	err := format.Write(io.Discard, "xml", format.Report{}, format.Options{})
	if want := `unknown format "xml": choose one of text, json, jsonl, github, sarif, junit, checkstyle`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestTheWritersErrorIsReturned(t *testing.T) {
	for _, name := range format.Names() {
		for _, n := range []int{1, 1000} {
			if err := format.Write(brokenWriter{}, name, crowd(n, true), format.Options{}); !errors.Is(err, io.ErrClosedPipe) {
				t.Errorf("%s of %d findings: got %v", name, n, err)
			}
		}
	}
}

// Scripts that tools have made smaller are one long line, with all findings on it.
func TestThousandsOfFindings(t *testing.T) {
	const n = 5000
	for _, name := range format.Names() {
		for _, lines := range []bool{true, false} {
			text := write(t, name, crowd(n, lines), format.Options{})
			if got := strings.Count(text, "CallEvents has no member OnHangup"); got < n {
				t.Errorf("%s has %d findings, want %d", name, got, n)
			}
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, name := range format.Names() {
		for title, lines := range map[string]bool{"lines": true, "one_line": false} {
			r := crowd(5000, lines)
			b.Run(name+"/"+title, func(b *testing.B) {
				for b.Loop() {
					var out bytes.Buffer
					if err := format.Write(&out, name, r, format.Options{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
