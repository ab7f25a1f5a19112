package telephony

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/vclock"
)

// State is the state of a leg, with the words of call.state() (behaviour page, section 5.1, transitions assumed).
type State string

// The states: an incoming leg starts with Alerting, an outgoing one with Progressing.
const (
	Alerting    State = "ALERTING"
	Progressing State = "PROGRESSING"
	Connected   State = "CONNECTED"
	Terminated  State = "TERMINATED"
)

// Leg is one call leg. Its fields are set when it is made and stay readable when it is over.
type Leg struct {
	ID       string
	Kind     Kind
	Incoming bool
	// Direct is true when the media goes from far end to far end (behaviour page, section 4.3, callUserDirect).
	Direct bool
	// Transferred is true for an incoming call that the network makes as a far end wanted to be transferred.
	Transferred bool
	// CallerID is shown to the one who is called, Number is what was dialled.
	CallerID, Number string
	// DisplayName is the caller's.
	DisplayName string
	// Headers came with an incoming call, or go with an outgoing one.
	Headers Headers
	// CustomData came with an incoming call.
	CustomData string
	// Owner is whatever the application wants to find again in notices. The network does not look at it.
	Owner any

	net     *Network
	handler Handler
	untold  Event // the end, if nobody was there to be told
	watch   []func(Event)
	party   Party
	unit    *Unit
	state   State
	since   vclock.Time // of the answer
	wasUp   bool        // was connected
	timers  []*loop.Timer
	limit   *loop.Timer

	answering bool // answer() was called
	leaving   bool // hangup() or reject() was called
	rang      bool
	early     bool // early media flows
	first     bool // FirstAudio was told
	heardOf   bool // AudioQuality was told
	late180   bool // Ringing is told even after early media
	held      bool // by the far end
	sending   keys

	handlesKeys bool
	keyTypes    DTMF
	sawRFC2833  bool
	handlesMic  bool
	active      int // how many things the far end is saying
	network     network
	meter       meter

	reInvited bool // the far end waits for an answer to its ReInvite
	reInvites bool // the application does
	referring bool
	transfers int // asked for so far
}

// newLeg makes a leg with its place in the network and the graph.
func (n *Network) newLeg(id string, kind Kind, state State) *Leg {
	n.made++
	if id == "" {
		id = fmt.Sprintf("leg%d", n.made)
		if n.opts.NewID != nil {
			id = n.opts.NewID()
		}
	}
	l := &Leg{ID: id, Kind: kind, net: n, state: state, Incoming: state == Alerting}
	l.unit = n.graph.NewUnit(UnitOptions{Name: id, Inputs: One, Source: true, Sink: ear{l}})
	l.unit.Leg = l
	l.unit.hears, l.unit.speaks = false, false
	n.legs = append(n.legs, l)
	return l
}

// Handle attaches the application's end. Events before that are lost, but for the end of the leg, which follows; nil detaches it.
func (l *Leg) Handle(h Handler) {
	l.handler = h
	if e := l.untold; e != nil && h != nil {
		l.untold = nil
		l.net.sc.Queue(func() error {
			h.LegEvent(l, e)
			return nil
		})
	}
}

// Watch adds a function that is told all that the handler is told, after it: for services that have a part in the call, such as a
// queue that waits for its agent to answer.
func (l *Leg) Watch(f func(Event)) { l.watch = append(l.watch, f) }

// State returns the state of the leg.
func (l *Leg) State() State { return l.state }

// Unit returns the leg as a media unit: a source of what the far end says, a sink for what it hears.
func (l *Leg) Unit() *Unit { return l.unit }

// Answered returns when the call was connected, and whether it was.
func (l *Leg) Answered() (vclock.Time, bool) { return l.since, l.wasUp }

// Audible reports whether the far end can hear something now: it is connected, or gets early media.
func (l *Leg) Audible() bool {
	return l.state == Connected || l.Incoming && l.early && l.state == Alerting
}

// Peer returns the other leg of a call between two sessions of the application; nil for any other call.
func (l *Leg) Peer() *Leg {
	if b, ok := l.party.(*bridge); ok {
		return b.other
	}
	return nil
}

// Party returns the name of who is at the far end; it is empty when that is another leg of the application.
func (l *Leg) Party() string {
	if l.party == nil {
		return ""
	}
	return l.party.Name()
}

