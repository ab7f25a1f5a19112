package kit

import (
	"context"
	"strings"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/runtime/trace"
	"voxemu/runtime/vclock"
	"voxemu/scenarios/report"
	"voxemu/scenarios/testkit/cassette"
	"voxemu/scenarios/testkit/snapshot"
	"voxemu/scenarios/testkit/world"
)

// Failure is one thing that went wrong in a test.
type Failure struct {
	// Message is what is wrong, possibly in several lines.
	Message string
	Stack   []diag.Frame
	// Diff compares what was expected with what there was; it may be empty.
	Diff string
	// Timeline is what happened until then, and Waiting what was still to come; both may be empty.
	Timeline string
	Waiting  []string
	// Source is the text of the file of the first frame, "" if it is not known.
	Source string
}

// Pos returns where it went wrong, if that is known.
func (f *Failure) Pos() diag.Pos {
	if len(f.Stack) == 0 {
		return diag.Pos{}
	}
	return f.Stack[0].Pos
}

// Step is a part of a test that has a name.
type Step struct {
	Title string
	// Depth is how many steps it is within.
	Depth int
	// At is how long after the beginning of the test it began, Took how long it took, in virtual time.
	At, Took time.Duration
	Failed   bool
}

// Outcome is what came of one run of a test.
type Outcome struct {
	// Skipped is "skip" or "fixme" when the test left itself out, with its Reason.
	Skipped, Reason string
	Failures        []Failure
	Steps           []Step
	// Virtual is how much virtual time passed.
	Virtual time.Duration
	Records []trace.Record
	Output  []string
	// Snapshots are those that the test has taken.
	Snapshots []snapshot.Taken
	// Recorded is what the network has answered, if that is recorded ([Net.Record]).
	Recorded []cassette.Exchange
}

// running is the test that runs.
type running struct {
	v        *VM
	test     *Case
	world    *world.World
	out      Outcome
	parties  []*telephony.Actor
	cursors  []int           // of the parties: how much of what they heard was expected
	looked   map[string]bool // sessions whose end the test has looked at
	mocks    []*mock
	requests []request
	timers   map[int]*timer
	lastID   int
	secrets  map[string]string
	around   around
	net      network
	taken    *snapshot.Test // nil until the test takes a snapshot
	done     bool
	closing  bool // nobody waits any more
	wall     time.Duration
}

type timer struct {
	stop func()
	at   jsvm.Caller
}

// Run runs one test. The attempt counts from 0.
func (v *VM) Run(ctx context.Context, index, attempt int) *Outcome {
	r := &running{v: v, test: &v.cases[index], secrets: map[string]string{}, wall: v.opts.Wall}
	if t := v.cases[index].Timeout; t > 0 {
		r.wall = t
	}
	v.run = r
	defer func() { v.run = nil }()
	r.enter(func() {
		rt := v.vm.Runtime()
		v.vm.Invoke(v.runs, goja.Undefined(), rt.ToValue(v.cases[index].Index), rt.ToValue(attempt))
	})
	r.drive(ctx)
	r.end(ctx)
	out := r.out // a pointer into r would keep all that the test held in memory
	return &out
}

// enter runs a turn of the test; what goes wrong in it, fails the test.
func (r *running) enter(f func()) {
	err := r.v.vm.Enter(f)
	if err == nil {
		return
	}
	e := errorOf(err)
	for _, one := range append([]*jsvm.Error{e}, e.More...) {
		what := ""
		if one.Kind == jsvm.Rejection {
			what = "a rejected promise that nobody handles: "
		}
		r.fail(Failure{Message: what + one.Message, Stack: one.Stack})
	}
	if e.Kind != jsvm.Rejection {
		r.done = true // what was to go on after this turn never will
	}
}

// drive lets the world go on until the test is over.
func (r *running) drive(ctx context.Context) {
	for !r.done {
		if r.world == nil || !r.world.Waits() {
			r.fail(Failure{Message: "the test waits for something that never happens: a promise that nothing resolves"})
			return
		}
		if err := r.world.Advance(ctx); err != nil {
			r.fail(Failure{Message: err.Error(), Timeline: r.timeline("")})
			return
		}
	}
}

