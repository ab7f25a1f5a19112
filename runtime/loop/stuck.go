package loop

import (
	"fmt"
	"strings"
	"time"

	"voxemu/runtime/vclock"
)

// Limit names the limit that a stuck loop has reached.
type Limit string

// The limits of [Options].
const (
	WallTime Limit = "wall time"
	Virtual  Limit = "virtual time"
)

// Stuck is the error of a loop that reached a limit: what it waits for and which timers are armed.
type Stuck struct {
	Limit Limit
	// After is the limit's value.
	After time.Duration
	// Open is the work outside the loop that has not completed, oldest first.
	Open []Pending
	// Timers are the armed timers, next first.
	Timers []Pending
	// Notes are lines that others add, such as the legs that are still up.
	Notes []string
}

// Pending is one thing that a stuck loop waits for.
type Pending struct {
	Scope, Why string
	// For is the wall time that open work has been waited for, or the time until a timer is due.
	For time.Duration
}

func (l *Loop) stuck(limit Limit) error {
	s := &Stuck{Limit: limit, After: l.opts.WallLimit}
	if limit == Virtual {
		s.After = l.opts.VirtualLimit
	}
	for _, w := range l.open.list {
		p := Pending{Scope: w.scope.Name, Why: w.why.String()}
		if !w.since.IsZero() {
			p.For = vclock.Wall().Sub(w.since)
		}
		s.Open = append(s.Open, p)
	}
	for _, o := range l.lines.list {
		s.Open = append(s.Open, Pending{Scope: o.scope.Name, Why: o.why.String(), For: vclock.Wall().Sub(o.since)})
	}
	for _, t := range l.clock.Armed() {
		if t.Why != nil {
			s.Timers = append(s.Timers, Pending{Why: t.Why.String(), For: t.When().Sub(l.clock.Now())})
		}
	}
	return s
}

// Pending returns what the loop waits for: open work, oldest first, then armed timers that have a reason, next first.
func (l *Loop) Pending() []Pending {
	var list []Pending
	for _, w := range l.open.list {
		list = append(list, Pending{Scope: w.scope.Name, Why: w.why.String()})
	}
	for _, o := range l.lines.list {
		list = append(list, Pending{Scope: o.scope.Name, Why: o.why.String()})
	}
	for _, t := range l.clock.Armed() {
		if t.Why != nil {
			list = append(list, Pending{Why: t.Why.String(), For: t.When().Sub(l.clock.Now())})
		}
	}
	return list
}

// Error tells the whole report in several lines.
func (s *Stuck) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "still not over after %v of %s", s.After, s.Limit)
	for _, p := range s.Open {
		fmt.Fprintf(&b, "\n  waiting for %s (%v so far)", p.Why, p.For.Round(time.Millisecond))
	}
	const most = 10
	for i, p := range s.Timers {
		if i == most {
			fmt.Fprintf(&b, "\n  and %d more timers", len(s.Timers)-most)
			break
		}
		fmt.Fprintf(&b, "\n  armed: %s, due in %v", p.Why, p.For)
	}
	for _, n := range s.Notes {
		fmt.Fprintf(&b, "\n  %s", n)
	}
	return b.String()
}
