package engine

import (
	"errors"
	"fmt"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// maxHops is how many sessions may follow each other, each called as a conference by the one before. The cloud has no such limit that
// is known; here a rule that matches the conference it calls itself would otherwise never come to an end.
const maxHops = 10

// room is one conference: calls to the same id that the same rule takes meet in one session (behaviour page, section 4.3).
type room struct{ rule, id string }

// conferences is what an application knows of calls that join sessions.
type conferences struct {
	rooms map[room]*session.Session
	hops  map[*session.Session]int            // from a session that no conference call began
	into  map[*telephony.Leg]*session.Session // calls that are placed into a session
}

func newConferences() conferences {
	return conferences{map[room]*session.Session{}, map[*session.Session]int{}, map[*telephony.Leg]*session.Session{}}
}

// StartConference runs a rule as StartConference does: without a call, as the session of a conference. Calls to the conference that the
// rule takes join it. When it runs already, that session is returned, and custom data is dropped (assumed).
func (e *Engine) StartConference(rule Rule, name, customData string) *session.Session {
	r := room{rule.Name, name}
	if s, ok := e.conferences.rooms[r]; ok && s.Running() {
		return s
	}
	s := e.start(rule, started{customData: customData, conference: name})
	e.conferences.rooms[r] = s
	return s
}

// Join makes a call from outside that arrives at a session which is there already, whatever it dials: a further CallAlerting. If the
// session is over by then, the caller gets 404.
func (e *Engine) Join(s *session.Session, in telephony.Incoming) *telephony.Leg {
	l := e.network.Call(in)
	e.conferences.into[l] = s
	return l
}

// placed gives a call to the session that it was placed into, if it was.
func (e *Engine) placed(l *telephony.Leg) bool {
	s, ok := e.conferences.into[l]
	if !ok {
		return false
	}
	delete(e.conferences.into, l)
	if !s.Join(l) {
		e.fail(l.Reject(404, nil))
	}
	return true
}

// enter puts a call to a conference into its session, which the first one starts. Without a rule the call fails with 404; when
// conferences call each other without end, with 483 (assumed).
func (e *Engine) enter(l *telephony.Leg) {
	route := e.opts.Conferences
	if route == nil {
		route = e.opts.Route
	}
	rule, err := route(l.Number)
	if err != nil {
		e.refuse(l, 404, err)
		return
	}
	r := room{rule.Name, l.Number}
	if s, ok := e.conferences.rooms[r]; ok && s.Join(l) {
		return
	}
	hops := 0
	if from, ok := owner(l.Peer()); ok {
		hops = e.conferences.hops[from] + 1
	}
	if hops > maxHops {
		e.refuse(l, 483, fmt.Errorf("rule %q starts one conference after the other: %d sessions that each called the next; "+
			"let another rule take the conference", rule.Name, maxHops))
		return
	}
	s := e.start(rule, started{leg: l})
	e.conferences.rooms[r], e.conferences.hops[s] = s, hops
}

// refuse rejects a call to a conference. Why is said in the session that made it; for one from outside the run fails, as for any
// call that no rule takes.
func (e *Engine) refuse(l *telephony.Leg, code int, why error) {
	rejected := l.Reject(code, nil)
	if from, ok := owner(l.Peer()); ok {
		from.Warn(diag.CodeNoRule, "callConference: "+why.Error())
		why = nil
	}
	e.fail(errors.Join(why, rejected))
}
