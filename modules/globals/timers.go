package globals

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/loop"
	"voxemu/runtime/session"
	"voxemu/runtime/trace"
	"voxemu/runtime/vclock"
)

func setTimeout(s *session.Session, c goja.FunctionCall) goja.Value {
	return s.Value(timersOf(s).set(c, false))
}

func setInterval(s *session.Session, c goja.FunctionCall) goja.Value {
	return s.Value(timersOf(s).set(c, true))
}

// clearTimer is clearTimeout and clearInterval: either clears both sorts, and an unknown id is no error (assumed: behaviour
// page, section 3.2).
func clearTimer(s *session.Session, c goja.FunctionCall) goja.Value {
	timersOf(s).clear(c.Argument(0).ToInteger())
	return goja.Undefined()
}

// timers are the timeouts and intervals of a session (behaviour page, section 3.2). None outlives the moment the session begins to stop.
type timers struct {
	s    *session.Session
	live []entry  // in the order of their ids
	over int      // how many of them have no timer any more
	last int64    // the newest id
	free []*timer // used timers, for the next ones
}

type entry struct {
	id    int64
	timer *timer
}

// timer is one timeout or interval. It is its own reason in the report of a stuck loop.
type timer struct {
	owner  *timers
	id     int64
	f      session.Callback
	args   []goja.Value
	delay  time.Duration
	repeat bool
	clock  loop.Timer
	place  int // in owner.live; -1 once it is over

	fire func() error // t.run
	turn func()       // t.call
}

var _ vclock.Reason = (*timer)(nil)

type timersKey struct{}

func timersOf(s *session.Session) *timers {
	return session.Local(s, timersKey{}, func() *timers {
		ts := &timers{s: s}
		s.OnStop(ts.stop)
		return ts
	})
}

// set arms a timer and returns its id. Over the limit it throws an Error (assumed: behaviour page, section 2). Once the session has
// begun to stop, the id is that of a timer that never fires (assumed: behaviour page, section 1.6).
func (ts *timers) set(c goja.FunctionCall, repeat bool) int64 {
	s := ts.s
	delay := milliseconds(c.Argument(1))
	if repeat {
		delay = max(delay, s.Limits().IntervalMin)
	}
	if len(ts.live)-ts.over >= s.Limits().Timers {
		s.VM().Throw("Error", "Exceeded the timer count limit!")
	}
	ts.last++
	if !s.Running() {
		return ts.last
	}
	t := ts.take()
	t.id, t.f, t.delay, t.repeat = ts.last, s.Callback(c.Argument(0)), delay, repeat
	if len(c.Arguments) > 2 {
		t.args = append(t.args, c.Arguments[2:]...)
	}
	t.place = len(ts.live)
	ts.live = append(ts.live, entry{t.id, t})
	t.arm()
	t.trace("set")
	return t.id
}

// longest is the longest delay, some 24 days, which no session lives to see.
const longest = math.MaxInt32

// milliseconds reads a delay: whole milliseconds, 0 for what is negative or no number (assumed: behaviour page, section 3.2).
func milliseconds(v goja.Value) time.Duration {
	ms := v.ToFloat()
	if !(ms > 0) {
		return 0
	}
	return time.Duration(min(ms, longest)) * time.Millisecond
}

func (ts *timers) clear(id int64) {
	t := ts.find(id)
	if t == nil {
		return
	}
	ts.drop(t)
	t.trace("cleared")
	if t.clock.Stop() {
		ts.release(t)
	} // else it is an interval that clears itself, and is released when its turn is over
}

// find returns the timer with an id, nil if there is none any more.
func (ts *timers) find(id int64) *timer {
	i, ok := slices.BinarySearchFunc(ts.live, id, func(e entry, id int64) int { return cmp.Compare(e.id, id) })
	if !ok {
		return nil
	}
	return ts.live[i].timer
}

// drop takes a timer off the list. Its entry stays, until half of the entries are such.
func (ts *timers) drop(t *timer) {
	ts.live[t.place].timer = nil
	t.place = -1
	ts.over++
	if ts.over*2 < len(ts.live) {
		return
	}
	kept := ts.live[:0]
	for _, e := range ts.live {
		if e.timer != nil {
			e.timer.place = len(kept)
			kept = append(kept, e)
		}
	}
	clear(ts.live[len(kept):])
	ts.live, ts.over = kept, 0
}

// stop disarms all timers.
func (ts *timers) stop() {
	for _, e := range ts.live {
		if e.timer != nil {
			e.timer.place = -1
			e.timer.clock.Stop()
		}
	}
	ts.live, ts.over = nil, 0
}

func (ts *timers) take() *timer {
	if n := len(ts.free); n > 0 {
		t := ts.free[n-1]
		ts.free = ts.free[:n-1]
		return t
	}
	t := &timer{owner: ts}
	t.fire, t.turn = t.run, t.call
	return t
}

func (ts *timers) release(t *timer) {
	clear(t.args)
	t.f, t.args = session.Callback{}, t.args[:0]
	ts.free = append(ts.free, t)
}

func (t *timer) arm() {
	t.owner.s.Scope().Arm(&t.clock, t.delay, vclock.Script, t, t.fire)
}

// run is the timer's turn. A timeout is over before its callback begins; an interval is armed again after it, so that timers
// which the callback sets for the same moment fire first.
func (t *timer) run() error {
	ts := t.owner
	if !t.repeat {
		ts.drop(t)
	}
	t.trace("fired")
	err := ts.s.Turn(t.turn)
	if t.repeat && t.place >= 0 {
		t.arm()
	} else {
		ts.release(t)
	}
	return err
}

// call runs the callback. One that is no function fails now, not when the timer is set (assumed: behaviour page, section 3.2);
// the error shows the line that set it.
func (t *timer) call() {
	if t.f.Callable() {
		t.f.Call(t.args...)
		return
	}
	text := t.name() + ": the callback is not a function"
	panic(t.f.Place(&jsvm.Error{
		Kind: jsvm.Throw, Class: "TypeError", Message: "TypeError: " + text, Value: t.owner.s.VM().NewError("TypeError", text),
	}))
}

func (t *timer) trace(phase string) {
	if s := t.owner.s; s.Tracing() {
		s.Trace(trace.Timer{ID: t.id, Phase: phase, MS: t.delay.Milliseconds()})
	}
}

// String names the timer and the line that set it.
func (t *timer) String() string { return t.name() + " at " + t.f.At().String() }

func (t *timer) name() string {
	if t.repeat {
		return "setInterval"
	}
	return "setTimeout"
}
