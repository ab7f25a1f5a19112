package reporters_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/kit"
	"voxemu/scenarios/testkit/reporters"
	"voxemu/scenarios/testkit/snapshot"
)

var update = flag.Bool("update", false, "rewrite the files of testdata")

const code = `import { test, expect } from 'voxemu/test';

test('greets', async ({ app }) => {
  const caller = await app.call({ to: 'ivr' });
  await expect(caller).toHear('Welcome');
});
test('counts', () => {
  expect({ n: 1 }).toEqual({ n: 2 });
});
`

func at(line, column int) []diag.Frame {
	return []diag.Frame{{Pos: diag.Pos{File: "ivr.test.js", Line: line, Column: column}}}
}

func result(place int, status testkit.Status, titles ...string) *testkit.Result {
	r := &testkit.Result{
		ID: "ivr.test.js › " + strings.Join(titles, " › "), File: "ivr.test.js", Titles: titles, Index: place, Place: place, Status: status,
		Pos: diag.Pos{File: "ivr.test.js", Line: 3 + place, Column: 1},
	}
	if status == testkit.Passed || status == testkit.Failed || status == testkit.Flaky {
		r.Attempts = []testkit.Attempt{{Outcome: &kit.Outcome{Virtual: 1500 * time.Millisecond}, Wall: 20 * time.Millisecond}}
	}
	return r
}

// timeline has so many lines.
func timeline(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%4d.000  ·  log          line %d\n", i, i+1)
	}
	return b.String()
}

// suite is a run with one of everything.
func suite() *testkit.Summary {
	passed := result(0, testkit.Passed, "menu", "plays <b>10%</b> & more # \\ “x”")
	passed.Tags = []string{"@fast"}
	passed.Attempts[0].Output = []string{"first\nsecond", "\x1b[31mred\x00"}
	passed.Attempts[0].Steps = []kit.Step{{Title: "dials", Took: time.Second}, {Title: "waits", Depth: 1, At: 250 * time.Millisecond, Took: 500 * time.Millisecond}}

	heard := result(1, testkit.Failed, "greets")
	heard.Attempts[0].Failures = []kit.Failure{{
		Message: "caller did not hear \"Welcome\": it took longer than 60s\nIt heard instead:\n  \"Closed\"", Stack: at(5, 30), Source: code,
		Timeline: timeline(70), Waiting: []string{"timer of ivr.js:7 in 3 s", "1 live call"},
	}}
	heard.Attempts[0].Trace = ".voxemu/traces/greets.jsonl"

	counts := result(2, testkit.Failed, "counts")
	counts.Attempts[0].Steps = []kit.Step{{Title: "fine"}, {Title: "adds", Failed: true}, {Title: "compares", Depth: 1, Failed: true}}
	counts.Attempts[0].Failures = []kit.Failure{
		{Message: "expected { n: 1 } to deeply equal { n: 2 }", Stack: append(at(8, 20), at(9, 1)...), Source: code, Diff: "- Expected\n+ Received\n\n  {\n-   \"n\": 2,\n+   \"n\": 1,\n  }\n@@ -1 +1 @@"},
		{Message: "a timer was still to come, 100%: wait, or clear it"},
	}
	counts.Attempts[0].Output = []string{"counting"}

	flaky := result(3, testkit.Flaky, "sometimes, or: never")
	first := testkit.Attempt{Outcome: &kit.Outcome{Failures: []kit.Failure{{Message: "too late", Stack: at(5, 3), Source: code}}}, Wall: 150 * time.Millisecond}
	flaky.Attempts = append([]testkit.Attempt{first}, flaky.Attempts...)

	skipped := result(4, testkit.Skipped, "another day")
	skipped.Reason = "needs a | queue"

	broken := &testkit.Result{ID: "bad.test.js", File: "bad.test.js", Place: 5, Status: testkit.Failed, Broken: []*diag.Problem{{
		Code: diag.CodeSyntax, Message: "unexpected end of file", Pos: diag.Pos{File: "bad.test.js", Line: 2, Column: 5}, Source: "ok\ntest(\n", Hint: "close it",
	}}}
	return &testkit.Summary{
		Results: []*testkit.Result{passed, heard, counts, flaky, skipped, broken}, Seed: 7, Wall: 1234 * time.Millisecond, Left: 2,
		Snapshots: snapshot.Report{Written: 1, Obsolete: []string{"ivr.test.js: old 1"}},
	}
}

