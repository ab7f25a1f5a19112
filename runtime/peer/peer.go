// Package peer simulates the far ends of WebSockets: servers that a scenario connects to, and clients that connect to its session.
//
// A far end is a [telephony.Script] in the words of docs/far-ends.md, or a [Far] of one's own. Which one serves an address is said
// by [Peers]:
//
//	peers := new(peer.Peers)
//	peers.Add("wss://bot.example.com/*", peer.Peer{Script: script})
//	dialer := &peer.Dialer{Peers: peers, Out: network}
//
// Everything happens in virtual time, on the goroutine of the loop: the same script gives the same run.
package peer

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/socket"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// Peer is the far end of connections to an address.
type Peer struct {
	// Name is what it is called in traces; by default the host of the address, or "client".
	Name string
	// Script is what it does; the zero Script accepts the connection and stays.
	Script telephony.Script
	// Far, if not nil, makes the far end of a connection instead of Script.
	Far func(*Line) Far
}

// Far is a far end. It acts through the [Line] it was made with. Its methods are called in turns of the session's scope.
type Far interface {
	// PeerEvent tells what happens to the connection: Offered, when somebody connects to it; Opened; Message; Began and Over,
	// what it hears; Closed, the last one.
	PeerEvent(e Event)
}

// Event is one of Offered, Opened, Message, Began, Over, Closed.
type Event interface{ peerEvent() }

// Offered: a scenario wants to connect. The far end accepts or refuses.
type Offered struct{ Request socket.Request }

// Opened: the connection is open.
type Opened struct{}

// Message: a text frame has come, one of the media protocol's start and stop among them.
type Message struct{ Text string }

// Began: an utterance is audible on the stream of a tag.
type Began struct {
	Tag       string
	Utterance *telephony.Utterance
}

// Over: it no longer is.
type Over struct {
	Tag       string
	Utterance *telephony.Utterance
	Heard     time.Duration
	Cut       bool
}

// Closed: the connection is closed, or could not be made.
type Closed struct {
	Code   int
	Reason string
}

func (Offered) peerEvent() {}
func (Opened) peerEvent()  {}
func (Message) peerEvent() {}
func (Began) peerEvent()   {}
func (Over) peerEvent()    {}
func (Closed) peerEvent()  {}

// Doubt tells that a scripted far end could not do a step.
type Doubt struct {
	Peer string
	Step telephony.Step
	Text string // what is wrong
}

// Peers are far ends by address.
type Peers struct {
	servers []server
	clients []Peer
}

type server struct {
	pattern string
	peer    Peer
}

// IncomingAddress is the address of clients, which connect to the sessions' own URL.
const IncomingAddress = "incoming"

// Add adds a far end. The pattern is a URL beginning with ws:// or wss://, in which "*" stands for any characters; an exact one goes
// before those with "*", and of these the first that fits counts. [IncomingAddress] adds a client. The same URL twice is an
// error.
func (p *Peers) Add(pattern string, peer Peer) error {
	if pattern == IncomingAddress {
		if peer.Name == "" {
			peer.Name = "client"
		}
		p.clients = append(p.clients, peer)
		return nil
	}
	if !strings.HasPrefix(pattern, "ws://") && !strings.HasPrefix(pattern, "wss://") {
		return fmt.Errorf("WebSocket %q: an address begins with ws:// or wss://, or is %q", pattern, IncomingAddress)
	}
	for _, s := range p.servers {
		if s.pattern == pattern {
			return fmt.Errorf("WebSocket %q: listed twice", pattern)
		}
	}
	p.servers = append(p.servers, server{pattern, peer})
	return nil
}

// Find returns the far end of a URL.
func (p *Peers) Find(address string) (Peer, bool) {
	if p == nil {
		return Peer{}, false
	}
	for _, exact := range []bool{true, false} {
		for _, s := range p.servers {
			if exact && s.pattern == address || !exact && telephony.Matches(s.pattern, address) {
				return s.peer, true
			}
		}
	}
	return Peer{}, false
}

// Dialer connects to simulated far ends, and to the rest of the world through another dialer.
type Dialer struct {
	Peers *Peers
	// Out serves the addresses that Peers don't have. With nil, connecting to them fails.
	Out socket.Dialer
	// Doubt is told of steps that could not be done. It may be nil.
	Doubt func(Doubt)
}

var (
	_ socket.Dialer  = (*Dialer)(nil)
	_ socket.Clients = (*Dialer)(nil)
)

// Dial begins to connect.
func (d *Dialer) Dial(sc *loop.Scope, r socket.Request, to socket.Receiver) socket.Conn {
	p, ok := d.Peers.Find(r.URL)
	if !ok && d.Out != nil {
		return d.Out.Dial(sc, r, to)
	}
	l := &Line{sc: sc, name: name(p, r.URL), to: to, doubt: d.Doubt}
	if !ok {
		l.far = nobody{}
		l.soon(func() { l.Refuse("there is no way to the network") })
		return conn{l}
	}
	l.far = d.far(p, l)
	l.soon(func() { l.far.PeerEvent(Offered{r}) })
	return conn{l}
}

func (d *Dialer) far(p Peer, l *Line) Far {
	if p.Far != nil {
		return p.Far(l)
	}
	return newScripted(l, p.Script)
}

func name(p Peer, address string) string {
	if p.Name != "" {
		return p.Name
	}
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return u.Host
	}
	return address
}

// nobody is at the far end of an address that does not exist.
type nobody struct{}

func (nobody) PeerEvent(Event) {}

// Connect lets the clients come: each connects when its first steps, as far as they only wait, are over.
func (d *Dialer) Connect(sc *loop.Scope, accept func(socket.Incoming) (socket.Receiver, error)) {
	if d.Peers == nil {
		return
	}
	for _, p := range d.Peers.clients {
		l := &Line{sc: sc, name: p.Name, doubt: d.Doubt}
		lead := 0
		wait := time.Duration(0)
		for p.Far == nil && lead < len(p.Script.Steps) && p.Script.Steps[lead].Verb == telephony.Wait {
			wait += p.Script.Steps[lead].For
			lead++
		}
		p.Script.Steps = p.Script.Steps[min(lead, len(p.Script.Steps)):]
		sc.After(wait, vclock.Far, vclock.Text("the WebSocket of "+p.Name), func() error {
			l.far = d.far(p, l)
			l.state = open
			to, err := accept(socket.Incoming{Conn: conn{l}})
			if err != nil {
				l.state = over
				if d.Doubt != nil {
					d.Doubt(Doubt{p.Name, first(p.Script), "the connection was refused: " + err.Error()})
				}
				l.far.PeerEvent(Closed{Code: socket.Lost, Reason: err.Error()})
				return nil
			}
			l.to = to
			l.far.PeerEvent(Opened{})
			return nil
		})
	}
}

// first returns the first step of a script, if it has one.
func first(s telephony.Script) telephony.Step {
	if len(s.Steps) == 0 {
		return telephony.Step{}
	}
	return s.Steps[0]
}
