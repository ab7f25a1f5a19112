package telephony

import (
	"slices"
	"strings"
	"time"
)

// DialRequest is an outgoing call.
type DialRequest struct {
	// ID of the leg; the network makes one if it is empty.
	ID   string
	Kind Kind
	// To is a number, a SIP URI, or the name of a user or conference, as the scenario gave it.
	To string
	// CallerID must not contain white space (behaviour page, section 4.3).
	CallerID, DisplayName string
	// Headers of the scenario: X- names and VI-CallTimeout go along, others are dropped.
	Headers Headers
	// Timeout is how long it rings; 0 stands for 60 s. A header VI-CallTimeout comes before it.
	Timeout time.Duration
	// Direct is true for callUserDirect: the media never passes through the platform.
	Direct bool
	// Allow180After183 tells Ringing even when early media flows already.
	Allow180After183 bool
	// Push is how long a device that gets a push has to log in; 0 sends no pushes.
	Push time.Duration
}

// Dial makes an outgoing call. How it goes is told to the handler, later. A call that cannot be made fails without ringing
// (behaviour page, sections 4.3 and 5.8): 403 for a caller id with white space, 404 for an impossible address or an unknown
// user, 480 for a user who is not logged in. One that nobody answers fails with 408.
func (n *Network) Dial(r DialRequest, h Handler) *Leg {
	l := n.outgoing(r, h)
	far, code, text := n.route(l, r)
	if code != 0 {
		l.soon(func() { l.fail(code, text, nil, nil) })
		return l
	}
	if nap, rest, asleep := far.Script.asleep(); asleep && far.Party == nil {
		far.Script = rest
		n.wake(l, r, far, nap.For)
		return l
	}
	n.reach(l, r, far)
	return l
}

// reach calls who is there.
func (n *Network) reach(l *Leg, r DialRequest, far FarEnd) {
	if far.Party != nil {
		l.party = far.Party(l.line())
	} else {
		p := newCalled(l, far)
		n.opts.Called.play(p)
		l.party = p
	}
	l.within(l.Headers.ringTimeout(r.Timeout), func() { l.fail(408, reasonOf(408), nil, Ended{Code: 408}) })
	l.soon(func() { l.party.PartyEvent(Offered{}) })
}

// FailDial makes an outgoing call that fails at once, without an attempt: for limits that others keep, such as 403 "Call limit
// reached" (behaviour page, section 2).
func (n *Network) FailDial(r DialRequest, h Handler, code int, text string) *Leg {
	l := n.outgoing(r, h)
	l.soon(func() { l.fail(code, text, nil, nil) })
	return l
}

func (n *Network) outgoing(r DialRequest, h Handler) *Leg {
	l := n.newLeg(r.ID, r.Kind, Progressing)
	l.CallerID, l.DisplayName, l.Number = r.CallerID, r.DisplayName, r.To
	l.Headers, l.Direct, l.late180 = r.Headers.dialled(), r.Direct, r.Allow180After183
	l.party = nobody{}
	l.handler = h
	return l
}

// route finds who is at an address: scripted answers first, then users, then the default. A code other than 0 says why there is
// nobody.
func (n *Network) route(l *Leg, r DialRequest) (far FarEnd, code int, text string) {
	if strings.ContainsAny(r.CallerID, " \t\r\n") {
		return far, 403, reasonOf(403)
	}
	far, scripted := n.opts.Far.Find(addressOf(r.Kind, r.To))
	switch {
	case scripted:
	case !dialable(r.Kind, r.To):
		return far, 404, reasonOf(404)
	case r.Kind == User:
		if user, known := n.opts.Users[r.To]; known {
			far = FarEnd{Offline: !user.Online, DisplayName: user.DisplayName, Script: user.Script, Party: user.Party}
		} else if n.opts.Users != nil {
			return far, 404, reasonOf(404)
		}
	case r.Kind == Conference:
		far.Party = n.into(r)
	}
	if far.Offline {
		return far, 480, offlineText
	}
	if far.Party == nil && len(far.Script.Steps) == 0 {
		far.Script = n.opts.Default
	}
	return far, 0, ""
}

