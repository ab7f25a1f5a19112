// Package queues is the contact centre of an application: queues, the agents who serve them, and who gets which agent when
// (behaviour page, sections 8.1 and 8.2). It knows no JavaScript.
//
// A [Plan] says which queues and agents there are; a [Center] runs it on a loop's clock, shared by all sessions of the
// application. A session enqueues a [Request] and is told what becomes of it by [Event]s, always later and in turns of the
// center's scope. When an agent is free, the center has the session call that agent through the network, and watches the
// leg: it knows from it when the agent answers, misses the call, and is through with it.
//
// Agents change their state at set times of the run. A center at which nobody waits arms no timer: a run does not go on
// for the sake of agents who come and go.
package queues

import (
	"fmt"
	"slices"
	"time"
)

// Queue is one queue. The zero value but for the name is one without limits.
type Queue struct {
	Name string
	// ID identifies the queue as a number does in the cloud; 0 gives it the next one, from 1 on.
	ID int64
	// MaxSize is how many may wait; 0 for no limit.
	MaxSize int
	// MaxWait is how long a SmartQueue task may wait, and the longest estimate with which an ACD request is taken; 0 for no
	// limit.
	MaxWait time.Duration
	// AverageService is how long a call is taken to last as long as none has been measured; 0 if nobody knows.
	AverageService time.Duration
	// Agents says who of the free agents gets the next call.
	Agents AgentSelection
	// Tasks says who of those who wait is next.
	Tasks TaskSelection
}

// AgentSelection is how an agent is chosen.
type AgentSelection string

// The ways to choose an agent. The zero value is LongestIdle.
const (
	LongestIdle    AgentSelection = "longest-idle"
	MostQualified  AgentSelection = "most-qualified"  // highest levels of the skills that are asked for, then longest idle
	LeastQualified AgentSelection = "least-qualified" // lowest levels of those that suffice, then longest idle
)

// TaskSelection is who is next.
type TaskSelection string

// The ways to choose who is next. The zero value is ByPriority.
const (
	ByPriority     TaskSelection = "priority"        // the most urgent, then who came first
	LongestWaiting TaskSelection = "longest-waiting" // who came first, whatever the priority
)

// Agent is one agent.
type Agent struct {
	// Name is the user that is called.
	Name string
	// ID identifies the agent as a number does in the cloud; 0 gives the next one, from 1 on.
	ID int64
	// Queues are the names of the queues that the agent serves.
	Queues []string
	// Skills are by name, each with a level from 1 to 5.
	Skills []Skill
	// State is what the agent is when the run begins; the zero value is Ready.
	State State
	// Changes are what it becomes later, in order of time.
	Changes []Change
	// WrapUp is the time that a call takes after it has ended, before the next can come.
	WrapUp time.Duration
}

// Skill is something that an agent can do.
type Skill struct {
	Name  string
	Level int // 1 to 5
}

// State is the state of an agent, with the words of the platform (behaviour page, section 8.1).
type State string

// The states. Agents choose the first three themselves; the others come of the calls. Only Ready agents are called.
const (
	Offline      State = "OFFLINE"
	Online       State = "ONLINE" // logged in, takes no calls
	Ready        State = "READY"
	Ringing      State = "RINGING" // a call is being offered (name assumed)
	InService    State = "IN_SERVICE"
	AfterService State = "AFTER_SERVICE"
	Banned       State = "BANNED" // missed an ACD call, until the next change of its own
)

// Change is a state that an agent takes on by itself.
type Change struct {
	At    time.Duration // since the run began
	State State
}

// Plan is a set of queues and agents that fit together. It is not changed, and may be shared.
type Plan struct {
	queues []Queue
	agents []Agent
}

// Mistake tells what is wrong with a plan.
type Mistake struct {
	// Queue or Agent is whose mistake it is.
	Queue, Agent string
	Text         string
}

// Error tells all of it in one line.
func (m *Mistake) Error() string {
	if m.Agent != "" {
		return fmt.Sprintf("agent %q: %s", m.Agent, m.Text)
	}
	return fmt.Sprintf("queue %q: %s", m.Queue, m.Text)
}

// NewPlan checks queues and agents. The error is a [*Mistake]: a name or id that is there twice, an agent of a queue that does
// not exist, a level out of its range, changes that are not in order.
func NewPlan(queues []Queue, agents []Agent) (*Plan, error) {
	p := &Plan{queues: slices.Clone(queues), agents: slices.Clone(agents)}
	ids := map[int64]bool{}
	names := map[string]bool{}
	for i := range p.queues {
		q := &p.queues[i]
		if names[q.Name] || q.ID != 0 && ids[q.ID] {
			return nil, &Mistake{Queue: q.Name, Text: "its name or id is there twice"}
		}
		names[q.Name], ids[q.ID] = true, true
	}
	for i := range p.queues {
		p.queues[i].ID = number(ids, p.queues[i].ID)
	}
	ids, seen := map[int64]bool{}, map[string]bool{}
	for i := range p.agents {
		a := &p.agents[i]
		if seen[a.Name] || a.ID != 0 && ids[a.ID] {
			return nil, &Mistake{Agent: a.Name, Text: "its name or id is there twice"}
		}
		seen[a.Name], ids[a.ID] = true, true
		if text := a.wrong(names); text != "" {
			return nil, &Mistake{Agent: a.Name, Text: text}
		}
	}
	for i := range p.agents {
		p.agents[i].ID = number(ids, p.agents[i].ID)
	}
	return p, nil
}

// number returns an id, or the first that is free.
func number(taken map[int64]bool, id int64) int64 {
	for next := int64(1); id == 0; next++ {
		if !taken[next] {
			id = next
		}
	}
	taken[id] = true
	return id
}

// wrong returns what is wrong with an agent, or "".
func (a *Agent) wrong(queues map[string]bool) string {
	for _, name := range a.Queues {
		if !queues[name] {
			return fmt.Sprintf("there is no queue %q", name)
		}
	}
	for _, s := range a.Skills {
		if s.Level < 1 || s.Level > 5 {
			return fmt.Sprintf("the level of skill %q is 1 to 5, not %d", s.Name, s.Level)
		}
	}
	for i, c := range a.Changes {
		if i > 0 && c.At <= a.Changes[i-1].At {
			return "the times at which its state changes are not in order"
		}
	}
	return ""
}
