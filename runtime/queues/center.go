package queues

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// Center runs the queues of one application. It belongs to the goroutine of its loop.
type Center struct {
	sc      *loop.Scope
	queues  []*queue
	agents  []*agent
	waiting []*Ticket // by rank, then as they came
	wake    *loop.Timer
	pending bool // a look at who can be served is queued
}

// queue is a queue at work.
type queue struct {
	Queue
	agents []*agent
	calls  int           // served
	took   time.Duration // all of them together
}

// offer is a call to an agent: it rings, and then goes on.
type offer struct {
	agent  *agent
	queue  *queue
	ticket *Ticket // nil once the request is served, or gone
	leg    *telephony.Leg
	up     bool
	since  vclock.Time // of the answer
}

// New returns a center whose turns belong to the scope; times of agents count from now. A nil plan has no queue.
func New(sc *loop.Scope, p *Plan) *Center {
	c := &Center{sc: sc}
	if p != nil {
		c.add(p)
	}
	return c
}

// add takes on queues and agents. Times of agents count from now.
func (c *Center) add(p *Plan) {
	now := c.sc.Now()
	for _, q := range p.queues {
		c.queues = append(c.queues, &queue{Queue: q})
	}
	for _, one := range p.agents {
		a := &agent{Agent: one, start: now, own: cmp.Or(one.State, Ready), idle: now}
		c.agents = append(c.agents, a)
		for _, q := range c.queues {
			if slices.Contains(a.Queues, q.Name) {
				q.agents = append(q.agents, a)
			}
		}
	}
	if len(p.agents) > 0 && len(c.waiting) > 0 {
		c.look()
	}
}

// State returns the state of an agent, "" if there is none of that name.
func (c *Center) State(agent string) State {
	now := c.now()
	for _, a := range c.agents {
		if a.Name == agent {
			return a.state(now)
		}
	}
	return ""
}

// Set has an agent take on a state by itself now, and reports whether there is one of that name: [Offline], [Online] or [Ready].
func (c *Center) Set(agent string, state State) bool {
	now := c.now()
	for _, a := range c.agents {
		if a.Name == agent {
			a.takes(state, now)
			c.look()
			return true
		}
	}
	return false
}

// Agent returns the agent of a name.
func (c *Center) Agent(name string) (Agent, bool) {
	for _, a := range c.agents {
		if a.Name == name {
			return a.Agent, true
		}
	}
	return Agent{}, false
}

// Names returns the names of the queues and of the agents, in order.
func (c *Center) Names() (queues, agents []string) {
	for _, q := range c.queues {
		queues = append(queues, q.Name)
	}
	for _, a := range c.agents {
		agents = append(agents, a.Name)
	}
	return queues, agents
}

// Waiting returns how many wait in a queue.
func (c *Center) Waiting(queue string) (n int) {
	for _, t := range c.waiting {
		if t.q.Name == queue {
			n++
		}
	}
	return n
}

// Join adds queues and agents to those that are there. An error is a [*Mistake], as that of [NewPlan]; nothing is added then.
func (c *Center) Join(qs []Queue, as []Agent) error {
	var all []Queue
	var agents []Agent
	for _, q := range c.queues {
		all = append(all, q.Queue)
	}
	for _, a := range c.agents {
		agents = append(agents, a.Agent)
	}
	p, err := NewPlan(append(all, qs...), append(agents, as...))
	if err != nil {
		return err
	}
	c.add(&Plan{p.queues[len(all):], p.agents[len(agents):]})
	return nil
}

// now returns the time, to which all agents are brought.
func (c *Center) now() vclock.Time {
	now := c.sc.Now()
	for _, a := range c.agents {
		a.catchUp(now)
	}
	return now
}

// Enqueue takes a request. What becomes of it is told later.
func (c *Center) Enqueue(r Request) *Ticket {
	t := &Ticket{c: c, req: r, rank: r.Rank}
	c.sc.Queue(func() error {
		if !t.over {
			c.admit(t)
		}
		return nil
	})
	return t
}

// find returns the queue of a request, or nil.
func (c *Center) find(r *Request) *queue {
	i := slices.IndexFunc(c.queues, func(q *queue) bool {
		return r.Queue != "" && q.Name == r.Queue || r.Queue == "" && q.ID == r.QueueID
	})
	if i < 0 {
		return nil
	}
	return c.queues[i]
}

// admit lets a request into its queue, or tells why not.
func (c *Center) admit(t *Ticket) {
	now := c.now()
	t.q = c.find(&t.req)
	if why := c.refuses(t, now); why != "" {
		t.over = true
		t.req.Tell(Refused{why})
		return
	}
	if t.q.Tasks == LongestWaiting {
		t.rank = 0
	}
	t.waits = true
	i, _ := slices.BinarySearchFunc(c.waiting, t.rank, func(other *Ticket, rank int) int {
		if other.rank <= rank {
			return -1
		}
		return 1
	})
	c.waiting = slices.Insert(c.waiting, i, t)
	t.req.Tell(Accepted{})
	t.within(t.req.Timeout, TimedOut)
	if t.req.Rules == Smart {
		t.within(t.q.MaxWait, WaitedLong)
	}
	c.wants(t, now)
	c.look()
}

