package world

import (
	"context"
	"slices"
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/vclock"
)

// Reason is why a wait is over.
type Reason string

// The reasons. Idle means that nothing is left to happen, so that waiting on makes no sense.
const (
	Fulfilled Reason = "fulfilled"
	TooLate   Reason = "too late"
	Idle      Reason = "idle"
)

// wait is something that the test waits for.
type wait struct {
	cond   func() bool
	seen   int         // the changes at which cond was false
	limit  *loop.Timer // of a wait for a condition
	timer  *loop.Timer // of one for a time
	late   bool
	done   func(Reason)
	reason Reason // "" while it is not over
	last   bool   // told after the others of its instant
}

// When waits until cond holds at the end of an instant, but at most for the time given: 0 stands for as long as anything can
// happen. It is looked at now, and whenever something has changed. Done is called by [World.Advance].
func (w *World) When(cond func() bool, within time.Duration, done func(Reason)) {
	x := &wait{cond: cond, seen: -1, done: done}
	if within > 0 {
		x.limit = w.scope.After(within, vclock.Limit, nil, func() error {
			x.late, w.fired = true, true
			return nil
		})
	}
	w.waits = append(w.waits, x)
}

// Advanced calls f when so much time has passed, after all else that the test waits for at that instant. That time does not count
// for the limit of virtual time.
func (w *World) Advanced(d time.Duration, why vclock.Reason, f func()) {
	w.scope.Loop().Extend(d)
	w.after(d, why, f).last = true
}

// After calls f when so much time has passed, at the end of that instant. Stop calls it off.
func (w *World) After(d time.Duration, why vclock.Reason, f func()) (stop func()) {
	x := w.after(d, why, f)
	return func() {
		x.timer.Stop()
		w.waits = slices.DeleteFunc(w.waits, func(one *wait) bool { return one == x })
	}
}

func (w *World) after(d time.Duration, why vclock.Reason, f func()) *wait {
	over := false
	x := &wait{cond: func() bool { return over }, seen: -1, done: func(Reason) { f() }}
	x.timer = w.scope.After(d, vclock.Limit, why, func() error {
		over, w.fired = true, true
		w.changes++
		return nil
	})
	w.waits = append(w.waits, x)
	return x
}

// Waits reports whether the test waits for anything.
func (w *World) Waits() bool { return len(w.waits) > 0 }

// pause is called at the end of each instant.
func (w *World) pause() bool {
	due := w.fired
	w.fired = false
	for _, x := range w.waits {
		if x.reason == "" {
			x.reason = w.look(x)
		}
		due = due || x.reason != ""
	}
	return due || w.idle()
}

// idle ends the waits for conditions when only their limits are armed: nothing is left that could fulfil them.
func (w *World) idle() bool {
	if len(w.waits) == 0 || w.clock.Len() != w.limits() {
		return false
	}
	due := false
	for _, x := range w.waits {
		if x.limit != nil {
			x.reason, due = Idle, true
		}
	}
	return due
}

// look says whether a wait is over.
func (w *World) look(x *wait) Reason {
	if x.seen != w.changes {
		x.seen = w.changes
		if x.cond() {
			return Fulfilled
		}
	}
	if x.late {
		return TooLate
	}
	return ""
}

// limits returns how many limits of waits are armed.
func (w *World) limits() int {
	n := 0
	for _, x := range w.waits {
		if x.limit.Armed() {
			n++
		}
	}
	return n
}

// Advance lets the world go on until at least one wait is over, and tells all that are, in the order they were begun. It
// returns an error when the world can't go on: a limit was reached.
func (w *World) Advance(ctx context.Context) error {
	if err := w.engine.Advance(ctx); err != nil {
		return err
	}
	over := false
	for _, x := range w.waits {
		over = over || x.reason != ""
	}
	if !over { // the loop has ended by itself
		for _, x := range w.waits {
			x.reason = Idle
		}
	}
	w.tell()
	return nil
}

// tell tells the waits that are over. What they do may add others.
func (w *World) tell() {
	over, open := make([]*wait, 0, len(w.waits)), w.waits[:0]
	for _, x := range w.waits {
		if x.reason != "" {
			over = append(over, x)
		} else {
			open = append(open, x)
		}
	}
	clear(w.waits[len(open):])
	w.waits = open
	if len(over) > 1 {
		slices.SortStableFunc(over, func(a, b *wait) int { return order(a) - order(b) })
	}
	for _, x := range over {
		x.limit.Stop()
		x.done(x.reason)
	}
	w.changes++ // other waits may depend on what the test has done now
}

func order(x *wait) int {
	if x.last {
		return 1
	}
	return 0
}
