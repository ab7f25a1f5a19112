// Package socket is the platform's end of a WebSocket connection: its state, and the streams of audio that go through it as JSON
// frames (behaviour page, section 6.8).
//
// A [Socket] is joined with its far end by a [Conn]: a real connection, or a far end that is simulated. To the media graph
// it is one unit for each tag, which hears what is sent to the far end and says what comes from there.
//
//	s := socket.New(socket.Options{ID: id, URL: url, Scope: scope, Graph: graph, Handler: h})
//	s.Connect(dialer.Dial(scope, socket.Request{URL: url}, s))
//
// There is no synthesiser: in frames for a real connection, speech and files are silence of the right length; tones and keys sound.
// Everything belongs to the goroutine of one loop; nothing here knows JavaScript.
package socket

import (
	"slices"
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/telephony"
)

// State is the state of a socket, in the words of WebSocketReadyState.
type State string

// The states, in their order.
const (
	Connecting State = "connecting"
	Open       State = "open"
	Closing    State = "closing"
	Closed     State = "closed"
)

// Codes of the close event (RFC 6455, section 7.4.1).
const (
	Normal = 1000
	Lost   = 1006
)

// NormalReason is the reason of a close by the scenario (behaviour page, section 6.8).
const NormalReason = "Normal connection close"

// Handler is told what happens to a socket, in turns of a scope and never inside one of the socket's methods, but for
// [Ignored].
type Handler interface {
	SocketEvent(s *Socket, e Event)
}

// Event is one of Opened, Failed, Message, Ended, MediaStarted, MediaEnded, Ignored, Heard, Spoke.
type Event interface{ socketEvent() }

// Opened: the connection is open.
type Opened struct{}

// Failed: the connection could not be made, and why. Ended follows.
type Failed struct{ Why string }

// Message: a text frame that is not of the media protocol.
type Message struct{ Text string }

// Ended: the connection is closed. It is the last event.
type Ended struct {
	Code   int
	Reason string
	Clean  bool // closed by a close frame
}

// MediaStarted: audio begins to come on the stream of a tag.
type MediaStarted struct {
	Tag, Encoding string
	// Custom is the JSON of the custom parameters; "" if there are none.
	Custom string
}

// MediaEnded: it has stopped, or there was none for a second. Seconds is the whole seconds of audio that have come over this
// socket so far.
type MediaEnded struct {
	Tag     string
	Seconds int
}

// Ignored: something that came, or was asked for, had no effect, and why.
type Ignored struct{ Text string }

// Heard: a simulated far end has heard an utterance, which is over now.
type Heard struct {
	Party     string
	Utterance telephony.Utterance
	For       time.Duration
	Cut       bool
}

// Spoke: a simulated far end begins to say something.
type Spoke struct {
	Party     string
	Utterance telephony.Utterance
}

func (Opened) socketEvent()       {}
func (Failed) socketEvent()       {}
func (Message) socketEvent()      {}
func (Ended) socketEvent()        {}
func (MediaStarted) socketEvent() {}
func (MediaEnded) socketEvent()   {}
func (Ignored) socketEvent()      {}
func (Heard) socketEvent()        {}
func (Spoke) socketEvent()        {}

// Options describe a socket.
type Options struct {
	// ID is its id in traces. URL is where it leads to.
	ID, URL string
	Scope   *loop.Scope
	Graph   *telephony.Graph
	Handler Handler
}

// Socket is the platform's end of a connection.
type Socket struct {
	opts    Options
	conn    Conn
	state   State
	waiting []string  // sent before the connection was open
	streams []*Stream // in the order they were first named
	frames  uint64    // frames of the media protocol sent so far, without those of running streams that nobody takes
	came    time.Duration
	ignored []string // what was told of already
}

var _ Receiver = (*Socket)(nil)

// New returns a socket that is connecting, without a connection yet.
func New(o Options) *Socket { return &Socket{opts: o, state: Connecting} }

// Connect gives the socket its connection.
func (s *Socket) Connect(c Conn) { s.conn = c }