// refuses returns why a request is not taken, or "".
func (c *Center) refuses(t *Ticket, now vclock.Time) Reason {
	switch {
	case t.q == nil:
		return UnknownQueue
	case t.req.Rules == ACD && !slices.ContainsFunc(t.q.agents, (*agent).loggedIn):
		return NobodyThere
	case t.q.MaxSize > 0 && c.ahead(t.q, nil) >= t.q.MaxSize:
		return QueueFull
	case t.req.Rules == ACD && t.q.MaxWait > 0:
		if wait, known := c.estimate(t, c.ahead(t.q, nil)+1, now); known && wait > t.q.MaxWait {
			return QueueFull
		}
	}
	return ""
}

// wants begins to wait for the operator that a request asks for.
func (c *Center) wants(t *Ticket, now vclock.Time) {
	o := t.req.Operator
	if o.ID == 0 {
		return
	}
	there := slices.ContainsFunc(t.q.agents, func(a *agent) bool { return a.ID == o.ID && a.loggedIn() })
	switch {
	case o.Strict && !there:
		t.giveUp(NoOperator)
	case o.Strict:
		t.within(o.Timeout, NoOperator)
	case there && o.Timeout > 0:
		t.prefers = now.Add(o.Timeout)
	}
}

func (c *Center) remove(t *Ticket) {
	t.waits = false
	if i := slices.Index(c.waiting, t); i >= 0 {
		c.waiting = slices.Delete(c.waiting, i, i+1)
		c.look()
	}
}

// look has a turn of its own see who can be served.
func (c *Center) look() {
	if c.pending {
		return
	}
	c.pending = true
	c.sc.Queue(func() error {
		c.pending = false
		c.serve()
		return nil
	})
}

// serve gives free agents to those who wait, and arms the timer of the next moment at which there may be more.
func (c *Center) serve() {
	now := c.now()
	for _, t := range slices.Clone(c.waiting) {
		if t.offer != nil {
			continue
		}
		if a := c.choose(t, now); a != nil {
			c.call(t, a)
		}
	}
	c.wake.Stop()
	var next vclock.Time
	for _, t := range c.waiting {
		if at := t.wakes(now); at > now && (next == 0 || at < next) {
			next = at
		}
	}
	if next > 0 {
		why := vclock.Text(fmt.Sprintf("agents of queues in which %d wait", len(c.waiting)))
		c.wake = c.sc.After(next.Sub(now), vclock.Signalling, why, func() error {
			c.serve()
			return nil
		})
	}
}

// wakes returns the next moment at which time alone may find the request an agent; 0 if there is none.
func (t *Ticket) wakes(now vclock.Time) vclock.Time {
	if t.offer != nil {
		return 0
	}
	next := vclock.Time(0)
	if t.prefers > now {
		next = t.prefers
	}
	for _, a := range t.q.agents {
		if at, ok := a.wakes(now); ok && (next == 0 || at < next) {
			next = at
		}
	}
	return next
}

// choose returns the agent for a request, or nil.
func (c *Center) choose(t *Ticket, now vclock.Time) *agent {
	var best *agent
	var most int
	for _, a := range t.q.agents {
		sum, ok := a.suits(t.req.Needs)
		if !ok || !a.free(now) {
			continue
		}
		if a.ID == t.req.Operator.ID {
			return a
		}
		if t.req.Operator.Strict || now < t.prefers {
			continue
		}
		if best == nil || t.q.better(a, sum, best, most) {
			best, most = a, sum
		}
	}
	return best
}

// better reports whether an agent comes before another. Sums are those of the levels of the skills that are asked for.
func (q *queue) better(a *agent, sum int, than *agent, most int) bool {
	switch {
	case q.Agents == MostQualified && sum != most:
		return sum > most
	case q.Agents == LeastQualified && sum != most:
		return sum < most
	}
	return a.idle < than.idle
}

// call offers a request to an agent.
func (c *Center) call(t *Ticket, a *agent) {
	o := &offer{agent: a, queue: t.q, ticket: t}
	t.offer, a.offer = o, o
	o.leg = t.req.Call(a.Agent)
	o.leg.Watch(func(e telephony.Event) { c.legEvent(o, e) })
	t.req.Tell(Offered{a.Agent, o.leg})
}

// legEvent follows the call to an agent.
func (c *Center) legEvent(o *offer, e telephony.Event) {
	switch e := e.(type) {
	case telephony.Answered:
		o.up, o.since = true, c.sc.Now()
		if t := o.ticket; t != nil {
			t.leave()
			t.req.Tell(Reached{o.agent.Agent, o.leg})
		}
	case telephony.Failed:
		c.over(o, e.Code)
	case telephony.Ended:
		c.over(o, e.Code)
	}
}

// over is called when the call to an agent is over.
func (c *Center) over(o *offer, code int) {
	now := c.now()
	a, t := o.agent, o.ticket
	a.offer = nil
	switch {
	case o.up:
		o.queue.calls++
		o.queue.took += now.Sub(o.since)
		a.served(now)
	case t != nil:
		a.missed(now, t.req.Rules)
		t.offer, o.ticket = nil, nil
		t.req.Tell(Missed{a.Agent, code})
	}
	c.look()
}
