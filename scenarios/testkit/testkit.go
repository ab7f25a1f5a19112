// Package testkit runs tests of scenarios: it finds the files, loads them, runs their tests on several workers and tells reporters
// what came of them. What tests can do is in package kit, the application they run against in package world.
//
// The tests of a file run in order and in one JavaScript context, which is made anew for every [chunk] of them; each has an
// application of its own. So neither order nor results depend on how many workers there are.
package testkit

import (
	"context"
	"errors"
	"os/exec"
	"regexp"
	"sync"
	"time"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/vclock"
	"voxemu/scenarios"
	"voxemu/scenarios/testkit/coverage"
	"voxemu/scenarios/testkit/kit"
	"voxemu/scenarios/testkit/snapshot"
	"voxemu/storage"
)

// Options say what is run and how.
type Options struct {
	// Cwd is the absolute path of the current folder.
	Cwd    string
	Getenv func(string) string
	// Workers is how many tests run at once, at least 1.
	Workers int
	// Seed makes everything random repeatable. All seeds but 1 also decide on the order of what is due at the same instant.
	Seed uint64
	// Start is where the clock of each test begins.
	Start time.Time
	// Wall and Virtual bound each test.
	Wall, Virtual time.Duration
	// Grep keeps the tests whose file and titles it matches, GrepInvert those it does not. They may be nil.
	Grep, GrepInvert *regexp.Regexp
	// Tags keeps the tests that have one of them; none keeps all.
	Tags []string
	// Keep, if not nil, keeps the tests it returns true for.
	Keep func(r *Result) bool
	// Changed, if not nil, keeps the test files that have to do with one of these files, which are absolute paths. Known returns what a
	// test file has opened in earlier runs, as [Sources] has it; it may be nil.
	Changed []string
	Known   func(name string) (opened []string, ok bool)
	// Shard keeps one part of the tests. Took returns how long a test took the last time, if that is known.
	Shard Shard
	Took  func(id string) (d time.Duration, ok bool)
	// Launch, if not nil, makes the command of a worker process, which calls [Serve]: test files are then run in such processes.
	Launch func(ctx context.Context) *exec.Cmd
	// Grace is how long such a process may be silent beyond the wall time of a test, before it is taken for dead; 0 stands for 10 s.
	Grace time.Duration
	// Retries is how often a failed test is tried again, Repeat how often each is run; 0 stands for once.
	Retries, Repeat int
	// MaxFailures ends the run after so many failed tests; 0 stands for never.
	MaxFailures int
	// Snapshots says which snapshots may be written.
	Snapshots snapshot.Mode
	// Net says what of the network tests may reach.
	Net Net
	// NewStore makes the storage of a test.
	NewStore func() storage.Store
	Watchdog *jsvm.Watchdog
	Reporter Reporter
	// Coverage, if not nil, gathers what of the scenarios the tests reach.
	Coverage *coverage.Collector
	// KeepTrace, if not nil, keeps the trace of a failed attempt and returns its path.
	KeepTrace func(r *Result, attempt int, o *kit.Outcome) string
	// CheckStep and CheckSocketStep check the steps of far ends in project files.
	CheckStep, CheckSocketStep scenarios.StepParser
}

// Reporter is told what happens. Begin comes first and End last; in between come Started and Ended, from one goroutine at a time,
// in the order in which things happen.
type Reporter interface {
	// Begin tells how many tests there are, in how many files.
	Begin(tests, files int, o *Options)
	Started(r *Result)
	Ended(r *Result)
	End(s *Summary) error
}

// ErrNone is the error of a run in which no test fits what was asked for. It is none that nothing failed earlier, that nothing was
// changed, or that there are more shards than tests.
var ErrNone = errors.New("no test fits")

// Run runs the tests of the targets. The error is that of the reporter, or [ErrNone].
func Run(ctx context.Context, targets []Target, o Options) (*Summary, error) {
	began := vclock.Wall()
	r := prepare(ctx, targets, o)
	if r.none() {
		return &r.summary, ErrNone
	}
	r.opts.Reporter.Begin(len(r.summary.Results), len(r.files), &r.opts)
	r.run(ctx)
	r.keepSnapshots(r.files)
	lost := r.keepTapes(r.files)
	r.summary.Seed, r.summary.Wall = o.Seed, vclock.Wall().Sub(began)
	return &r.summary, errors.Join(lost, r.opts.Reporter.End(&r.summary))
}

// List finds the tests that [Run] would run: they have no status, but for those of files that can't be used.
func List(ctx context.Context, targets []Target, o Options) (*Summary, error) {
	r := prepare(ctx, targets, o)
	r.leave()
	if r.none() {
		return &r.summary, ErrNone
	}
	r.sources()
	return &r.summary, nil
}

// leave closes the contexts that no test was run in.
func (r *runner) leave() {
	for _, f := range r.files {
		if f.vm != nil {
			f.vm.Close()
			f.vm = nil
		}
	}
}

func (r *runner) none() bool {
	return len(r.summary.Results) == 0 && r.opts.Keep == nil && r.opts.Changed == nil && r.summary.Whole == 0
}

// prepare loads the files and plans what is run.
func prepare(ctx context.Context, targets []Target, o Options) *runner {
	r := &runner{opts: o, projects: newProjects(o)}
	if o.Watchdog == nil {
		r.opts.Watchdog = jsvm.NewWatchdog()
	}
	if o.Launch == nil {
		kit.Warm()
	}
	r.files = r.load(ctx, targets)
	r.plan()
	return r
}

// runner is one run.
type runner struct {
	opts     Options
	projects *projects
	files    []*file
	summary  Summary
	jobs     []*job

	mu      sync.Mutex // guards what follows, and the reporter
	failed  int
	stop    bool       // no further test is begun
	running []*planned // in the order they were begun
	lost    bool       // a script is stuck: nothing more is told
}

// each calls f for the numbers below n on all workers.
func (r *runner) each(n int, f func(i int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(max(r.opts.Workers, 1), n) {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}
