package engine

import (
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/runtime/trace"
)

// observer writes what parties hear and say into the trace of the session their leg belongs to.
type observer struct{ e *Engine }

var _ telephony.Observer = observer{}

// owner returns the session of a leg, if it has one yet.
func owner(l *telephony.Leg) (*session.Session, bool) {
	if l == nil {
		return nil, false
	}
	s, ok := l.Owner.(*session.Session)
	return s, ok
}

// Heard records what a party has heard.
func (o observer) Heard(h telephony.Heard) {
	s, ok := owner(h.Leg)
	if !ok {
		return
	}
	s.Trace(trace.Heard{
		Party: h.Party, Leg: h.Leg.ID, What: trace.What(h.What), Text: h.Text, URL: h.URL, Digits: h.Digits,
		From: h.From, MS: h.MS, Cut: h.Cut,
	})
}

// Spoke records what a party says or presses.
func (o observer) Spoke(sp telephony.Spoke) {
	if s, ok := owner(sp.Leg); ok {
		s.Trace(trace.Spoke{Party: sp.Party, Leg: sp.Leg.ID, What: trace.What(sp.What), Text: sp.Text, Digits: sp.Digits})
	}
}

// Media records an edge of the media graph.
func (o observer) Media(m telephony.Media) {
	for _, u := range []*telephony.Unit{m.From, m.To} {
		if s, ok := owner(u.Leg); ok {
			s.Trace(trace.Media{Phase: string(m.Phase), From: m.From.Name, To: m.To.Name})
			return
		}
	}
}