// report returns what a reporter writes of a run.
func report(t *testing.T, name string, style reporters.Style, s *testkit.Summary) string {
	t.Helper()
	var b bytes.Buffer
	style.Cwd = "/project"
	kinds := reporters.Kinds()
	i := slices.IndexFunc(kinds, func(k reporters.Kind) bool { return k.Name == name })
	if err := reporters.Show(reporters.All{kinds[i].New(&b, style)}, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func golden(t *testing.T, file, got string) {
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
		t.Errorf("%s: -want +got:\n%s", path, diff)
	}
}

func TestReportsOfOneOfEverything(t *testing.T) {
	for _, c := range []struct {
		file, name string
		style      reporters.Style
	}{
		{"plain.txt", "plain", reporters.Style{Times: true}},
		{"plain-color.txt", "plain", reporters.Style{Color: true, Width: 60}},
		{"plain-verbose.txt", "plain", reporters.Style{Verbose: true}},
		{"report.json", "json", reporters.Style{Times: true}},
		{"report-no-times.json", "json", reporters.Style{}},
		{"junit.xml", "junit", reporters.Style{Times: true}},
		{"junit-no-times.xml", "junit", reporters.Style{}},
		{"report.tap", "tap", reporters.Style{Times: true}},
		{"github.txt", "github", reporters.Style{Prefix: "calls/"}},
	} {
		t.Run(c.file, func(t *testing.T) { golden(t, c.file, report(t, c.name, c.style, suite())) })
	}
}

func TestSummaryForThePageOfARun(t *testing.T) {
	var page bytes.Buffer
	report(t, "github", reporters.Style{Times: true, Summary: &page}, suite())
	golden(t, "summary.md", page.String())
}

func TestLongSummariesAreCut(t *testing.T) {
	s := &testkit.Summary{}
	for i := range 600 {
		s.Results = append(s.Results, result(i, testkit.Failed, fmt.Sprint("n", i)))
	}
	var page bytes.Buffer
	report(t, "github", reporters.Style{Summary: &page}, s)
	if got := strings.Count(page.String(), "failed | ivr"); got != 500 {
		t.Errorf("%d rows, want 500", got)
	}
	if !strings.Contains(page.String(), "100 more tests are left out") {
		t.Error("nothing says that rows are left out")
	}
}

func TestLiveIsPlainWithoutATerminal(t *testing.T) {
	want := report(t, "plain", reporters.Style{Times: true}, suite())
	if got := report(t, "live", reporters.Style{Times: true}, suite()); got != want {
		t.Error(cmp.Diff(want, got))
	}
}

func TestPlainKeepsTheOrderOfTests(t *testing.T) {
	var b bytes.Buffer
	p := reporters.NewPlain(&b, reporters.Style{})
	s := &testkit.Summary{Left: 1}
	for _, place := range []int{3, 1, 0, 4} { // 2 is never run
		r := result(place, testkit.Passed, fmt.Sprint("n", place))
		s.Results = append(s.Results, r)
		p.Ended(r)
	}
	slices.SortFunc(s.Results, func(a, b *testkit.Result) int { return a.Place - b.Place })
	if got, want := b.String(), "✓ ivr.test.js › n0\n✓ ivr.test.js › n1\n"; got != want {
		t.Errorf("before the end: %q, want %q", got, want)
	}
	if err := p.End(s); err != nil {
		t.Fatal(err)
	}
	if got, want := b.String(), "✓ ivr.test.js › n0\n✓ ivr.test.js › n1\n✓ ivr.test.js › n3\n✓ ivr.test.js › n4\n\n4 passed, 1 not run\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLastLine(t *testing.T) {
	for _, c := range []struct {
		name string
		s    testkit.Summary
		want string
	}{
		{"zero counts are left out", testkit.Summary{Results: []*testkit.Result{{Status: testkit.Passed}}, Wall: 44 * time.Millisecond}, "1 passed (0.0s)"},
		{"every count", testkit.Summary{Results: suite().Results, Left: 3, Wall: time.Minute}, "1 passed, 3 failed, 1 flaky, 1 skipped, 3 not run (60.0s)"},
		{"nothing at all", testkit.Summary{}, "no tests were left to run (0.0s)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := reporters.Line(&c.s, reporters.Style{Times: true}); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// closed is a writer that takes nothing.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestErrorsOfTheWriterAreReturned(t *testing.T) {
	for _, k := range reporters.Kinds() {
		t.Run(k.Name, func(t *testing.T) {
			all := reporters.All{k.New(closed{}, reporters.Style{Terminal: true, Now: func() time.Time { return time.Time{} }})}
			if err := reporters.Show(all, suite()); err == nil {
				t.Error("no error")
			}
		})
	}
}

func TestResultsWithoutOutcomesAreNoTrouble(t *testing.T) {
	s := &testkit.Summary{Results: []*testkit.Result{{ID: "x", File: "x.test.js", Status: testkit.Failed, Attempts: []testkit.Attempt{{}}}}}
	for _, k := range reporters.Kinds() {
		t.Run(k.Name, func(t *testing.T) { report(t, k.Name, reporters.Style{Times: true}, s) })
	}
}

// Each field of a JSON report stands in docs/test-reports.md.
func TestFieldsOfTheJSONReportAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../../../docs/test-reports.md")
	if err != nil {
		t.Fatal(err)
	}
	s := suite()
	s.Shard, s.Whole, s.Plan = testkit.Shard{Index: 1, Of: 2}, 12, "0123"
	s.Snapshots = snapshot.Report{Written: 1, Updated: 1, Removed: 1, Obsolete: []string{"x"}, Problems: s.Results[5].Broken}
	for _, m := range regexp.MustCompile(`"(\w+)":`).FindAllStringSubmatch(report(t, "json", reporters.Style{Times: true}, s), -1) {
		if !strings.Contains(string(page), "`"+m[1]+"`") {
			t.Errorf("the field %s is missing", m[1])
		}
	}
}

// Snapshots that could not be written fail the run, so no report may look as if all were well.
func TestSnapshotsThatCouldNotBeWrittenAreInEachReport(t *testing.T) {
	s := &testkit.Summary{Results: []*testkit.Result{result(0, testkit.Passed, "greets")}}
	s.Snapshots.Problems = []*diag.Problem{{Message: "can't write the snapshots: no space left", Pos: diag.Pos{File: "ivr.test.js"}, Exit: diag.ExitFailed}}
	for name, want := range map[string]string{
		"plain": "error: can't write the snapshots", "json": `"message": "can't write the snapshots`, "junit": `tests="2" failures="0" errors="1"`,
		"tap": "not ok 2 - ivr.test.js › snapshots", "github": "::error file=ivr.test.js,title=ivr.test.js › snapshots::can't write",
	} {
		t.Run(name, func(t *testing.T) {
			got := report(t, name, reporters.Style{}, s)
			if !strings.Contains(got, want) {
				t.Errorf("there is no %q in\n%s", want, got)
			}
			if wrong, _ := checkJUnit(got); name == "junit" && len(wrong) > 0 {
				t.Error(wrong)
			}
		})
	}
}
