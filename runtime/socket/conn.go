package socket

import (
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/telephony"
)

// Dialer opens connections: to the real network, or to far ends that are simulated.
type Dialer interface {
	// Dial begins to connect. It is called on the loop and does not block. What comes of it is told to the receiver, in turns
	// of the scope and never before Dial has returned.
	Dial(sc *loop.Scope, r Request, to Receiver) Conn
}

// Request says where to connect to, and how.
type Request struct {
	URL       string
	Protocols []string
	Header    []Header
}

// Header is one header line of the opening handshake.
type Header struct{ Name, Value string }

// Conn is a connection as the platform's end holds it. Its methods are called on the loop and do not block.
type Conn interface {
	// Send sends a text frame. The connection is open.
	Send(text string)
	// Close ends the connection, or the attempt. Nothing is told to the receiver after it.
	Close(code int, reason string)
}

// Listener is a Conn whose far end takes what it hears as utterances: it is sent the start and the stop of a stream, and
// no frames of sound in between, though they count.
type Listener interface {
	Conn
	// Name is what the far end is called in traces.
	Name() string
	// Began says that an utterance is audible on the stream of a tag; Over, that it no longer is.
	Began(tag string, u *telephony.Utterance)
	Over(tag string, u *telephony.Utterance, heard time.Duration, cut bool)
}

// Receiver is the platform's end as the connection sees it. Its methods are called in turns of the scope.
type Receiver interface {
	// Opened says that the handshake is done.
	Opened()
	// Failed says that it can't be done, and why. Nothing follows.
	Failed(why string)
	// Text is a text frame, Binary a binary one.
	Text(text string)
	Binary(bytes int)
	// Closed says that the far end has closed the connection, or that it is lost: then the code is [Lost]. Nothing follows.
	Closed(code int, reason string)
	// Say is audio of a far end that has no sound, on a stream that it has started. It comes at the speed at which it is said,
	// and done is called at its end; in a burst it comes all at once, and done is never called. Done may be nil.
	Say(tag string, u telephony.Utterance, burst bool, done func())
}

// Incoming is a connection that a client makes to a session's URL (behaviour page, section 6.8).
type Incoming struct {
	// Method is by default GET. Suffix is what the client has appended to the path of the URL.
	Method, Suffix, Content string
	Header                  []Header
	// Conn is the client's connection. It is open.
	Conn Conn
}

// Clients is implemented by a [Dialer] whose simulated far ends also connect to sessions.
type Clients interface {
	// Connect lets them come. It is called when a session begins to accept connections. Connect is given each of
	// them; its error says why the client is refused.
	Connect(sc *loop.Scope, accept func(Incoming) (Receiver, error))
}
