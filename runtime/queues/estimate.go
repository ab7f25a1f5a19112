package queues

import (
	"time"

	"voxemu/runtime/vclock"
)

// Status is what is known of a request that waits.
type Status struct {
	// Position is the place in the queue, from 1 on (assumed).
	Position int
	// Wait is how long it is taken to wait; Known is false if nobody can tell.
	Wait  time.Duration
	Known bool
}

// Status returns where a request that waits stands.
func (t *Ticket) Status() Status {
	if !t.waits {
		return Status{}
	}
	now := t.c.now()
	s := Status{Position: t.c.ahead(t.q, t) + 1}
	s.Wait, s.Known = t.c.estimate(t, s.Position, now)
	return s
}

// ahead counts those of a queue who are served before a request; all of them for nil.
func (c *Center) ahead(q *queue, t *Ticket) int {
	n := 0
	for _, other := range c.waiting {
		if other == t {
			break
		}
		if other.q == q {
			n++
		}
	}
	return n
}

// estimate tells how long a request at a position will wait. It is nothing for one that is being offered to an agent, or for whom
// one is free; else as many calls as its position says, shared by the agents who are logged in, each as long as those before
// were, or as the queue says if there were none (assumed).
func (c *Center) estimate(t *Ticket, position int, now vclock.Time) (wait time.Duration, known bool) {
	if t.offer != nil {
		return 0, true
	}
	there, free := 0, 0
	for _, a := range t.q.agents {
		if _, ok := a.suits(t.req.Needs); !ok || !a.loggedIn() {
			continue
		}
		there++
		if a.free(now) {
			free++
		}
	}
	average := t.q.AverageService
	if t.q.calls > 0 {
		average = t.q.took / time.Duration(t.q.calls)
	}
	switch {
	case position <= free:
		return 0, true
	case there == 0 || average == 0:
		return 0, false
	}
	return average * time.Duration(position) / time.Duration(there), true
}
