package peer

import (
	"time"

	"voxemu/runtime/telephony"
)

// Actor is a far end that is told what to do while it is at it: it does the steps of its script, and then those it is given. It keeps
// what it receives. Its methods belong to the goroutine of the loop.
type Actor struct {
	p        *scripted
	changed  func()
	request  string
	received []Receipt
	closed   *Closed
}

// Receipt is something that has come over a connection: a text frame, or an utterance that was heard.
type Receipt struct {
	// Text is that of a frame; Heard is nil then.
	Text string
	// Heard is the utterance, on the stream of Tag, audible For so long. Cut is true when it did not come to its own end.
	Heard *telephony.Utterance
	Tag   string
	For   time.Duration
	Cut   bool
	At    time.Time
}

var _ Far = (*Actor)(nil)

// NewActor returns the far end of a line that begins with a script. Changed is called after each event; it may be nil.
func NewActor(l *Line, s telephony.Script, changed func()) *Actor {
	if changed == nil {
		changed = func() {}
	}
	return &Actor{p: newScripted(l, s), changed: changed}
}

// PeerEvent tells what happens to the connection.
func (a *Actor) PeerEvent(e Event) {
	now := a.p.line.sc.Now().Std()
	switch e := e.(type) {
	case Offered:
		a.request = e.Request.URL
	case Message:
		a.received = append(a.received, Receipt{Text: e.Text, At: now})
	case Began:
		if e.Utterance.Length < 0 { // it may never end
			a.received = append(a.received, Receipt{Heard: e.Utterance, Tag: e.Tag, At: now})
		}
	case Over:
		if e.Utterance.Length >= 0 && e.Utterance.What != telephony.Silence {
			a.received = append(a.received, Receipt{Heard: e.Utterance, Tag: e.Tag, For: e.Heard, Cut: e.Cut, At: now})
		}
	case Closed:
		a.closed = &e
	}
	a.p.PeerEvent(e)
	a.changed()
}

// Do adds steps, which begin when those before are done and the connection is open.
func (a *Actor) Do(steps ...telephony.Step) {
	a.p.steps = append(a.p.steps, steps...)
	if a.p.rests && a.Open() {
		a.p.rests = false
		a.p.next(0)
	}
}

// Open reports whether the connection is open.
func (a *Actor) Open() bool { return a.p.line.Open() }

// URL returns what was dialled, "" for a client.
func (a *Actor) URL() string { return a.request }

// Received returns what has come so far, in order.
func (a *Actor) Received() []Receipt { return a.received }

// Closed returns how the connection ended, nil while it has not.
func (a *Actor) Closed() *Closed { return a.closed }
