// Package vclock is the one clock of a running application.
//
// A [Clock] is either virtual, and stands still until someone moves it to the next timer, or real, and follows the wall
// clock. Everything that depends on time reads it: JavaScript timers and Date, ringing, prompts, limits, the expiry
// of stored values. Timers due at the same millisecond fire by priority and then in the order they were set, so that
// equal input gives an equal run.
//
// Nothing here starts a goroutine; a Clock belongs to the goroutine of its loop.
package vclock

import "time"

// Time is a moment in milliseconds since the Unix epoch.
type Time int64

// FromTime returns the moment of t, cut to milliseconds.
func FromTime(t time.Time) Time { return Time(t.UnixMilli()) }

// Std returns the moment as a time.Time in UTC.
func (t Time) Std() time.Time { return time.UnixMilli(int64(t)).UTC() }

// Add returns the moment d later. Parts of a millisecond are rounded up, so that a positive wait is never zero.
func (t Time) Add(d time.Duration) Time { return t + Time(Millis(d)) }

// Sub returns the duration from u to t.
func (t Time) Sub(u Time) time.Duration { return time.Duration(t-u) * time.Millisecond }

// Millis returns d in whole milliseconds, rounded up.
func Millis(d time.Duration) int64 {
	return int64((d + time.Millisecond - 1) / time.Millisecond)
}

// Priority orders timers that are due at the same millisecond; lower fires first.
type Priority uint8

// The classes of timers. The network comes first, so that a script's timer sees the state of that instant; limits come
// late, so that whatever happens in time counts as in time. What is in the background comes back again and again, such as
// statistics: it is nothing that anybody waits for, see [Clock.Waiting].
const (
	Signalling Priority = iota // a leg changes its state
	Media                      // an utterance begins or ends
	Script                     // setTimeout, setInterval
	Far                        // a step of a far end
	Limit                      // idle rule, ring time, other limits
	Background                 // what must not keep a run going
)

// Clock holds the time and the armed timers.
type Clock struct {
	now    Time
	wall   func() time.Time // nil when virtual
	timers timerHeap
	behind int // how many of them are in the background
	seq    uint64

	shuffle bool // see Shuffle
	seed    uint64
}

// NewVirtual returns a clock that starts at the given moment and moves only by [Clock.Pop] and [Clock.Advance].
func NewVirtual(start Time) *Clock { return &Clock{now: start} }

// NewReal returns a clock that follows the wall clock.
func NewReal() *Clock { return &Clock{now: FromTime(time.Now()), wall: time.Now} }

// Virtual reports whether the clock jumps.
func (c *Clock) Virtual() bool { return c.wall == nil }

// Now returns the current moment. It never runs backwards.
func (c *Clock) Now() Time {
	if c.wall != nil {
		if t := FromTime(c.wall()); t > c.now {
			c.now = t
		}
	}
	return c.now
}

// Timer is one timer. Its zero value is not armed; it must not be copied.
type Timer struct {
	// Why says what waits for this timer, for the stuck report. It may be nil.
	Why Reason
	// Owner tells the timers of different owners apart, see [Clock.Shuffle]. It is set before the timer is armed.
	Owner uint64

	clock *Clock
	do    Firer
	place int // in the heap, counted from 1; 0 when not armed
	order
}

// Firer is what a timer does when it is due.
type Firer interface{ Fire() }

// Func is a function as a Firer.
type Func func()

// Fire calls the function.
func (f Func) Fire() { f() }

// Reason is anything that can describe itself in a report. The text is made only when it is asked for.
type Reason interface{ String() string }

// Text is a Reason known beforehand.
type Text string

// String returns the text itself.
func (t Text) String() string { return string(t) }

// After arms a timer that calls fire once d has passed. A negative d counts as zero.
func (c *Clock) After(d time.Duration, p Priority, why Reason, fire func()) *Timer {
	t := &Timer{}
	c.Arm(t, d, p, why, Func(fire))
	return t
}

// Arm arms a timer that the caller has the memory of, as After does. One that is armed already is disarmed first.
func (c *Clock) Arm(t *Timer, d time.Duration, p Priority, why Reason, do Firer) {
	t.Stop()
	c.seq++
	t.Why, t.clock, t.do, t.when, t.seq, t.prio = why, c, do, c.Now().Add(max(0, d)), c.seq, p
	t.tie = c.tie(t)
	c.timers.push(t)
	c.count(t, +1)
}

// count keeps the number of timers in the background right when t comes or goes.
func (c *Clock) count(t *Timer, change int) {
	if t.prio == Background {
		c.behind += change
	}
}

// Stop disarms the timer and reports whether it was still armed. A nil timer is never armed.
func (t *Timer) Stop() bool {
	if t == nil || t.place == 0 {
		return false
	}
	t.clock.timers.remove(t.place - 1)
	t.clock.count(t, -1)
	return true
}

// Armed reports whether the timer is still to fire.
func (t *Timer) Armed() bool { return t != nil && t.place > 0 }

// When returns the moment the timer is due.
func (t *Timer) When() Time { return t.when }

// Next returns the moment of the next timer, if there is one.
func (c *Clock) Next() (Time, bool) {
	if len(c.timers) == 0 {
		return 0, false
	}
	return c.timers[0].when, true
}

// Pop takes the next timer off the clock and returns what it does, moving a virtual clock to its moment first; skipped
// is how far it jumped. A real clock gives a timer only once it is due. It returns nil when there is none.
func (c *Clock) Pop() (due Firer, skipped time.Duration) {
	if len(c.timers) == 0 {
		return nil, 0
	}
	next := c.timers[0].timer
	if c.wall != nil && next.when > c.Now() {
		return nil, 0
	}
	if next.when > c.now {
		skipped = next.when.Sub(c.now)
		c.now = next.when
	}
	c.timers.remove(0)
	c.count(next, -1)
	return next.do, skipped
}

// Advance moves a virtual clock on to t, but not past its next timer and never back.
func (c *Clock) Advance(t Time) {
	if next, armed := c.Next(); armed {
		t = min(t, next)
	}
	if c.wall == nil {
		c.now = max(c.now, t)
	}
}

// Waiting reports whether a timer is armed that is not in the background only.
func (c *Clock) Waiting() bool { return len(c.timers) > c.behind }

// Len returns the number of armed timers.
func (c *Clock) Len() int { return len(c.timers) }

// Armed returns the armed timers in the order they are due.
func (c *Clock) Armed() []*Timer { return c.timers.sorted() }
