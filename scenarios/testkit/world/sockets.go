package world

import (
	"fmt"
	"slices"

	"voxemu/runtime/loop"
	"voxemu/runtime/peer"
	"voxemu/runtime/socket"
	"voxemu/runtime/telephony"
)

// Socket is what a test has at the far end of WebSockets to an address, or a client that connects to the session.
type Socket struct {
	// Pattern is the address: a URL, with "*" for any characters, or [peer.IncomingAddress].
	Pattern string
	w       *World
	script  []telephony.Step // of each connection
	waits   []telephony.Step // for the next one, behind the script
	actors  []*peer.Actor
}

// sockets connects to the far ends of the test, then to those of the project, and then to the network, if it may.
type sockets struct {
	w    *World
	own  peer.Peers
	list []*Socket
}

var (
	_ socket.Dialer  = (*sockets)(nil)
	_ socket.Clients = (*sockets)(nil)
)

// Dial begins to connect.
func (s *sockets) Dial(sc *loop.Scope, r socket.Request, to socket.Receiver) socket.Conn {
	if _, ok := s.own.Find(r.URL); ok {
		return (&peer.Dialer{Peers: &s.own, Doubt: s.w.peerDoubt}).Dial(sc, r, to)
	}
	d := &peer.Dialer{Peers: s.w.app.Peers(), Doubt: s.w.peerDoubt}
	if _, ok := d.Peers.Find(r.URL); !ok && s.w.opts.Sockets != nil {
		d.Out = s.w.opts.Sockets(r.URL)
	}
	return d.Dial(sc, r, to)
}

// Connect lets the clients come.
func (s *sockets) Connect(sc *loop.Scope, accept func(socket.Incoming) (socket.Receiver, error)) {
	(&peer.Dialer{Peers: &s.own, Doubt: s.w.peerDoubt}).Connect(sc, accept)
	(&peer.Dialer{Peers: s.w.app.Peers(), Doubt: s.w.peerDoubt}).Connect(sc, accept)
}

func (w *World) peerDoubt(d peer.Doubt) {
	if !w.closed {
		w.opts.Fail(fmt.Errorf("the WebSocket %s could not do `%s`: %s", d.Peer, d.Step, d.Text))
	}
}

// Socket returns the far end of an address. It takes the place of the project's.
func (w *World) Socket(pattern string) (*Socket, error) {
	for _, s := range w.sockets.list {
		if s.Pattern == pattern {
			return s, nil
		}
	}
	s := &Socket{Pattern: pattern, w: w}
	if err := w.sockets.own.Add(pattern, peer.Peer{Far: s.connected}); err != nil {
		return nil, err
	}
	w.sockets.list = append(w.sockets.list, s)
	return s, nil
}

// connected makes the far end of a connection.
func (s *Socket) connected(l *peer.Line) peer.Far {
	a := peer.NewActor(l, telephony.Script{Steps: slices.Concat(s.script, s.waits)}, s.w.Changed)
	s.waits = nil
	s.actors = append(s.actors, a)
	return a
}

// Does decides what the far end does from the beginning of each connection to come.
func (s *Socket) Does(steps []telephony.Step) { s.script = steps }

// Do has it do more on the last connection; on the next one, if there is none that is open or about to be.
func (s *Socket) Do(steps ...telephony.Step) {
	if n := len(s.actors); n > 0 && s.actors[n-1].Closed() == nil {
		s.actors[n-1].Do(steps...)
		return
	}
	s.waits = append(s.waits, steps...)
}

// Connections returns those there were so far, in order.
func (s *Socket) Connections() []*peer.Actor { return s.actors }
