package session

import (
	"fmt"
	"slices"

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
}

// CountCall counts a call attempt, in or out, and reports why an outgoing one may not be made, or "".
func (s *Session) CountCall() (refused string) {
	s.attempts++
	unanswered := 0
	for _, l := range s.legs {
		if !l.Incoming && l.State() == telephony.Progressing {
			unanswered++
		}
	}
	switch {
	case s.attempts > s.limits.CallAttempts:
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
