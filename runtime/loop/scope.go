package loop

import (
	"time"

	"voxemu/runtime/vclock"
)

// Scope is the part of a loop that belongs to one session, or to the network. Closing it drops all it has queued, armed
// and opened.
type Scope struct {
	// Name is shown in reports.
	Name string

	loop   *Loop
	number uint64 // counts the scopes of the loop
	fail   func(error)
	timers *Timer // the first of the list of armed timers
	closed bool
}

// NewScope adds a scope. Errors that its turns return go to fail, on the loop, as part of the same turn.
func (l *Loop) NewScope(name string, fail func(error)) *Scope {
	l.made++
	s := &Scope{Name: name, loop: l, number: l.made, fail: fail}
	l.scopes = append(l.scopes, s)
	return s
}

// Loop returns the loop of the scope.
func (s *Scope) Loop() *Loop { return s.loop }

// Now returns the clock's time.
func (s *Scope) Now() vclock.Time { return s.loop.clock.Now() }

// Queue adds a turn behind those already queued. It is called on the loop.
func (s *Scope) Queue(f func() error) { s.QueueTurn(Func(f)) }

// QueueTurn is [Scope.Queue] for those who have the memory of the turn.
func (s *Scope) QueueTurn(t Turn) {
	if !s.closed {
		s.loop.ready.put(task{s, t})
	}
}

// Post adds a turn from another goroutine. It is for what comes from outside unasked: a key press, a signal.
// An answer to something the loop has started belongs to [Scope.Begin].
func (s *Scope) Post(f func() error) { s.loop.deliver(completion{task: task{s, Func(f)}}) }

// Timer is a timer of a scope. A nil Timer can be stopped. Its zero value is not armed; it must not be copied.
type Timer struct {
	clock      vclock.Timer
	scope      *Scope
	f          func() error
	prev, next *Timer // in the scope's list, while armed
}

// After arms a timer that runs f as a turn once d of the clock's time has passed. The reason is shown when the loop is
// stuck; it may be nil.
func (s *Scope) After(d time.Duration, p vclock.Priority, why vclock.Reason, f func() error) *Timer {
	t := &Timer{}
	s.Arm(t, d, p, why, f)
	return t
}

// Arm is [Scope.After] for those who have the memory of the timer, which is not armed.
func (s *Scope) Arm(t *Timer, d time.Duration, p vclock.Priority, why vclock.Reason, f func() error) {
	t.scope, t.f = s, f
	if s.closed {
		return
	}
	t.next = s.timers
	if t.next != nil {
		t.next.prev = t
	}
	s.timers = t
	t.clock.Owner = s.number
	s.loop.clock.Arm(&t.clock, d, p, why, (*due)(t))
}

// due is a timer as the clock calls it.
type due Timer

// Fire runs the timer's turn.
func (d *due) Fire() {
	t := (*Timer)(d)
	t.unlink()
	task{t.scope, Func(t.f)}.run()
}

// unlink takes the timer out of its scope's list.
func (t *Timer) unlink() {
	if t.prev != nil {
		t.prev.next = t.next
	} else {
		t.scope.timers = t.next
	}
	if t.next != nil {
		t.next.prev = t.prev
	}
	t.prev, t.next = nil, nil
}

// Stop disarms the timer and reports whether it was still armed.
func (t *Timer) Stop() bool {
	if t == nil || !t.clock.Stop() {
		return false
	}
	t.unlink()
	return true
}

// Armed reports whether the timer is still to fire.
func (t *Timer) Armed() bool { return t != nil && t.clock.Armed() }

// When returns the moment the timer is, or was, due.
func (t *Timer) When() vclock.Time { return t.clock.When() }

// StopTimers disarms every timer of the scope.
func (s *Scope) StopTimers() {
	for s.timers != nil {
		s.timers.Stop()
	}
}

// Closed reports whether the scope has been closed.
func (s *Scope) Closed() bool { return s.closed }

// Close ends the scope: its timers are disarmed, its queued turns dropped, and its open work no longer holds up the
// loop. What that work delivers later is ignored.
func (s *Scope) Close() {
	if s.closed {
		return
	}
	s.closed = true
	s.StopTimers()
	s.loop.open.drop(s)
	s.loop.lines.drop(s)
	for i, other := range s.loop.scopes {
		if other == s {
			s.loop.scopes = append(s.loop.scopes[:i], s.loop.scopes[i+1:]...)
			break
		}
	}
}