// offlineText is the reason of calls to users who are not logged in.
const offlineText = "User offline"

// into returns what puts a call through to the application itself: a second, incoming leg (behaviour page, section 4.3,
// callConference).
func (n *Network) into(r DialRequest) func(*Line) Party {
	return func(p *Line) Party {
		out := p.leg
		in := n.newLeg("", Conference, Alerting)
		in.CallerID, in.DisplayName, in.Number, in.Headers = r.CallerID, r.DisplayName, r.To, out.Headers
		in.party = &bridge{out}
		link(in.unit, out.unit)
		n.offer(in)
		return &bridge{in}
	}
}

// nobody is at the far end of a call that was never made.
type nobody struct{}

func (nobody) Name() string                        { return "" }
func (nobody) PartyEvent(Event)                    {}
func (nobody) Begin(*Utterance)                    {}
func (nobody) End(*Utterance, time.Duration, bool) {}

// Incoming is a call from outside to the application.
type Incoming struct {
	// ID of the leg; the network makes one if it is empty.
	ID   string
	Kind Kind // by default PSTN
	// From is the caller's number, name or address; To is what it dialled.
	From, To string
	// DisplayName is by default From.
	DisplayName string
	Headers     Headers
	CustomData  string
	// Name is what the caller is called in traces, by default "caller".
	Name string
	// Script is what the caller does once it is connected; after `ring 3s`, `hangup` gives up an unanswered call.
	Script Script
	// Act, if not nil, gets the caller that does the Script and more.
	Act Act
	// Party, if not nil, makes the caller instead of Script.
	Party func(*Line) Party
}

// Call makes a call to the application, which gets it in the next turn by OnCall. When it is not answered for 60 s it ends with
// code 408 (behaviour page, section 2, code assumed).
func (n *Network) Call(in Incoming) *Leg {
	l := n.newLeg(in.ID, or(in.Kind, PSTN), Alerting)
	l.CallerID, l.Number, l.CustomData = in.From, in.To, in.CustomData
	l.DisplayName, l.Headers = or(in.DisplayName, in.From), in.Headers.passed()
	if in.Party != nil {
		l.party = in.Party(l.line())
	} else {
		p := newCaller(l, or(in.Name, "caller"), in.Script)
		in.Act.play(p)
		l.party = p
	}
	n.offer(l)
	return l
}

// offer gives an incoming leg to the application. Without one, the caller gets 404.
func (n *Network) offer(l *Leg) {
	l.within(ringTime, func() { l.fail(408, reasonOf(408), nil, Failed{Code: 408}) })
	l.soon(func() {
		if n.OnCall == nil {
			l.fail(404, reasonOf(404), nil, Failed{Code: 404, Reason: reasonOf(404)})
			return
		}
		if c, ok := l.party.(*scripted); ok {
			c.begin()
		}
		n.OnCall(l)
	})
}

func (n *Network) forget(l *Leg) {
	if i := slices.Index(n.legs, l); i >= 0 {
		n.legs = slices.Delete(n.legs, i, i+1)
	}
}

// Legs describes the legs that are alive, in the order they were made.
func (n *Network) Legs() []string {
	var lines []string
	for _, l := range n.legs {
		lines = append(lines, l.String())
	}
	return lines
}

// Idle is for when nothing is left to happen: one scripted party that stayed on the line, or waits for words that nobody will
// say, hangs up; callers go first, then those who were called, each in the order of their calls. When there is none, a call
// between two sessions ends, on which nobody is. It returns whether one did. It is called as a turn of its own.
func (n *Network) Idle() bool {
	for _, incoming := range []bool{true, false} {
		for _, l := range n.legs {
			if p, ok := l.party.(*scripted); ok && p.actor == nil && l.Incoming == incoming && l.state == Connected {
				l.line().Hangup(0, "", nil)
				return true
			}
		}
	}
	for _, l := range n.legs {
		if l.Peer() != nil && l.state == Connected {
			l.line().Hangup(0, "", nil)
			return true
		}
	}
	return false
}
