package queues

import (
	"slices"
	"time"

	"voxemu/runtime/vclock"
)

// missedPause is how long an agent who missed a SmartQueue task is offered nothing (assumed). Without it, one who refuses at
// once would be called again in the same instant.
const missedPause = 5 * time.Second

// agent is an agent at work.
type agent struct {
	Agent
	start  vclock.Time // of the run
	own    State       // as the agent wants it
	next   int         // change to come
	banned bool
	offer  *offer      // the call that rings or goes on
	busy   vclock.Time // until then: after a call, or after one that was missed
	wraps  bool        // busy is the time after a call
	idle   vclock.Time // since when the agent has been free
}

// catchUp takes on the states that have become due.
func (a *agent) catchUp(now vclock.Time) {
	for a.next < len(a.Changes) {
		c := a.Changes[a.next]
		at := a.start.Add(c.At)
		if at > now {
			return
		}
		a.takes(c.State, at)
		a.next++
	}
}

// takes has the agent take on a state by itself.
func (a *agent) takes(s State, at vclock.Time) {
	a.own, a.banned = s, false
	if s == Ready {
		a.idle = max(a.idle, at)
	}
}

// state returns the state of the agent.
func (a *agent) state(now vclock.Time) State {
	switch {
	case a.offer != nil && a.offer.up:
		return InService
	case a.offer != nil:
		return Ringing
	case a.wraps && now < a.busy:
		return AfterService
	case a.banned:
		return Banned
	}
	return a.own
}

// free reports whether the agent can be called.
func (a *agent) free(now vclock.Time) bool { return a.state(now) == Ready && now >= a.busy }

// loggedIn reports whether the agent is there at all.
func (a *agent) loggedIn() bool { return a.own != Offline || a.offer != nil }

// wakes returns the next moment at which the agent may become free by itself; ok is false if there is none.
func (a *agent) wakes(now vclock.Time) (at vclock.Time, ok bool) {
	if a.next < len(a.Changes) {
		at, ok = a.start.Add(a.Changes[a.next].At), true
	}
	if a.busy > now && (!ok || a.busy < at) {
		at, ok = a.busy, true
	}
	return at, ok
}

// missed is called when the agent did not take a call.
func (a *agent) missed(now vclock.Time, rules Rules) {
	a.idle = now
	if rules == ACD {
		a.banned = true
		return
	}
	a.busy, a.wraps = now.Add(missedPause), false
}

// served is called when a call of the agent is over.
func (a *agent) served(now vclock.Time) {
	a.busy, a.wraps = now.Add(a.WrapUp), true
	a.idle = a.busy
}

// level returns the level of a skill, 0 if the agent lacks it.
func (a *agent) level(skill string) int {
	for _, s := range a.Skills {
		if s.Name == skill {
			return s.Level
		}
	}
	return 0
}

// suits reports whether the agent has all skills that are asked for, and the sum of their levels.
func (a *agent) suits(needs []Need) (sum int, ok bool) {
	for _, n := range needs {
		level := a.level(n.Skill)
		if level == 0 || level < n.AtLeast || len(n.Levels) > 0 && !slices.Contains(n.Levels, level) {
			return 0, false
		}
		sum += level
	}
	return sum, true
}
