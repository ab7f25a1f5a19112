package testkit

import (
	"cmp"
	"context"
	"fmt"
	"runtime/debug"
	"slices"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/vclock"
	"voxemu/scenarios/testkit/kit"
)

// run runs all jobs, and tells the reporter of the files that could not be loaded and the tests that are skipped.
func (r *runner) run(ctx context.Context) {
	for _, result := range r.summary.Results {
		if result.Status != "" {
			r.ended(result)
		}
	}
	over, lost := make(chan struct{}), make(chan jsvm.Stuck, 1)
	r.opts.Watchdog.OnStuck(func(s jsvm.Stuck) {
		select {
		case lost <- s:
		default: // one is enough
		}
	})
	go func() {
		defer close(over)
		r.each(len(r.jobs), func(i int) { r.work(ctx, r.jobs[i]) })
	}()
	select {
	case <-over:
	case s := <-lost: // its goroutine is left behind: the process ends soon
		r.abandon(s)
	}
	r.collect()
}

// collect leaves only the tests that were run, and tells what they were made from.
func (r *runner) collect() {
	r.mu.Lock()
	defer r.mu.Unlock()
	var kept []*Result
	for _, result := range r.summary.Results {
		if result.Status != "" {
			kept = append(kept, result)
		}
	}
	r.summary.Left = len(r.summary.Results) - len(kept)
	r.summary.Results = kept
	r.sources()
	r.leave()
}

// work runs the tests of a job.
func (r *runner) work(ctx context.Context, j *job) {
	if r.opts.Launch != nil {
		r.isolated(ctx, j)
		return
	}
	vm := r.take(j.file)
	for _, p := range j.tests {
		if r.over(ctx) {
			break
		}
		if vm == nil {
			var err error
			if vm, err = r.evaluate(j.file); err != nil {
				r.settle(p, r.problems(j.file, err))
				continue
			}
		}
		r.started(p)
		vm = r.test(ctx, j.file, vm, p)
		if last := p.result.Last(); ctx.Err() != nil && len(last.Failures) > 0 { // it may have failed because of that
			break
		}
		r.settle(p, nil)
	}
	if vm != nil {
		vm.Close()
	}
}

// take takes the context that a file was evaluated in first, if nobody has yet.
func (r *runner) take(f *file) *kit.VM {
	r.mu.Lock()
	defer r.mu.Unlock()
	vm := f.vm
	f.vm = nil
	return vm
}

// test runs one test until it passes or has no retries left. A retry gets a context of its own; the one to go on in is returned.
func (r *runner) test(ctx context.Context, f *file, vm *kit.VM, p *planned) *kit.VM {
	for n := 0; ; n++ {
		began := vclock.Wall()
		out := attempt(ctx, vm, p.test.Index, n)
		a := Attempt{Outcome: out, Wall: vclock.Wall().Sub(began)}
		failed := len(out.Failures) > 0
		if failed && r.opts.KeepTrace != nil && ctx.Err() == nil {
			a.Trace = r.opts.KeepTrace(p.result, n, out)
		}
		if !failed {
			out.Records = nil
		}
		p.result.Attempts = append(p.result.Attempts, a)
		if !failed || n >= p.retries || ctx.Err() != nil {
			if failed { // what it left behind is nobody else's
				vm.Close()
				return nil
			}
			return vm
		}
		vm.Close()
		fresh, err := r.evaluate(f)
		if err != nil {
			return nil
		}
		vm = fresh
	}
}

// attempt runs a test once. A panic is a mistake of ours; it costs this test only.
func attempt(ctx context.Context, vm *kit.VM, index, n int) (out *kit.Outcome) {
	defer func() {
		if reason := recover(); reason != nil {
			out = &kit.Outcome{Failures: []kit.Failure{{
				Message: fmt.Sprintf("internal error: %v\nPlease report it, with this stack:\n%s", reason, debug.Stack()), Stack: []diag.Frame{{Pos: vm.Cases()[index].Pos}},
			}}}
		}
	}()
	return vm.Run(ctx, index, n)
}

// status decides what came of a test.
func (p *planned) status() (status Status, reason string) {
	last := p.result.Last()
	switch {
	case last == nil || len(last.Failures) > 0:
		return Failed, ""
	case last.Skipped != "":
		return Skipped, cmp.Or(last.Reason, last.Skipped)
	case len(p.result.Attempts) > 1:
		return Flaky, ""
	}
	return Passed, ""
}

// settle decides on the status of a test and tells it. Broken is what is wrong with its file, if that could not be evaluated again.
func (r *runner) settle(p *planned, broken []*diag.Problem) {
	r.mu.Lock()
	p.result.Broken = broken
	p.result.Status, p.result.Reason = p.status()
	r.mu.Unlock()
	r.ended(p.result)
}

// started tells that a test begins.
func (r *runner) started(p *planned) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.running = append(r.running, p)
	if !r.lost {
		r.opts.Reporter.Started(p.result)
	}
}

// ended tells what came of a test.
func (r *runner) ended(result *Result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.running = slices.DeleteFunc(r.running, func(p *planned) bool { return p.result == result })
	if r.lost {
		return
	}
	if result.Status == Failed {
		r.failed++
		r.stop = r.stop || r.opts.MaxFailures > 0 && r.failed >= r.opts.MaxFailures
	}
	r.opts.Reporter.Ended(result)
}

// abandon ends the run because of a script that is in a built-in function which nothing but the end of the process ends: in the test
// that has run for longest. The tests that run beside it are not told any more.
func (r *runner) abandon(s jsvm.Stuck) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stop = true
	if len(r.running) == 0 {
		return
	}
	p := r.running[0]
	told := *p.result
	told.Status, told.Attempts = Failed, []Attempt{{Outcome: r.failure(p, s.Message())}}
	for i, result := range r.summary.Results {
		if result == p.result {
			r.summary.Results[i] = &told // the other may still be written to
		}
	}
	r.opts.Reporter.Ended(&told)
	r.lost = true
}

func (r *runner) over(ctx context.Context) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.stop || ctx.Err() != nil
}
