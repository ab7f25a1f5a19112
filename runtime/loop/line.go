package loop

import (
	"slices"
	"time"

	"voxemu/runtime/vclock"
)

// Line is a connection to the outside world that stays open, such as a WebSocket. The world at its other end has no virtual time: while
// a line is open, the loop does not end by itself, and a virtual clock keeps pace with the wall clock.
type Line struct {
	scope *Scope
	why   vclock.Reason
	since time.Time // in wall time
}

// OpenLine opens a line. It is called on the loop; the reason is shown when the loop is stuck.
func (s *Scope) OpenLine(why vclock.Reason) *Line {
	l := &Line{scope: s, why: why, since: vclock.Wall()}
	if !s.closed {
		s.loop.lines.add(l, s.loop.clock)
	}
	return l
}

// Post adds a turn for something that came over the line. It is called from any goroutine. After Close it does nothing.
func (l *Line) Post(f func() error) {
	l.scope.Post(func() error {
		if !slices.Contains(l.scope.loop.lines.list, l) {
			return nil
		}
		return f()
	})
}

// Close ends the line. It is called on the loop. A second call does nothing.
func (l *Line) Close() { l.scope.loop.lines.remove(func(o *Line) bool { return o == l }) }

// lines are the open lines, oldest first, and the moment since when the clock keeps pace.
type lines struct {
	list  []*Line
	wall  time.Time
	clock vclock.Time
}

func (o *lines) open() bool { return len(o.list) > 0 }

func (o *lines) add(l *Line, c *vclock.Clock) {
	if !o.open() {
		o.wall, o.clock = l.since, c.Now()
	}
	o.list = append(o.list, l)
}

// reached moves a virtual clock to where the wall clock is, and reports whether it has come to its next timer.
func (o *lines) reached(c *vclock.Clock) bool {
	c.Advance(o.clock + vclock.Time(vclock.Wall().Sub(o.wall)/time.Millisecond))
	next, armed := c.Next()
	return armed && next <= c.Now()
}

func (o *lines) remove(which func(*Line) bool) { o.list = slices.DeleteFunc(o.list, which) }

// drop forgets the lines of a scope.
func (o *lines) drop(s *Scope) { o.remove(func(l *Line) bool { return l.scope == s }) }
