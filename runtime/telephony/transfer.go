package telephony

import (
	"strings"
	"time"

	"voxemu/runtime/vclock"
)

// How a transfer goes (behaviour page, sections 2 and 8.8).
const (
	maxTransfers = 10                     // of one call
	toTransfer   = 200 * time.Millisecond // until the far end has told how it went
)

// TransferAsked: the application asks the far end to call somebody else, instead of the application or, if Replaces is the ID
// of a leg, in its place; to the party only.
type TransferAsked struct {
	To, Replaces string
	Headers      Headers
}

// TransferDone tells the application how its Transfer ended, or one that the network carried out. Code is a SIP status; 200 is
// success.
type TransferDone struct {
	Code   int
	Reason string
	Role   Role
}

// Role is the part that a call has in a transfer which the network carries out, with the words of the event.
type Role string

// The roles: who asked for the transfer, and who was talking to that.
const (
	Transferor Role = "transferor"
	Transferee Role = "transferee"
)

func (TransferAsked) event() {}
func (TransferDone) event()  {}

// Transfer asks the far end to call another address (REFER), in the place of the leg with if that isn't nil. TransferDone
// follows; after a success the leg ends. Only SIP phones can be asked: others give 405. A script says what its party answers;
// others agree.
func (l *Leg) Transfer(to string, with *Leg, hs Headers) error {
	if err := l.usable("transferTo"); err != nil {
		return err
	}
	l.transfers++
	switch {
	case l.Kind != SIP:
		l.soon(func() { l.tell(TransferDone{Code: 405, Reason: reasonOf(405)}) })
		return nil
	case l.transfers > maxTransfers:
		l.soon(func() { l.tell(TransferDone{Code: 503, Reason: reasonOf(503)}) })
		return nil
	}
	asked := TransferAsked{To: to, Headers: hs.passed()}
	if with != nil {
		asked.Replaces = with.ID
	}
	l.soon(func() { l.askTransfer(asked, with) })
	return nil
}

// askTransfer lets the far end decide.
func (l *Leg) askTransfer(asked TransferAsked, with *Leg) {
	var will Step
	if p, ok := l.party.(*scripted); ok {
		will = p.is.transfer
	}
	l.party.PartyEvent(asked)
	l.after(max(toTransfer, will.For), vclock.Signalling, "transfer", func() {
		if will.Verb == DeclineTo {
			l.tell(TransferDone{Code: will.Code, Reason: or(will.Text, reasonOf(will.Code))})
			return
		}
		l.tell(TransferDone{Code: 200, Reason: "OK"})
		_ = l.Hangup(nil) // the platform drops the leg; if it is over, so be it
		if with != nil {
			_ = with.Hangup(nil)
		}
	})
}

// FollowRefer carries out the wish of the far end to be transferred without the application's help: a call to the address arrives
// at the application, as one from outside does, and whoever answers it takes the place of the far end, which leaves. The leg and
// what it is connected with stay as they are. TransferDone follows on the leg, with the role of transferor, and after a success
// on the leg that it is talking to, as the transferee (behaviour page, section 8.8; that the leg stays is assumed).
func (l *Leg) FollowRefer(to string, hs Headers) error {
	if err := l.usable("refer"); err != nil {
		return err
	}
	if !l.referring {
		return l.warn("refer", "has not asked to be transferred")
	}
	if l.Direct {
		return l.warn("refer", "has its media elsewhere")
	}
	in := l.net.newLeg("", l.Kind, Alerting)
	in.Transferred = true
	in.CallerID, in.Number, in.Headers = l.CallerID, destination(to), hs.passed()
	if l.Incoming { // whoever is talked to is known by the number that was called
		in.CallerID = l.Number
	}
	in.DisplayName = in.CallerID
	s := &successor{leg: l, in: in}
	in.party = s
	l.Watch(s.watch)
	l.net.offer(in)
	return nil
}

// destination returns what an address that was named in a REFER dials: its user part, without parameters.
func destination(to string) string {
	for _, scheme := range []string{"sip:", "sips:", "tel:"} {
		to = strings.TrimPrefix(to, scheme)
	}
	to, _, _ = strings.Cut(to, ";")
	if user, _, ok := strings.Cut(to, "@"); ok {
		to = user
	}
	return to
}

// successor is the party of a call that was made to find who takes the place of a far end. It hears nothing: the old one is still
// there.
type successor struct {
	nobody
	leg, in *Leg
	over    bool // it has taken the place, or there is none to be taken
}

var _ Party = (*successor)(nil)

// PartyEvent tells how the call to the successor goes.
func (s *successor) PartyEvent(e Event) {
	switch e := e.(type) {
	case Answered:
		s.leg.unit.open(false, false) // what the far end hears is over before it leaves
		s.leg.soon(s.takePlace)
	case Failed:
		s.fail(e.Code, e.Reason)
	case Ended:
		s.fail(e.Code, e.Reason)
	}
}

func (s *successor) fail(code int, reason string) {
	if s.over {
		return
	}
	s.over = true
	l := s.leg
	l.gates()
	l.referring = false
	l.tell(TransferDone{Code: code, Reason: reason, Role: Transferor})
	if !l.over() {
		l.party.PartyEvent(Referred{code, reason})
	}
}

// watch ends the new call if the old one ends first.
func (s *successor) watch(e Event) {
	switch e.(type) {
	case Ended, Failed:
		if !s.over {
			s.over = true
			_ = s.in.line().Hangup(0, "", nil) // if it is over already, so be it
		}
	}
}

// takePlace puts the new call in the place of the far end.
func (s *successor) takePlace() {
	if s.over {
		return
	}
	s.over = true
	l, old := s.leg, s.leg.party
	for _, e := range append([]*Emission(nil), l.unit.emissions...) {
		e.Stop()
	}
	l.party, s.in.party = &bridge{s.in}, &bridge{l}
	link(l.unit, s.in.unit)
	l.net.graph.touchOuts(s.in.unit)
	l.referring = false
	with := l.talksTo()
	if l.held {
		l.held = false
		l.tell(Hold{false})
	}
	l.gates()
	l.tell(TransferDone{Code: 200, Reason: "OK", Role: Transferor})
	if with != nil {
		with.tell(TransferDone{Code: 200, Reason: "OK", Role: Transferee})
	}
	old.PartyEvent(Referred{200, "OK"})
	old.PartyEvent(Ended{Code: 16})
}

// talksTo returns the leg that this one hears and is heard by, or nil.
func (l *Leg) talksTo() *Leg {
	for _, u := range l.unit.Sources() {
		if u.Leg != nil && l.net.graph.Hears(u, l.unit) {
			return u.Leg
		}
	}
	return nil
}
