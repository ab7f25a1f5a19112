package cli

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"voxemu/scenarios/testkit"
	"voxemu/storage"
	"voxemu/storage/memory"
)

// testFlags are the flags of voxemu test.
type testFlags struct {
	choice           choiceFlags
	workers          int
	isolate, worker  bool
	seed             uint64
	retries, repeat  int
	failFast         bool
	timeout, virtual time.Duration
	list, watch      bool
	snapshots        snapshotFlags
	report           reporterFlags
	coverage         coverageFlags
	net              netFlags
}

func newTest(env *Env) *cobra.Command {
	f := &testFlags{}
	cmd := &cobra.Command{
		Use:   "test [flags] [PATH...]",
		Short: "Run tests of scenarios",
		Long: `Run tests of scenarios. PATH is a test file (*.test.js, *.test.ts), a folder that is searched for them, or FILE:LINE for one test.
Without it the current folder is searched.

What came of the tests, and how long they took, is kept in .voxemu/test-state.json beside the project, or in the current folder if there is
none; the traces of those that failed in .voxemu/traces.`,
		Example: "  voxemu test\n  voxemu test tests/ivr.test.js:12\n  voxemu test --grep 'busy|no answer'\n  voxemu test --only-failed --watch",
		RunE:    func(cmd *cobra.Command, paths []string) error { return f.run(cmd.Context(), env, paths) },
	}
	fs := cmd.Flags()
	fs.SortFlags = false
	f.choice.add(fs)
	fs.BoolVar(&f.list, "list", false, "list the tests instead of running them")
	fs.BoolVar(&f.watch, "watch", false, "run tests again when a file changes that they use, until Ctrl-C")
	fs.IntVar(&f.workers, "workers", runtime.NumCPU(), "the `number` of tests that run at once")
	fs.BoolVar(&f.isolate, "isolate", false, "run each test file in a process of its own, so that one that crashes takes no other with it")
	fs.Uint64Var(&f.seed, "seed", 1, "the `number` that ids and random numbers come from; all but 1 also shuffle what is due at the same instant")
	fs.IntVar(&f.retries, "retries", 0, "the `number` of times a failed test is tried again")
	fs.IntVar(&f.repeat, "repeat-each", 1, "the `number` of times each test is run")
	fs.BoolVar(&f.failFast, "fail-fast", false, "stop after the first failed test")
	fs.DurationVar(&f.timeout, "timeout", 30*time.Second, "the `duration` that a test may take in wall time, 0 for no limit")
	fs.DurationVar(&f.virtual, "max-virtual", 7*24*time.Hour, "the `duration` that a test may take in virtual time, 0 for no limit")
	fs.BoolVar(&f.worker, workerFlag, false, "be a worker process of --isolate")
	_ = fs.MarkHidden(workerFlag) // it is there
	f.snapshots.add(fs)
	f.net.add(fs)
	f.coverage.add(fs)
	f.report.add(fs)
	return cmd
}

// check finds flags that make no sense, alone or together.
func (f *testFlags) check() error {
	for _, least := range []struct {
		flag      string
		value, is int
	}{{"workers", f.workers, 1}, {"retries", f.retries, 0}, {"repeat-each", f.repeat, 1}} {
		if least.value < least.is {
			return usage(fmt.Sprintf("--%s is at least %d, not %d", least.flag, least.is, least.value), "")
		}
	}
	switch {
	case f.timeout < 0 || f.virtual < 0:
		return usage("--timeout and --max-virtual are not negative", "0 stands for no limit")
	case f.list && f.watch:
		return usage("--list and --watch exclude each other", "leave one of them out")
	}
	if err := f.net.check(); err != nil {
		return err
	}
	if err := f.coverage.check(); err != nil {
		return err
	}
	return f.report.check()
}

func (f *testFlags) run(ctx context.Context, env *Env, paths []string) error {
	if err := f.check(); err != nil {
		return err
	}
	o := testkit.Options{
		Cwd: env.Cwd, Getenv: env.Getenv, Workers: f.workers, Seed: f.seed, Start: epoch().Std(), Wall: f.timeout, Virtual: f.virtual,
		Retries: f.retries, Repeat: f.repeat, Net: f.net.options(), Snapshots: f.snapshots.mode(env), NewStore: func() storage.Store { return memory.New() }, CheckStep: checkStep, CheckSocketStep: checkSocketStep,
	}
	if f.failFast {
		o.MaxFailures = 1
	}
	r := &testRun{flags: f, env: env, paths: paths, opts: o}
	r.keep()
	r.opts.Coverage = f.coverage.collector()
	if f.worker {
		return testkit.Serve(ctx, env.Stdin, env.Stdout, r.opts)
	}
	if f.isolate {
		r.opts.Launch = launch(env)
	}
	if err := f.choice.apply(&r.opts); err != nil {
		return err
	}
	if f.watch {
		return r.watch(ctx)
	}
	return r.all(ctx)
}
