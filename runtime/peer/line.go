package peer

import (
	"slices"
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/media"
	"voxemu/runtime/socket"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// setup is how long a connection takes to come up, from dialling (behaviour page of the connectors, section 1.4).
const setup = 10 * time.Millisecond

type state uint8

const (
	offered state = iota
	open
	over
)

// Line is a connection as its far end holds it. Its methods are called in turns of the session's scope; they return a
// [telephony.Warning] when they have no effect.
type Line struct {
	sc      *loop.Scope
	name    string
	to      socket.Receiver
	far     Far
	state   state
	doubt   func(Doubt)
	frames  uint64   // of the media protocol sent so far
	streams []string // the tags of those that it has started
}

// Name returns what the far end is called.
func (l *Line) Name() string { return l.name }

// Open reports whether the connection is open.
func (l *Line) Open() bool { return l.state == open }

// soon does something in a turn of its own, if the connection is not over by then.
func (l *Line) soon(f func()) { l.After(0, f) }

// After does something in a turn of its own once d has passed, if the connection is not over by then.
func (l *Line) After(d time.Duration, f func()) *loop.Timer {
	return l.sc.After(d, vclock.Signalling, vclock.Text("the WebSocket of "+l.name), func() error {
		if l.state != over {
			f()
		}
		return nil
	})
}

// next does something in the next turn, if the connection is not over by then.
func (l *Line) next(f func()) {
	l.sc.Queue(func() error {
		if l.state != over {
			f()
		}
		return nil
	})
}

func (l *Line) warn(what string) error {
	return telephony.Warning(what + ": the connection is not open")
}

// Accept completes the handshake.
func (l *Line) Accept() error {
	if l.state != offered {
		return telephony.Warning("answer: the connection waits for none")
	}
	l.state = open
	l.to.Opened()
	l.far.PeerEvent(Opened{})
	return nil
}

// Refuse lets the handshake fail, for a reason such as "403 Forbidden".
func (l *Line) Refuse(why string) error {
	if l.state != offered {
		return telephony.Warning("reject: the connection is made already")
	}
	l.state = over
	l.to.Failed(why)
	l.far.PeerEvent(Closed{Code: socket.Lost})
	return nil
}

// Send sends a text frame.
func (l *Line) Send(text string) error {
	if l.state != open {
		return l.warn("message")
	}
	l.to.Text(text)
	return nil
}

// Say utters something on the stream of a tag, which is started if it is not. At the end of what comes at its own pace, done is
// called; it may be nil. A burst sends all of it at once: then done is called at once.
func (l *Line) Say(tag string, u telephony.Utterance, burst bool, done func()) error {
	if l.state != open {
		return l.warn("say")
	}
	if !slices.Contains(l.streams, tag) {
		l.streams = append(l.streams, tag)
		l.to.Text(socket.StartFrame(l.frames, tag, media.PCM16, ""))
		l.frames++
	}
	if l.state != open {
		return nil
	}
	l.to.Say(tag, u, burst, done)
	if burst && done != nil {
		done()
	}
	return nil
}

// StopMedia stops the stream of a tag.
func (l *Line) StopMedia(tag string) error {
	i := slices.Index(l.streams, tag)
	if l.state != open || i < 0 {
		return telephony.Warning("stop-media: nothing is sent on this stream")
	}
	l.streams = slices.Delete(l.streams, i, i+1)
	l.to.Text(socket.StopFrame(l.frames, tag, media.PCM16, 0))
	l.frames++
	return nil
}

// Close closes the connection with a code and a reason.
func (l *Line) Close(code int, reason string) error {
	if l.state != open {
		return l.warn("close")
	}
	l.state = over
	l.to.Closed(code, reason)
	l.far.PeerEvent(Closed{code, reason})
	return nil
}

// Drop loses the connection.
func (l *Line) Drop() error { return l.Close(socket.Lost, "") }

// conn is the connection as the platform's end holds it. What is sent arrives in a turn of its own.
type conn struct{ l *Line }

var _ socket.Listener = conn{}

func (c conn) Name() string { return c.l.name }

func (c conn) Send(text string) {
	c.l.next(func() { c.l.far.PeerEvent(Message{text}) })
}

// Close is heard of by the far end when all that was sent before has arrived.
func (c conn) Close(code int, reason string) {
	c.l.next(func() {
		c.l.state = over
		c.l.far.PeerEvent(Closed{code, reason})
	})
}

func (c conn) Began(tag string, u *telephony.Utterance) {
	c.l.next(func() { c.l.far.PeerEvent(Began{tag, u}) })
}

func (c conn) Over(tag string, u *telephony.Utterance, heard time.Duration, cut bool) {
	c.l.next(func() { c.l.far.PeerEvent(Over{tag, u, heard, cut}) })
}
