package session

import (
	"errors"

	"voxemu/runtime/socket"
)

// Sockets returns the way to the WebSockets of the world; nil when there is none.
func (s *Session) Sockets() socket.Dialer { return s.opts.Sockets }

// ErrNoSockets is why a client is refused that connects to a session which takes no WebSockets, or no longer (behaviour page, section
// 4.2).
var ErrNoSockets = errors.New("403: the session accepts no WebSockets")

// AcceptSockets lets clients in from now on: each is given to f, whose error says why it is refused. Simulated clients begin to
// come. Only the first call counts.
func (s *Session) AcceptSockets(f func(socket.Incoming) (socket.Receiver, error)) {
	if s.door != nil {
		return
	}
	s.door = f
	if c, ok := s.opts.Sockets.(socket.Clients); ok {
		c.Connect(s.scope, s.ConnectSocket)
	}
}

// ConnectSocket is called on the loop when a client connects to the session's URL. The connection is open when it returns a receiver.
func (s *Session) ConnectSocket(in socket.Incoming) (socket.Receiver, error) {
	if s.door == nil || !s.Running() {
		return nil, ErrNoSockets
	}
	return s.door(in)
}

// Calls returns how many live calls the session has.
func (s *Session) Calls() int { return len(s.legs) }
