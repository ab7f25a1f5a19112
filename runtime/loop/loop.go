// Package loop runs the turns of one application, one after the other, on one goroutine.
//
// Each session has a [Scope] on the loop of its application; so has the simulated network. A turn is one function:
// queued with [Scope.Queue], due on the clock ([Scope.After]), or the completion of work outside the loop
// ([Scope.Begin]). When nothing is queued, the loop waits for open work; when none is open, it moves the clock to the
// next timer. So virtual time never passes while something real is pending, and never stands still for something that
// is over.
//
// The order of turns depends on nothing but their input: queue order, Begin order, and the clock's order of timers.
// Work begun with [Scope.BeginLive], whose result comes from the outside world, is the exception: it is
// delivered when it arrives. So is what comes over a [Line], such as a WebSocket that stays open; while there is one, a virtual
// clock keeps pace with the wall clock.
package loop

import (
	"context"
	"sync"
	"time"

	"voxemu/runtime/vclock"
)

// Options are the limits and hooks of a loop. Zero values mean no limit and no hook.
type Options struct {
	// WallLimit bounds the whole run in wall time.
	WallLimit time.Duration
	// VirtualLimit bounds how far a virtual clock may move during the run.
	VirtualLimit time.Duration
	// Skipped is told of each jump of a virtual clock.
	Skipped func(d time.Duration)
	// Pause is called whenever all that an instant holds is done, before the clock moves on: nothing is queued, and no work is
	// open. When it returns true, Run returns nil, and may be called again. It may be nil.
	Pause func() bool
	// Idle is called when nothing is queued, open or armed, but for timers in the background ([vclock.Background]). It returns
	// whether it has made something happen; if not, Run ends.
	Idle func() bool
}

// Loop is the loop of one application. Its methods, and those of its scopes, belong to the goroutine that calls Run,
// unless they say otherwise.
type Loop struct {
	clock *vclock.Clock
	opts  Options

	ready ring
	open  openWork
	lines lines

	mu    sync.Mutex // guards inbox
	inbox []completion
	wake  chan struct{}

	scopes  []*Scope
	made    uint64 // scopes so far
	start   vclock.Time
	started time.Time
	jumped  time.Duration
	turns   int
}

// New returns a loop over the clock.
func New(clock *vclock.Clock, o Options) *Loop {
	return &Loop{clock: clock, opts: o, wake: make(chan struct{}, 1), start: clock.Now(), started: vclock.Wall()}
}

// Clock returns the clock of the loop.
func (l *Loop) Clock() *vclock.Clock { return l.clock }

// Extend allows a virtual clock to move further than [Options.VirtualLimit] says, because somebody has asked for it.
func (l *Loop) Extend(d time.Duration) { l.start = l.start.Add(d) }

// Run runs turns until nothing is left to do, or [Options.Pause] says so. It returns a [*Stuck] error when a limit is reached, or
// the context's error.
func (l *Loop) Run(ctx context.Context) error {
	for ; ; l.turns++ {
		if l.turns&63 == 63 { // a look at the wall clock costs as much as a small turn
			if err := l.check(ctx); err != nil {
				return err
			}
		}
		if t, ok := l.ready.take(); ok {
			t.run()
			continue
		}
		if l.receive() {
			continue
		}
		if l.opts.Pause != nil && l.over() && l.opts.Pause() {
			return nil
		}
		if l.open.len() > 0 || l.lines.open() || !l.clock.Virtual() {
			more, err := l.wait(ctx)
			if err != nil || !more {
				return err
			}
			continue
		}
		if next, _ := l.clock.Next(); l.clock.Waiting() {
			if l.opts.VirtualLimit > 0 && next.Sub(l.start) > l.opts.VirtualLimit {
				return l.stuck(Virtual)
			}
			l.fire()
			continue
		}
		if l.opts.Idle == nil || !l.opts.Idle() {
			return nil
		}
	}
}

// over reports whether all that this instant holds is done, as far as is known.
func (l *Loop) over() bool {
	if l.open.len() > 0 {
		return false
	}
	next, armed := l.clock.Next()
	return !armed || next > l.clock.Now()
}

// fire runs the next timer, if one is due.
func (l *Loop) fire() bool {
	if l.lines.open() && l.clock.Virtual() && !l.lines.reached(l.clock) {
		return false
	}
	due, skipped := l.clock.Pop()
	if due == nil {
		return false
	}
	if skipped > 0 && l.clock.Virtual() && !l.lines.open() {
		l.jumped += skipped
		if l.opts.Skipped != nil {
			l.opts.Skipped(skipped)
		}
	}
	due.Fire()
	return true
}

// wait blocks until open work completes, a limit is reached or, on a real clock or while a line is open, a timer is due. It
// reports whether anything is left to do.
func (l *Loop) wait(ctx context.Context) (more bool, err error) {
	var due <-chan time.Time
	if !l.clock.Virtual() || l.lines.open() {
		if l.fire() {
			return true, nil
		}
		if next, _ := l.clock.Next(); l.clock.Waiting() || l.clock.Len() > 0 && (l.open.len() > 0 || l.lines.open()) {
			c, stop := vclock.WallTimer(next.Sub(l.clock.Now()))
			defer stop()
			due = c
		} else if l.open.len() == 0 && !l.lines.open() {
			return l.opts.Idle != nil && l.opts.Idle(), nil
		}
	}
	now := vclock.Wall()
	l.open.waited(now)
	var limit <-chan time.Time
	if l.opts.WallLimit > 0 {
		c, stop := vclock.WallTimer(l.opts.WallLimit - now.Sub(l.started))
		defer stop()
		limit = c
	}
	select {
	case <-l.wake:
		return true, nil
	case <-due:
		return true, nil
	case <-limit:
		return false, l.stuck(WallTime)
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// check returns an error once the context has ended or the wall limit is reached.
func (l *Loop) check(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if l.opts.WallLimit > 0 && vclock.Wall().Sub(l.started) > l.opts.WallLimit {
		return l.stuck(WallTime)
	}
	return nil
}

// Turn is one turn.
type Turn interface{ Run() error }

// Func is a function as a Turn.
type Func func() error

// Run calls the function.
func (f Func) Run() error { return f() }

// task is one turn, and the scope whose error handler its error goes to.
type task struct {
	scope *Scope
	turn  Turn
}

func (t task) run() {
	if t.scope.closed {
		return
	}
	if err := t.turn.Run(); err != nil {
		t.scope.fail(err)
	}
}

// ring is a first-in first-out queue of turns that reuses its space.
type ring struct {
	tasks []task
	head  int
}

func (r *ring) put(t task) { r.tasks = append(r.tasks, t) }

func (r *ring) take() (task, bool) {
	if r.head == len(r.tasks) {
		return task{}, false
	}
	t := r.tasks[r.head]
	r.tasks[r.head] = task{}
	r.head++
	if r.head == len(r.tasks) {
		r.tasks, r.head = r.tasks[:0], 0
	}
	return t, true
}
