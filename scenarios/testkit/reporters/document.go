package reporters

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"time"

	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit"
)

// ReportVersion is the version of the JSON report. It changes when a field changes its meaning or goes, not when one is added.
const ReportVersion = 1

// reportName is what a JSON report calls itself.
const reportName = "voxemu test"

// document is a JSON report, version 1. The fields are in this order; what is empty is left out. All that depends on the wall clock is
// in fields named wallMs, which --no-times leaves out: without them, the same tests give the same bytes.
type document struct {
	Report  string  `json:"report"` // always "voxemu test"
	Version int     `json:"v"`
	Seed    uint64  `json:"seed"`
	Counts  counts  `json:"counts"`
	WallMs  *millis `json:"wallMs,omitempty"` // how long the run took
	// Shard is there if these are not all tests.
	Shard *shard  `json:"shard,omitempty"`
	Tests []*test `json:"tests"` // in the order of files, and of tests in them
	// Snapshots is there if something was done with snapshots.
	Snapshots *snapshotsDone `json:"snapshots,omitempty"`
}

// shard says which part of the tests was run.
type shard struct {
	Index int    `json:"index"` // from 1
	Of    int    `json:"of"`
	Tests int    `json:"tests"` // of all shards together
	Plan  string `json:"plan"`  // the same for all shards of a run
}

// snapshotsDone says what was done with snapshots.
type snapshotsDone struct {
	Written  int        `json:"written,omitempty"`
	Updated  int        `json:"updated,omitempty"`
	Removed  int        `json:"removed,omitempty"`
	Obsolete []string   `json:"obsolete,omitempty"` // no test asks for them any more
	Problems []*problem `json:"problems,omitempty"` // could not be written; they fail the run
}

// counts are how many tests there are of each status; notRun is how many were left when the run was cut short.
type counts struct {
	Passed  int `json:"passed"`
	Failed  int `json:"failed"`
	Flaky   int `json:"flaky"`
	Skipped int `json:"skipped"`
	NotRun  int `json:"notRun"`
}

// test is one test, or a file that could not be loaded: it has problems and no titles.
type test struct {
	ID       string         `json:"id"` // unique: the file, the titles, and "#2" for the second repetition
	File     string         `json:"file"`
	Titles   []string       `json:"titles,omitempty"` // of the suites and of the test
	Index    int            `json:"index"`            // its place among all tests of its file, from 0
	Line     int            `json:"line,omitempty"`   // from 1
	Column   int            `json:"column,omitempty"` // from 1, in characters
	Tags     []string       `json:"tags,omitempty"`
	Status   testkit.Status `json:"status"` // passed, failed, flaky or skipped
	Reason   string         `json:"reason,omitempty"`
	Problems []*problem     `json:"problems,omitempty"`
	Attempts []*attempt     `json:"attempts,omitempty"` // the last one last
}

// problem is something wrong with a file.
type problem struct {
	Code     string   `json:"code,omitempty"`
	Severity string   `json:"severity"` // error or warning
	Message  string   `json:"message"`
	File     string   `json:"file,omitempty"`
	Line     int      `json:"line,omitempty"`
	Column   int      `json:"column,omitempty"`
	Hint     string   `json:"hint,omitempty"`
	Stack    []frame  `json:"stack,omitempty"`
	Source   *excerpt `json:"source,omitempty"`
}

// attempt is one run of a test.
type attempt struct {
	VirtualMs millis     `json:"virtualMs"` // how much virtual time passed
	WallMs    *millis    `json:"wallMs,omitempty"`
	Failures  []*mistake `json:"failures,omitempty"`
	Steps     []step     `json:"steps,omitempty"`
	Output    []string   `json:"output,omitempty"` // what the test printed
	Trace     string     `json:"trace,omitempty"`  // the path of the trace that was kept
}

// mistake is one thing that went wrong in a test.
type mistake struct {
	Message  string   `json:"message"`
	Stack    []frame  `json:"stack,omitempty"` // innermost first
	Source   *excerpt `json:"source,omitempty"`
	Diff     string   `json:"diff,omitempty"`
	Timeline string   `json:"timeline,omitempty"` // what happened until then
	Waiting  []string `json:"waiting,omitempty"`  // what was still to come
}

// frame is one line of a stack.
type frame struct {
	Func   string `json:"func,omitempty"`
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// excerpt is the code around a place: some lines, the first of which has this number.
type excerpt struct {
	Line int      `json:"line"`
	Text []string `json:"text"`
}

// step is a part of a test that has a name.
type step struct {
	Title  string `json:"title"`
	Depth  int    `json:"depth"` // how many steps it is within
	AtMs   millis `json:"atMs"`  // virtual time
	TookMs millis `json:"tookMs"`
	Failed bool   `json:"failed,omitempty"`
}

// millis is a length of time, as a number of milliseconds with up to three decimals.
type millis time.Duration

// MarshalJSON gives the number.
func (m millis) MarshalJSON() ([]byte, error) {
	return json.Marshal(float64(time.Duration(m).Microseconds()) / 1000)
}

// UnmarshalJSON reads the number.
func (m *millis) UnmarshalJSON(text []byte) error {
	var ms float64
	if err := json.Unmarshal(text, &ms); err != nil {
		return err
	}
	if ms < 0 || ms > 1e12 {
		return fmt.Errorf("%v is no length of time", ms)
	}
	*m = millis(time.Duration(math.Round(ms*1000)) * time.Microsecond)
	return nil
}

// around is how many lines of code are kept before and after a place, as many as a code frame shows.
const around = 2

// excerptOf takes the lines around a place.
func excerptOf(source string, line int) *excerpt {
	lines := strings.Split(source, "\n")
	if source == "" || line < 1 || line > len(lines) {
		return nil
	}
	first, last := max(1, line-around), min(len(lines), line+around)
	return &excerpt{Line: first, Text: lines[first-1 : last]}
}

// source is a text that has the lines at their places and nothing before and after them.
func (e *excerpt) source() string {
	if e == nil || e.Line < 1 || e.Line > mostLines {
		return ""
	}
	return strings.Repeat("\n", e.Line-1) + strings.Join(e.Text, "\n")
}

// mostLines is more than any file has that can be run: a report that says otherwise is not worth its memory.
const mostLines = 1 << 20

// marshal gives the bytes of the report.
func (d *document) marshal() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(d)
	return b.Bytes(), err
}

func framesOf(stack []diag.Frame, cwd string) (list []frame) {
	for _, f := range stack {
		at := under(f.Pos, cwd)
		list = append(list, frame{f.Func, at.File, at.Line, at.Column})
	}
	return list
}

func stackOf(list []frame) (stack []diag.Frame) {
	for _, f := range list {
		stack = append(stack, diag.Frame{Func: f.Func, Pos: diag.Pos{File: f.File, Line: f.Line, Column: f.Column}})
	}
	return stack
}
