package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"voxemu/cmd/voxemu/internal/changes"
	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/history"
	"voxemu/scenarios/testkit/traces"
)

// testRun is one command voxemu test: one run of tests, or with --watch as many as there are changes.
type testRun struct {
	flags  *testFlags
	env    *Env
	paths  []string
	opts   testkit.Options
	traces *traces.Folder
}

// folder is where what is known of runs is kept.
func (r *testRun) folder() string { return filepath.Join(testkit.Home(r.env.Cwd), ".voxemu") }

// keep makes failed tests leave their traces.
func (r *testRun) keep() {
	r.traces = traces.In(filepath.Join(r.folder(), "traces"), r.env.Cwd)
	r.opts.KeepTrace = r.traces.Keep
}

// all runs or lists the tests that the paths name, once.
func (r *testRun) all(ctx context.Context) error {
	targets, err := testkit.Discover(r.paths, r.env.Cwd)
	if err != nil {
		return err
	}
	summary, err := r.once(ctx, targets)
	switch {
	case err != nil:
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	case summary.Failed():
		return exit(diag.ExitFailed)
	}
	return nil
}

// once runs tests of the targets once, or lists them.
func (r *testRun) once(ctx context.Context, targets []testkit.Target) (*testkit.Summary, error) {
	h, err := history.Load(filepath.Join(r.folder(), "test-state.json"), r.env.Cwd)
	if err != nil && (r.flags.choice.onlyFailed || r.opts.Shard.Of > 0) {
		return nil, usage(err.Error(), "delete the file: the next run makes a new one")
	}
	o := r.opts
	o.Took, o.Known = h.Took, h.Opened
	if targets, err = r.flags.choice.narrow(ctx, r.env, &o, h, targets); err != nil {
		return nil, err
	}
	if r.flags.list {
		summary, err := testkit.List(ctx, targets, o)
		if err != nil {
			return summary, r.flags.choice.none(err)
		}
		return summary, r.show(summary)
	}
	if err := r.flags.coverage.prepare(r.env); err != nil {
		return nil, err
	}
	if err := r.traces.Clear(); err != nil {
		r.env.show(diag.ExitOK, []*diag.Problem{warning(err)})
	}
	report, err := r.flags.report.open(r.env, true, sources(targets)...)
	if err != nil {
		return nil, err
	}
	o.Reporter = report
	o.Coverage = r.flags.coverage.collector()
	summary, err := testkit.Run(ctx, targets, o)
	if err = errors.Join(r.flags.choice.none(err), report.close()); err != nil {
		return summary, err
	}
	h.Note(summary)
	for _, err := range []error{h.Save(), r.traces.Err()} {
		if err != nil {
			r.env.show(diag.ExitOK, []*diag.Problem{warning(err)})
		}
	}
	if ctx.Err() != nil {
		return summary, nil
	}
	return summary, r.flags.coverage.report(r.env, o.Coverage, r.flags.report.forMachines())
}

// sources are the files that no report may be written to.
func sources(targets []testkit.Target) (paths []string) {
	for _, t := range targets {
		paths = append(paths, t.Path)
	}
	return paths
}

func warning(err error) *diag.Problem {
	return &diag.Problem{Message: err.Error(), Severity: diag.Warning, Hint: "make the folder .voxemu writable"}
}

// show prints the tests that would be run.
func (r *testRun) show(s *testkit.Summary) error {
	var broken []*diag.Problem
	files := map[string]bool{}
	n := 0
	for _, t := range s.Results {
		if t.Broken != nil {
			broken = append(broken, t.Broken...)
			continue
		}
		line := fmt.Sprintf("%s:%d › %s", t.File, t.Pos.Line, t.Title())
		if t.Status == testkit.Skipped {
			line += " (" + t.Reason + ")"
		}
		fmt.Fprintln(r.env.Stdout, line)
		files[t.File] = true
		n++
	}
	fmt.Fprintf(r.env.Stdout, "%s in %s\n", count(n, "test"), count(len(files), "file"))
	if len(broken) > 0 {
		return exit(r.env.show(diag.ExitFailed, broken))
	}
	return nil
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// narrow leaves only what failed or changed, as far as that is asked for.
func (f *choiceFlags) narrow(ctx context.Context, env *Env, o *testkit.Options, h *history.History, targets []testkit.Target) ([]testkit.Target, error) {
	if f.onlyFailed {
		if h.Empty() {
			return nil, usage("--only-failed: nothing is known of an earlier run", "run the tests once without it")
		}
		o.Keep = h.Fails
		targets = slices.DeleteFunc(targets, func(t testkit.Target) bool { return !h.HasFailures(t.Name) })
	}
	if !f.onlyChanged {
		return targets, nil
	}
	changed, err := changes.Since(ctx, env.Cwd)
	switch {
	case errors.Is(err, changes.ErrNoGit), errors.Is(err, changes.ErrNoRepository):
		return nil, usage("--only-changed: "+err.Error(), "it runs what differs from the last commit: leave it out")
	case err != nil && ctx.Err() == nil:
		return nil, usage("--only-changed: "+err.Error(), "leave it out")
	case err != nil:
		return nil, err
	}
	o.Changed = changed
	return targets, nil
}

// workerFlag is the flag of worker processes.
const workerFlag = "worker-process"

// launch makes worker processes: this program with the same arguments.
func launch(env *Env) func(ctx context.Context) *exec.Cmd {
	return func(ctx context.Context) *exec.Cmd {
		program, err := os.Executable()
		if err != nil {
			program = os.Args[0]
		}
		cmd := exec.CommandContext(ctx, program, append([]string{"test", "--" + workerFlag}, env.Args[1:]...)...)
		cmd.Dir = env.Cwd
		return cmd
	}
}