// String describes the leg in reports.
func (l *Leg) String() string {
	to := "to " + l.Number
	if l.Incoming {
		to = "from " + l.CallerID
	}
	s := fmt.Sprintf("call %s %s (%s)", to, strings.ToLower(string(l.state)), l.ID)
	if p, ok := l.party.(*scripted); ok {
		s += p.waitsFor()
	}
	return s
}

func (l *Leg) line() *Line { return &Line{l} }

func (l *Leg) over() bool { return l.state == Terminated }

// tell gives an event to the application's end. It is called in turns of the network's scope only.
func (l *Leg) tell(e Event) {
	if l.handler != nil {
		l.handler.LegEvent(l, e)
	}
	for _, f := range l.watch {
		f(e)
	}
}

// after runs f later, unless the leg is over by then.
func (l *Leg) after(d time.Duration, p vclock.Priority, why string, f func()) {
	l.timers = slices.DeleteFunc(l.timers, func(t *loop.Timer) bool { return !t.Armed() })
	l.timers = append(l.timers, l.net.sc.After(d, p, reason{l, why}, func() error {
		f()
		return nil
	}))
}

// soon runs f in the next turn, unless the leg is over by then.
func (l *Leg) soon(f func()) {
	l.net.sc.Queue(func() error {
		if !l.over() {
			f()
		}
		return nil
	})
}

// within ends the leg when it is not answered in time.
func (l *Leg) within(d time.Duration, f func()) {
	l.limit = l.net.sc.After(d, vclock.Limit, reason{l, "no answer"}, func() error {
		f()
		return nil
	})
}

// reason describes a timer of a leg in reports.
type reason struct {
	l    *Leg
	what string
}

func (r reason) String() string { return "leg " + r.l.ID + ": " + r.what }

// Lane is the leg: what happens to it keeps its order when that of equal timers is shuffled.
func (r reason) Lane() string { return r.l.ID }

// gates opens the media of the leg as far as its state allows (behaviour page, sections 5.4 and 6.1).
func (l *Leg) gates() {
	up := l.state == Connected && !l.held
	speaks := up || !l.Incoming && l.early && !l.over() && !l.held
	l.unit.open(up || l.Incoming && l.early && l.state == Alerting, speaks && !l.silent())
}

// connected makes the call stand. It is called in a turn of the network's scope.
func (l *Leg) connected(toApp, toParty Answered) {
	l.limit.Stop()
	l.state, l.since, l.wasUp = Connected, l.net.sc.Now(), true
	l.gates()
	l.tell(toApp)
	l.party.PartyEvent(toParty)
	if l.over() || l.Direct {
		return
	}
	l.after(toQuality, vclock.Signalling, "audio quality", l.graded)
	l.flows()
	l.measure()
}

func (l *Leg) firstAudio() {
	if !l.first && !l.Direct && !l.silent() {
		l.first = true
		l.tell(FirstAudio{})
	}
}

// fail ends a call that was not connected, or was never made: with Failed for an outgoing leg, else with Ended.
func (l *Leg) fail(code int, text string, hs Headers, toParty Event) {
	if l.Incoming {
		l.end(Ended{Code: code, Reason: text, Headers: hs}, toParty)
		return
	}
	l.end(Failed{Code: code, Reason: text, Headers: hs}, toParty)
}

// hangUp ends a connected call, or one that is being connected.
func (l *Leg) hangUp(code int, text string, hs Headers, toParty Event) {
	e := Ended{Code: code, Reason: text, Headers: hs}
	if at, ok := l.Answered(); ok {
		e.Duration = int(l.net.sc.Now().Sub(at) / time.Second)
		e.Direction = directions(l.Kind)
	}
	l.end(e, toParty)
}

// directions returns the category of price of a call (behaviour page, section 5.7; those of users are assumed).
func directions(k Kind) string {
	switch k {
	case SIP:
		return "SIP Call"
	case User, Conference:
		return "All users"
	}
	return "All numbers"
}

// end is the only way out, and passed once. It is called in a turn of the network's scope.
func (l *Leg) end(toApp, toParty Event) {
	if l.over() {
		return
	}
	l.state = Terminated
	l.limit.Stop()
	for _, t := range l.timers {
		t.Stop()
	}
	l.sending.timer.Stop()
	l.network.timer.Stop()
	l.meter.timer.Stop()
	l.timers = nil
	l.net.forget(l)
	l.unit.End()
	if l.handler == nil {
		l.untold = toApp
	}
	l.tell(toApp)
	l.party.PartyEvent(toParty)
}