// here is the place of the test itself, for what has no other.
func (r *running) here() []diag.Frame { return []diag.Frame{{Pos: r.test.Pos}} }

// finished takes what the kit tells at the end of a test: whether it left itself out, why, and its steps, undefined if it had none.
func (r *running) finished(args []goja.Value) (any, error) {
	r.done = true
	r.out.Skipped, r.out.Reason = text(args, 0), text(args, 1)
	if goja.IsUndefined(arg(args, 2)) {
		return nil, nil
	}
	began := time.Duration(r.v.opts.Start.UnixMilli()) * time.Millisecond
	r.v.vm.Runtime().ForOf(args[2], func(item goja.Value) bool {
		s := item.(*goja.Object)
		ms := func(name string) time.Duration { return time.Duration(s.Get(name).ToInteger()) * time.Millisecond }
		r.out.Steps = append(r.out.Steps, Step{
			Title: s.Get("title").String(), Depth: int(s.Get("depth").ToInteger()), At: ms("at") - began, Took: ms("took"), Failed: s.Get("failed").ToBoolean(),
		})
		return true
	})
	return nil, nil
}

// broken takes an error of the kit itself.
func (r *running) broken(args []goja.Value) (any, error) {
	r.fail(Failure{Message: "internal error: " + r.v.vm.Describe(arg(args, 0)).Error()})
	r.done = true
	return nil, nil
}

// end looks at what the test has left behind.
func (r *running) end(ctx context.Context) {
	r.closing = true
	for id := range r.lastID {
		if t := r.timers[id+1]; t != nil {
			t.stop()
			if len(r.out.Failures) == 0 {
				r.fail(Failure{Message: "a timer was still to come when the test ended: wait for it, or clear it", Stack: []diag.Frame{t.at.Frame()}})
			}
		}
	}
	if r.taken != nil {
		r.out.Snapshots = r.taken.Taken()
	}
	w := r.world
	if w == nil {
		return
	}
	if err := w.Settle(ctx); err != nil && len(r.out.Failures) == 0 {
		r.fail(Failure{Message: err.Error(), Timeline: r.timeline("")})
	}
	for _, s := range w.Engine().Sessions() {
		result, over := w.Engine().Result(s)
		if over && result.Err != nil && !r.looked[s.ID()] {
			r.fail(r.sessionFailure(s, result))
		}
	}
	r.out.Virtual = w.Now().Sub(vclock.FromTime(r.v.opts.Start))
	w.Close()
	r.hangUp()
	if r.v.opts.Net.Record {
		r.out.Recorded = r.tape()
	}
	r.out.Records = w.Records()
}

// sessionFailure tells that a session ended with an error that the test did not look at.
func (r *running) sessionFailure(s *session.Session, result session.Result) Failure {
	e := errorOf(result.Err)
	f := Failure{Message: "session " + s.ID() + " ended with an error: " + e.Message, Stack: e.Stack, Timeline: r.timeline("")}
	f.Source = r.world.Application().Source(f.Pos().File)
	return f
}

// fail notes what went wrong.
func (r *running) fail(f Failure) {
	if len(f.Stack) == 0 {
		f.Stack = r.here()
	}
	if f.Source == "" && f.Pos().File != "" {
		f.Source, _ = r.v.program.SourceOf(f.Pos().File)
	}
	r.out.Failures = append(r.out.Failures, f)
}

// timeline prints what happened so far, in one session or all.
func (r *running) timeline(session string) string {
	if r.world == nil {
		return ""
	}
	var b strings.Builder
	t := report.NewTimeline(&b, report.Options{Source: r.world.Application().Source})
	for _, rec := range r.world.Records() {
		if session == "" || rec.Session == session {
			t.Write(rec)
		}
	}
	_ = t.Close()
	return b.String()
}
