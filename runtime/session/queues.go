package session

import (
	"voxemu/runtime/queues"
	"voxemu/runtime/telephony"
)

// Queues returns the contact centre of the application; one without queues if it has none.
func (s *Session) Queues() *queues.Center {
	if s.opts.Queues == nil {
		s.opts.Queues = queues.New(s.scope, nil)
	}
	return s.opts.Queues
}

// CallAgent calls a user because a queue wants it. The call is the session's, with all limits of outgoing calls (assumed).
func (s *Session) CallAgent(r telephony.DialRequest) (*telephony.Leg, *Target) {
	r.Kind, r.ID = telephony.User, s.Token(43)
	var l *telephony.Leg
	if refused := s.refusal(s.attempts + 1); refused != "" {
		l = s.Network().FailDial(r, nil, 403, refused)
	} else {
		l = s.Network().Dial(r, nil)
	}
	return l, s.WrapLeg(l)
}

// HoldRequest counts a request that waits in a queue. It keeps the session from idling out, but without a call not for longer
// than the limit of such sessions. Each HoldRequest has one ReleaseRequest.
func (s *Session) HoldRequest() {
	s.requests++
	s.updateIdle()
}

// ReleaseRequest undoes a HoldRequest.
func (s *Session) ReleaseRequest() {
	s.requests--
	s.updateIdle()
}