// Opened tells the handler, and sends what has waited for it (assumed).
func (s *Socket) Opened() {
	if s.state != Connecting {
		return
	}
	s.state = Open
	s.tell(Opened{})
	for _, text := range s.waiting {
		s.conn.Send(text)
	}
	s.waiting = nil
	for _, st := range s.streams {
		st.fed()
	}
}

// State returns the state of the socket.
func (s *Socket) State() State { return s.state }

func (s *Socket) tell(e Event) { s.opts.Handler.SocketEvent(s, e) }

// ignore tells that something had no effect, once for each text: frames come in thousands.
func (s *Socket) ignore(text string) {
	const most = 20
	if len(s.ignored) < most && !slices.Contains(s.ignored, text) {
		s.ignored = append(s.ignored, text)
		s.tell(Ignored{text})
	}
}

// Send sends a text, once the connection is open. It returns a [telephony.Warning] when that is over.
func (s *Socket) Send(text string) error {
	switch s.state {
	case Connecting:
		s.waiting = append(s.waiting, text)
	case Open:
		s.conn.Send(text)
	default:
		return telephony.Warning("send: the WebSocket is " + string(s.state))
	}
	return nil
}

// Close ends the connection; [Ended] follows. An attempt to connect ends as a lost connection does (assumed). It returns a
// [telephony.Warning] when it is over already.
func (s *Socket) Close() error {
	was := s.state
	if was == Closing || was == Closed {
		return telephony.Warning("close: the WebSocket is " + string(was))
	}
	s.state = Closing
	s.conn.Close(Normal, NormalReason)
	s.opts.Scope.Queue(func() error {
		if was == Connecting {
			s.end(Lost, "")
		} else {
			s.end(Normal, NormalReason)
		}
		return nil
	})
	return nil
}

// Shut closes the connection at once, because its session ends.
func (s *Socket) Shut() {
	if s.state == Closed {
		return
	}
	if s.state != Closing {
		s.conn.Close(Normal, NormalReason)
	}
	s.end(Normal, NormalReason)
}

// Failed ends an attempt.
func (s *Socket) Failed(why string) {
	if s.state == Connecting {
		s.tell(Failed{why})
		s.end(Lost, "")
	}
}

// Closed ends the connection because of its far end.
func (s *Socket) Closed(code int, reason string) {
	if s.state == Open {
		s.end(code, reason)
	}
}

func (s *Socket) end(code int, reason string) {
	if s.state == Closed {
		return
	}
	s.state = Closed
	for _, st := range s.streams {
		st.end()
	}
	s.tell(Ended{Code: code, Reason: reason, Clean: code != Lost})
}

// Text takes in a text frame: of the media protocol, or a message.
func (s *Socket) Text(text string) {
	if s.state != Open {
		return
	}
	f, ours, err := parseFrame(text)
	switch {
	case err != nil:
		s.ignore("the WebSocket received a frame of media that is wrong: " + err.Error())
	case ours:
		s.Stream(f.tag()).take(f)
	default:
		s.tell(Message{text})
	}
}

// Binary ignores a binary frame (assumed).
func (s *Socket) Binary(int) {
	if s.state == Open {
		s.ignore("the WebSocket received a binary frame: only text frames reach the scenario")
	}
}

// Say takes in audio without a sound.
func (s *Socket) Say(tag string, u telephony.Utterance, burst bool, done func()) {
	if s.state != Open {
		return
	}
	if u.From == "" {
		u.From = s.party()
	}
	if u.What != telephony.Silence {
		s.tell(Spoke{s.party(), u})
	}
	s.Stream(tag).say(u, burst, done)
}

// party returns what the far end is called.
func (s *Socket) party() string {
	if l, ok := s.conn.(Listener); ok {
		return l.Name()
	}
	return s.opts.ID
}

// Stream returns the stream of a tag, "" being the one without. It is made when it is first named.
func (s *Socket) Stream(tag string) *Stream {
	for _, st := range s.streams {
		if st.tag == tag {
			return st
		}
	}
	st := newStream(s, tag)
	s.streams = append(s.streams, st)
	return st
}

// Clear drops the audio that has come on the stream of a tag and has not been played yet.
func (s *Socket) Clear(tag string) {
	for _, st := range s.streams {
		if st.tag == tag {
			st.in.clear()
		}
	}
}
