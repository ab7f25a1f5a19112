package testkit

import (
	"strings"
	"time"

	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit/kit"
	"voxemu/scenarios/testkit/snapshot"
)

// Status is what came of a test.
type Status string

// The statuses. Flaky tests failed and then passed when they were tried again.
const (
	Passed  Status = "passed"
	Failed  Status = "failed"
	Flaky   Status = "flaky"
	Skipped Status = "skipped"
)

// Result is what came of one test.
type Result struct {
	// ID is the name of the file, the titles and the repetition, and unique in a run: of tests of a file with the same titles, the
	// second has " (2)" behind them.
	ID string
	// File is the name of the file; Titles are those of the suites and of the test.
	File   string
	Titles []string
	Pos    diag.Pos
	Tags   []string
	// Index is its place among all tests of its file, those that are not run among them, and Place its place among the results of
	// the run; both count from 0.
	Index, Place int
	Status       Status
	// Reason is why it was skipped: what the test says, or "fixme".
	Reason string
	// Attempts are the runs of the test, the last one last.
	Attempts []Attempt
	// Broken is what is wrong with a file that could not be loaded: it counts as one failed test.
	Broken []*diag.Problem
}

// Attempt is one run of a test.
type Attempt struct {
	*kit.Outcome
	// Wall is how long it took.
	Wall time.Duration
	// Trace is the path of the trace that was kept, "" if none was.
	Trace string
}

// Last returns the last attempt, nil if there was none.
func (r *Result) Last() *Attempt {
	if len(r.Attempts) == 0 {
		return nil
	}
	return &r.Attempts[len(r.Attempts)-1]
}

// Title is the path of titles as one text.
func (r *Result) Title() string { return strings.Join(r.Titles, " › ") }

// Wall is how long all attempts took.
func (r *Result) Wall() (d time.Duration) {
	for _, a := range r.Attempts {
		d += a.Wall
	}
	return d
}

// Summary is what came of a run.
type Summary struct {
	// Results are in the order of files and of tests in them.
	Results []*Result
	Seed    uint64
	Wall    time.Duration
	// Files are what was loaded, in order.
	Files []Sources
	// Shard is which part of the tests this was; its zero value stands for all.
	Shard Shard
	// Whole is how many tests all shards have together, and Plan a fingerprint of who runs what: reports of one run have the same.
	Whole int
	Plan  string
	// Left counts the tests that were not run because the run was cut short.
	Left int
	// Snapshots tells what was done with snapshots.
	Snapshots snapshot.Report
}

// Sources are what a test file was made from.
type Sources struct {
	// Name is the test file as people see it, Path where it is. IDs are those of all its tests, whether they were run or not.
	Name, Path string
	IDs        []string
	// Broken is whether it could not be loaded.
	Broken bool
	// Files are the absolute paths of all files in the bundle, Opened those of the projects and scenario files that its tests used.
	Files, Opened []string
}

// Count counts the tests of a status.
func (s *Summary) Count(status Status) (n int) {
	for _, r := range s.Results {
		if r.Status == status {
			n++
		}
	}
	return n
}

// Failed reports whether the run has to count as failed.
func (s *Summary) Failed() bool { return s.Count(Failed) > 0 || len(s.Snapshots.Problems) > 0 }
