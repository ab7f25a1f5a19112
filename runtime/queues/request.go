package queues

import (
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// Rules are those of the older ACD, or of SmartQueue.
type Rules int

// The rules. An ACD request is refused when nobody is logged in, or when its estimate is longer than the queue allows; an
// agent who misses one is banned. A SmartQueue task waits for agents to come, for as long as its queue allows; an agent who misses
// one gets a pause of 5 s (assumed).
const (
	ACD Rules = iota
	Smart
)

// Request is what a session wants of a queue.
type Request struct {
	Rules Rules
	// Queue is the name of the queue; QueueID its number, which counts when the name is empty.
	Queue   string
	QueueID int64
	// Rank is the place among those who wait: lower first. Those of equal rank are served in the order they came.
	Rank int
	// Needs are the skills that the agent must have.
	Needs []Need
	// Operator asks for one agent.
	Operator Operator
	// Timeout is how long the request may wait; 0 for ever.
	Timeout time.Duration
	// Call dials an agent and returns the leg. It is called in a turn of the center's scope.
	Call func(agent Agent) *telephony.Leg
	// Tell is told what becomes of the request, in turns of the center's scope.
	Tell func(Event)
}

// Need is a skill that is asked for: with one of some levels, if there are any, and with at least a level.
type Need struct {
	Skill   string
	Levels  []int
	AtLeast int
}

// Operator asks for an agent by id; the zero value for none.
type Operator struct {
	ID int64
	// Strict lets nobody else serve the request; else others may once Timeout is over.
	Strict bool
	// Timeout is how long the request waits for the agent: then a strict one is given up (0 for never), and another may be
	// served by anybody (0 for at once, assumed).
	Timeout time.Duration
}

// Event is what becomes of a request.
type Event interface{ event() }

// Accepted: the request waits.
type Accepted struct{}

// Refused: it was never taken into the queue. It is the only event then.
type Refused struct{ Why Reason }

// Offered: an agent is called.
type Offered struct {
	Agent Agent
	Leg   *telephony.Leg
}

// Missed: that agent did not take the call, Code says why. The request goes on waiting.
type Missed struct {
	Agent Agent
	Code  int // SIP status
}

// Reached: the agent answered. Nothing follows.
type Reached struct {
	Agent Agent
	Leg   *telephony.Leg
}

// GaveUp: the request waited for too long. Nothing follows.
type GaveUp struct{ Why Reason }

// Reason is why a request came to nothing.
type Reason string

// The reasons.
const (
	UnknownQueue Reason = "the application has no such queue"
	NobodyThere  Reason = "no agent of the queue is logged in"
	QueueFull    Reason = "the queue is full"
	TimedOut     Reason = "its time is over"
	WaitedLong   Reason = "it has waited for as long as the queue allows"
	NoOperator   Reason = "the operator that it asks for is not available"
)

func (Accepted) event() {}
func (Refused) event()  {}
func (Offered) event()  {}
func (Missed) event()   {}
func (Reached) event()  {}
func (GaveUp) event()   {}

// Ticket is a request at a center.
type Ticket struct {
	c       *Center
	q       *queue
	req     Request
	rank    int
	waits   bool
	over    bool
	offer   *offer
	prefers vclock.Time // until then only the operator will do
	timers  []*loop.Timer
}

// Waits reports whether the request is in the queue: accepted, and neither served nor gone.
func (t *Ticket) Waits() bool { return t.waits }

// Cancel takes the request out of the queue; no event follows. An agent whose phone rings for it is left alone: the call is
// dropped, and does not count as missed. It returns whether the request was still of use.
func (t *Ticket) Cancel() bool {
	if t.over {
		return false
	}
	o := t.offer
	t.leave()
	if o != nil {
		_ = o.leg.Hangup(nil) // it may have failed in this instant
	}
	return true
}

// Drop is [Ticket.Cancel] for a session that ends: whoever is called for it is hung up with the session's other calls.
func (t *Ticket) Drop() {
	if !t.over {
		t.leave()
	}
}

// leave ends the waiting.
func (t *Ticket) leave() {
	t.over = true
	t.c.remove(t)
	for _, timer := range t.timers {
		timer.Stop()
	}
	t.timers = nil
	if t.offer != nil {
		t.offer.ticket, t.offer = nil, nil
	}
}

// giveUp ends the waiting because it took too long.
func (t *Ticket) giveUp(why Reason) {
	if t.Cancel() {
		t.req.Tell(GaveUp{why})
	}
}

// within gives up after a time, if that is not 0.
func (t *Ticket) within(d time.Duration, why Reason) {
	if d <= 0 {
		return
	}
	t.timers = append(t.timers, t.c.sc.After(d, vclock.Limit, vclock.Text("a request in queue "+t.q.Name+" waits for an agent"), func() error {
		t.giveUp(why)
		return nil
	}))
}
