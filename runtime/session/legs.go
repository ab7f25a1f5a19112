package session

import (
	"fmt"
	"slices"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/telephony"
)

// AddLeg counts a leg as one of the session's calls: it keeps the session from idling out, is hung up when that ends,
// and is an attempt (behaviour page, section 2).
func (s *Session) AddLeg(l *telephony.Leg) {
	l.Owner = s
	s.legs = append(s.legs, l)
	s.Hold()
}

// DropLeg is called when a leg is over.
func (s *Session) DropLeg(l *telephony.Leg) {
	i := slices.Index(s.legs, l)
	if i < 0 {
		return
	}
	s.legs = slices.Delete(s.legs, i, i+1)
	s.Release()
	ends := s.legEnds[l]
	delete(s.legEnds, l)
	for _, f := range ends {
		f()
	}
}

// OnLegEnd adds a function that is called when a leg of the session is over, before the last event of its call.
func (s *Session) OnLegEnd(l *telephony.Leg, f func()) {
	if s.legEnds == nil {
		s.legEnds = map[*telephony.Leg][]func(){}
	}
	s.legEnds[l] = append(s.legEnds[l], f)
}

// CountCall counts a call attempt, in or out, and reports why an outgoing one may not be made, or "".
func (s *Session) CountCall() (refused string) {
	s.attempts++
	return s.refusal(s.attempts)
}

// refusal reports why the outgoing call of that number may not be made, or "".
func (s *Session) refusal(attempts int) string {
	unanswered := 0
	for _, l := range s.legs {
		if !l.Incoming && l.State() == telephony.Progressing {
			unanswered++
		}
	}
	switch {
	case attempts > s.limits.CallAttempts:
		return fmt.Sprintf("Call limit reached: %d calls in a session", s.limits.CallAttempts)
	case unanswered >= s.limits.UnansweredCalls:
		return fmt.Sprintf("Call limit reached: %d unanswered outgoing calls", s.limits.UnansweredCalls)
	}
	return ""
}

// AddPlayer counts a media player, or reports that there are too many.
func (s *Session) AddPlayer() bool {
	if s.players >= s.limits.Players {
		return false
	}
	s.players++
	return true
}

// DropPlayer is called when a counted player is gone.
func (s *Session) DropPlayer() { s.players-- }

// MediaUnit is implemented by what stands behind API objects that send or receive media.
type MediaUnit interface {
	// Unit returns the object's place in the media graph.
	Unit() *telephony.Unit
	// Target returns the object itself.
	Target() *Target
}

// MediaUnit returns the media unit behind an argument; anything else throws.
func (s *Session) MediaUnit(v goja.Value, where string) MediaUnit {
	u, ok := jsvm.Self(v).(MediaUnit)
	if !ok {
		s.vm.Throw("TypeError", where+": a media unit is expected, not "+Describe(v))
	}
	return u
}

// Streams is implemented by media units that hear several streams apart, such as WebSockets.
type Streams interface {
	// Input returns the unit that hears what is sent with these parameters of sendMediaTo; attach says that it is about to
	// be sent, and no longer only to be stopped.
	Input(parameters goja.Value, attach bool) *telephony.Unit
}

// Input returns the unit that hears what is sent to u with parameters, which matter to few (behaviour page, section 6.1).
func Input(u MediaUnit, parameters goja.Value, attach bool) *telephony.Unit {
	if st, ok := u.(Streams); ok {
		return st.Input(parameters, attach)
	}
	return u.Unit()
}

// CallerIDs returns the caller IDs of the incoming calls: a call that is passed on may show them.
func (s *Session) CallerIDs() []string {
	var ids []string
	for _, l := range s.legs {
		if l.Incoming {
			ids = append(ids, l.CallerID)
		}
	}
	return ids
}
