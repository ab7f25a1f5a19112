// Package reporters shows what comes of a run of tests: for people, for machines, for the services that run them.
//
// A reporter writes to one writer. Those for people write while tests run, the others once all is over. What they write depends on
// the results only, and on wall time where [Style] asks for it: never on how many workers there were.
package reporters

import (
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"voxemu/scenarios/testkit"
)

// Style says how reports look, and what of their surroundings reporters may use.
type Style struct {
	Color bool
	// Width is the columns of the terminal; 0 when it is not known.
	Width int
	// Cwd is the absolute path of the current folder.
	Cwd string
	// Times shows how long tests took, in wall time. Without it two runs of the same tests give the same report.
	Times bool
	// Verbose shows long timelines in full.
	Verbose bool
	// Terminal is whether the writer is one that can move its cursor. Without it the live reporter is the plain one.
	Terminal bool
	// Now is the wall clock, and After calls a function once a wall time has passed. Only the live reporter needs them; without After
	// it draws only when a test begins or ends.
	Now   func() time.Time
	After func(d time.Duration, f func())
	// Prefix is put in front of the names of files in annotations: the way from the root of the repository to Cwd, "" or ending
	// with a slash.
	Prefix string
	// Summary takes the summary that the github reporter writes for the page of a run; it may be nil.
	Summary io.Writer
}

// Kind is a reporter that can be asked for by its name.
type Kind struct {
	Name string
	// About says in a few words what it is.
	About string
	// Joins is whether it may write to where another one writes too.
	Joins bool
	// New makes one.
	New func(w io.Writer, s Style) testkit.Reporter
}

// Kinds returns all reporters there are.
func Kinds() []Kind {
	return []Kind{
		{Name: "live", About: "what runs now, on a terminal", New: func(w io.Writer, s Style) testkit.Reporter {
			if !s.Terminal || s.Now == nil {
				return NewPlain(w, s)
			}
			return NewLive(w, s)
		}},
		{Name: "plain", About: "a line for each test", New: func(w io.Writer, s Style) testkit.Reporter { return NewPlain(w, s) }},
		{Name: "json", About: "all there is to know, for tools and for merge-reports", New: func(w io.Writer, s Style) testkit.Reporter { return NewJSON(w, s) }},
		{Name: "junit", About: "JUnit XML", New: func(w io.Writer, s Style) testkit.Reporter { return NewJUnit(w, s) }},
		{Name: "tap", About: "Test Anything Protocol 14", New: func(w io.Writer, s Style) testkit.Reporter { return NewTAP(w, s) }},
		{Name: "github", About: "annotations of GitHub Actions", Joins: true, New: func(w io.Writer, s Style) testkit.Reporter { return NewGitHub(w, s) }},
	}
}

// All tells several reporters, in their order.
type All []testkit.Reporter

var _ testkit.Reporter = All(nil)

// Begin tells each.
func (a All) Begin(tests, files int, o *testkit.Options) {
	for _, one := range a {
		one.Begin(tests, files, o)
	}
}

// Started tells each.
func (a All) Started(r *testkit.Result) {
	for _, one := range a {
		one.Started(r)
	}
}

// Ended tells each.
func (a All) Ended(r *testkit.Result) {
	for _, one := range a {
		one.Ended(r)
	}
}

// End tells each, and returns all their errors.
func (a All) End(s *testkit.Summary) error {
	var errs []error
	for _, one := range a {
		errs = append(errs, one.End(s))
	}
	return errors.Join(errs...)
}

// atEnd is the part of a reporter that says nothing before all is over.
type atEnd struct{}

func (atEnd) Begin(int, int, *testkit.Options) {}
func (atEnd) Started(*testkit.Result)          {}
func (atEnd) Ended(*testkit.Result)            {}

// said is what a test that failed, or failed before it passed, has to say: all of it, without colours.
func said(s Style, r *testkit.Result) string {
	var b strings.Builder
	details(&b, Style{Cwd: s.Cwd, Verbose: s.Verbose}, r)
	return strings.Trim(b.String(), "\n")
}

// results are those of the tests, and one more if snapshots could not be written: that fails a run too.
func results(s *testkit.Summary) []*testkit.Result {
	problems := s.Snapshots.Problems
	if len(problems) == 0 {
		return s.Results
	}
	file := problems[0].Pos.File
	return append(slices.Clip(s.Results), &testkit.Result{ID: file + " › snapshots", File: file, Status: testkit.Failed, Broken: problems})
}

// reason is the first line of why a test failed, with its place: of the last attempt that did.
func reason(r *testkit.Result) (message string, at place) {
	for i := len(r.Attempts) - 1; i >= 0; i-- {
		a := &r.Attempts[i]
		if a.Outcome != nil && len(a.Failures) > 0 {
			message, _, _ = strings.Cut(a.Failures[0].Message, "\n")
			return message, placeOf(r, a.Failures[0].Pos())
		}
	}
	if len(r.Broken) > 0 {
		message, _, _ = strings.Cut(r.Broken[0].Message, "\n")
		return message, placeOf(r, r.Broken[0].Pos)
	}
	return "", placeOf(r, r.Pos)
}
