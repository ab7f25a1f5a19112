// Package vclock is the one clock of a running application.
//
// A [Clock] is either virtual, and stands still until someone moves it to the next timer, or real, and follows the wall
// clock. Everything that depends on time reads it: JavaScript timers and Date, ringing, prompts, limits, the expiry
// of stored values. Timers due at the same millisecond fire by priority and then in the order they were set, so that
// equal input gives an equal run.
//
// Nothing here starts a goroutine; a Clock belongs to the goroutine of its loop.
package vclock

import (
	"container/heap"
	"time"
)

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
// last, so that whatever happens in time counts as in time.
const (
	Signalling Priority = iota // a leg changes its state
	Media                      // an utterance begins or ends
	Script                     // setTimeout, setInterval
	Far                        // a step of a far end
	Limit                      // idle rule, ring time, other limits
)

// Clock holds the time and the armed timers.
type Clock struct {
	now    Time
	wall   func() time.Time // nil when virtual
	timers timerHeap
	seq    uint64
}

// NewVirtual returns a clock that starts at the given moment and moves only by [Clock.Pop].
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

// Timer is one armed timer.
type Timer struct {
	// Why says what waits for this timer, for the stuck report. It may be nil.
	Why Reason

	clock *Clock
	fire  func()
	when  Time
	seq   uint64
	index int
	prio  Priority
}

// Reason is anything that can describe itself in a report. The text is made only when it is asked for.
type Reason interface{ String() string }

// Text is a Reason known beforehand.
type Text string

// String returns the text itself.
func (t Text) String() string { return string(t) }

// After arms a timer that calls fire once d has passed. A negative d counts as zero.
func (c *Clock) After(d time.Duration, p Priority, why Reason, fire func()) *Timer {
	if d < 0 {
		d = 0
	}
	return c.At(c.Now().Add(d), p, why, fire)
}

// At arms a timer for the given moment, or for now if that has passed.
func (c *Clock) At(when Time, p Priority, why Reason, fire func()) *Timer {
	c.seq++
	t := &Timer{Why: why, clock: c, fire: fire, when: max(when, c.now), seq: c.seq, prio: p}
	heap.Push(&c.timers, t)
	return t
}

// Stop disarms the timer and reports whether it was still armed. A nil timer is never armed.
func (t *Timer) Stop() bool {
	if t == nil || t.index < 0 {
		return false
	}
	heap.Remove(&t.clock.timers, t.index)
	return true
}

// Armed reports whether the timer is still to fire.
func (t *Timer) Armed() bool { return t != nil && t.index >= 0 }

// When returns the moment the timer is due.
func (t *Timer) When() Time { return t.when }

// Next returns the moment of the next timer, if there is one.
func (c *Clock) Next() (Time, bool) {
	if len(c.timers) == 0 {
		return 0, false
	}
	return c.timers[0].when, true
}

// Pop takes the next timer off the clock and returns its function, moving a virtual clock to its moment first; skipped
// is how far it jumped. A real clock gives a timer only once it is due. It returns nil when there is none.
func (c *Clock) Pop() (fire func(), skipped time.Duration) {
	if len(c.timers) == 0 {
		return nil, 0
	}
	next := c.timers[0]
	if c.wall != nil && next.when > c.Now() {
		return nil, 0
	}
	if next.when > c.now {
		skipped = next.when.Sub(c.now)
		c.now = next.when
	}
	heap.Pop(&c.timers)
	return next.fire, skipped
}

// Len returns the number of armed timers.
func (c *Clock) Len() int { return len(c.timers) }

// Armed returns the armed timers in the order they are due.
func (c *Clock) Armed() []*Timer {
	sorted := append(timerHeap(nil), c.timers...)
	sorted.sort()
	return sorted
}
