package telephony

import "time"

// Party is whoever is at the far end of a leg: a script, another session's leg, a phone in the browser. It acts through the
// [Line] it was made with. Its methods are called in turns of the network's scope.
type Party interface {
	// Name is what the party is called in traces: "caller", the dialled number or URI, or "user:NAME".
	Name() string
	// PartyEvent tells what happened to the call, as the party sees it: Offered, when it is called; Ringing and EarlyMedia, when
	// it calls; Answered; Failed or Ended, the last one; Message, Info, ReInvite and its answers, Referred.
	PartyEvent(e Event)
	// Sink is what the party hears.
	Sink
}

// ear is the sink of a leg: it passes on what is heard to the party, and to the observer.
type ear struct{ l *Leg }

func (s ear) Begin(u *Utterance) {
	s.l.sounds(u, +1)
	s.l.party.Begin(u)
}

func (s ear) End(u *Utterance, heard time.Duration, cut bool) {
	o := s.l.net.opts.Observer
	if name := s.l.party.Name(); o != nil && u.What != Silence && name != "" {
		o.Heard(heardBy(name, s.l, u, heard, cut))
	}
	s.l.sounds(u, -1)
	s.l.party.End(u, heard, cut)
}

// bridge is the party of a leg whose far end is another leg of the application: it acts there as this one's
// session does. It has no name, as it hears nothing itself.
type bridge struct{ other *Leg }

var _ Party = (*bridge)(nil)

func (b *bridge) Name() string { return "" }

func (b *bridge) PartyEvent(e Event) {
	line := b.other.line()
	switch e := e.(type) {
	case Ringing:
		line.Ring(e.Headers)
	case EarlyMedia:
		line.EarlyMedia(e.Headers)
	case Answered:
		if !b.other.Incoming {
			line.Answer(e.Headers, e.DisplayName)
		}
	case Failed:
		line.Reject(e.Code, e.Reason, e.Headers)
	case Ended:
		line.Hangup(0, "", nil)
	case Message:
		line.Message(e.Text, e.Headers)
	case Info:
		line.Info(e.Type, e.Body, e.Headers)
	case ReInvite:
		line.ReInvite(e.Type, e.Body, e.Headers)
	case ReInviteAccepted:
		line.AcceptReInvite(e.Type, e.Body, e.Headers)
	case ReInviteRejected:
		line.RejectReInvite(e.Code, e.Reason, e.Headers)
	}
}

// Begin lets the other leg handle a key; its sound goes through the graph.
func (b *bridge) Begin(u *Utterance) {
	switch u.What {
	case Key:
		b.other.handleKey(u.Digits, RFC2833)
	case Speech, Audio:
		b.other.activity(+1)
	}
}

func (b *bridge) End(u *Utterance, _ time.Duration, _ bool) {
	if u.What == Speech || u.What == Audio {
		b.other.activity(-1)
	}
}
