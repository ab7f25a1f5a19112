package telephony

import (
	"fmt"

	"voxemu/runtime/vclock"
)

// Line is a leg as its party holds it: what the far end can do. Its methods are called in turns of the network's scope. They
// return a [Warning] when they have no effect.
type Line struct{ leg *Leg }

// Leg returns the leg.
func (p *Line) Leg() *Leg { return p.leg }

func (p *Line) warn(what, why string) error {
	return Warning(fmt.Sprintf("%s of %s: the call %s", what, p.leg.ID, why))
}

// called returns a warning unless this is the party of an outgoing call that is not answered yet.
func (p *Line) called(what string) error {
	switch l := p.leg; {
	case l.Incoming:
		return p.warn(what, "was made by this party")
	case l.over():
		return p.warn(what, "is over")
	case l.state == Connected:
		return p.warn(what, "is answered already")
	}
	return nil
}

// Ring tells the one who called that it rings. Only the first time counts. After early media it is not told, unless the call
// was made with Allow180After183.
func (p *Line) Ring(hs Headers) error {
	if err := p.called("ring"); err != nil {
		return err
	}
	l := p.leg
	if l.rang {
		return p.warn("ring", "rings already")
	}
	l.rang = true
	if !l.early || l.late180 {
		l.tell(Ringing{180, hs.passed()})
	}
	return nil
}

// EarlyMedia lets this party be heard before it answers.
func (p *Line) EarlyMedia(hs Headers) error {
	if err := p.called("early media"); err != nil {
		return err
	}
	l := p.leg
	if l.early || l.Direct {
		return p.warn("early media", "has it already, or has its media elsewhere")
	}
	l.early = true
	l.gates()
	l.tell(EarlyMedia{183, hs.passed()})
	l.after(toAudio, vclock.Signalling, "first audio", l.firstAudio)
	return nil
}

// Answer connects the call. AudioStarted comes right before, if there was no early media.
func (p *Line) Answer(hs Headers, displayName string) error {
	if err := p.called("answer"); err != nil {
		return err
	}
	l := p.leg
	if !l.early && !l.Direct {
		l.early = true
		l.tell(EarlyMedia{200, hs.passed()})
	}
	if !l.over() {
		l.connected(Answered{hs.passed(), displayName}, Answered{})
	}
	return nil
}

// Reject refuses the call; code 0 stands for 603, and an empty text for the usual one of the code.
func (p *Line) Reject(code int, text string, hs Headers) error {
	if err := p.called("reject"); err != nil {
		return err
	}
	code = or(code, 603)
	text = or(text, reasonOf(code))
	p.leg.fail(code, text, hs.passed(), Failed{Code: code, Reason: text})
	return nil
}

// Hangup ends the call. For a connected one code 0 stands for the usual internalCode: 10 with "BYE received" for pstn, else 16
// (behaviour page, section 5.7). A caller that was not answered yet cancels: 487.
func (p *Line) Hangup(code int, text string, hs Headers) error {
	l := p.leg
	switch {
	case l.over():
		return p.warn("hangup", "is over")
	case l.state == Connected || l.answering:
		if code == 0 {
			code = 16
			if l.Kind == PSTN || l.Kind == WAB {
				code, text = 10, "BYE received"
			}
		}
		l.hangUp(code, text, append(normal(), hs.passed()...), Ended{Code: code, Reason: text})
	case l.Incoming:
		l.fail(487, reasonOf(487), hs.passed(), Ended{Code: 487, Reason: reasonOf(487)})
	default:
		return p.Reject(code, text, hs)
	}
	return nil
}

// Say utters something. done is called when it has come to its end; it may be nil. Before the call is connected
// it is heard only if there is early media.
func (p *Line) Say(u Utterance, done func()) *Emission {
	l := p.leg
	name := p.name()
	u.From = or(u.From, name)
	if o := l.net.opts.Observer; o != nil && name != "" && u.What != Silence {
		o.Spoke(Spoke{Party: name, Leg: l, What: u.What, Text: u.Text, Digits: u.Digits})
	}
	if u.What != Speech && u.What != Audio || l.silent() {
		return l.unit.Emit(u, done)
	}
	l.activity(+1)
	e := l.unit.Emit(u, done)
	e.gone = func() { l.activity(-1) }
	return e
}

func (p *Line) name() string { return p.leg.Party() }

// Press presses one key after the other: 0-9, * and #. done is called after the last; it may be nil. Keys that the
// application handles become [Digit] events, others are heard.
func (p *Line) Press(keys string, way DTMF, done func()) {
	l := p.leg
	if o := l.net.opts.Observer; o != nil && keys != "" {
		o.Spoke(Spoke{Party: p.name(), Leg: l, What: Key, Digits: keys})
	}
	p.press(keys, or(way, RFC2833), done)
}

func (p *Line) press(keys string, way DTMF, done func()) {
	l := p.leg
	if keys == "" || l.over() {
		if done != nil && !l.over() {
			done()
		}
		return
	}
	if !l.handleKey(keys[:1], way) && !l.over() {
		l.unit.Emit(Utterance{What: Key, Digits: keys[:1], From: p.name()}, nil)
	}
	d := l.net.opts.Durations
	l.after(d.digit()+d.gap(), vclock.Far, "pressing keys", func() { p.press(keys[1:], way, done) })
}

// Mic tells that this party begins or stops to speak, for what has no utterance.
func (p *Line) Mic(active bool) {
	if active {
		p.leg.activity(+1)
		return
	}
	p.leg.activity(-1)
}

func (p *Line) up(what string) error {
	if p.leg.state != Connected {
		return p.warn(what, "is not connected")
	}
	return nil
}

// Hold puts the call on hold, or takes it back: nothing is heard in either direction in between. The application gets Hold
// and then a ReInvite, except on a pstn leg (behaviour page, section 8.9, order assumed).
func (p *Line) Hold(on bool) error {
	if err := p.up("hold"); err != nil {
		return err
	}
	l := p.leg
	if l.held == on {
		return p.warn("hold", "is so already")
	}
	l.settle()
	l.held = on
	l.gates()
	l.tell(Hold{on})
	if l.Kind == PSTN || l.Kind == WAB {
		return nil
	}
	mime, body := "application/json", `{"hold":`+fmt.Sprint(on)+`}`
	if l.Kind == SIP {
		mime, body = "application/sdp", "a=sendrecv"
		if on {
			body = "a=sendonly"
		}
	}
	return p.ReInvite(mime, body, nil)
}

// Message sends a text message to the application.
func (p *Line) Message(text string, hs Headers) error {
	if err := p.up("message"); err != nil {
		return err
	}
	p.leg.tell(Message{text, hs.passed()})
	return nil
}

// Info sends a SIP INFO to the application.
func (p *Line) Info(mime, body string, hs Headers) error {
	if err := p.up("info"); err != nil {
		return err
	}
	p.leg.tell(Info{mime, body, hs.passed()})
	return nil
}

// ReInvite asks the application to change the call.
func (p *Line) ReInvite(mime, body string, hs Headers) error {
	if err := p.up("re-invite"); err != nil {
		return err
	}
	p.leg.reInvited = true
	p.leg.tell(ReInvite{mime, body, hs.passed()})
	return nil
}

// AcceptReInvite agrees to the application's ReInvite.
func (p *Line) AcceptReInvite(mime, body string, hs Headers) error {
	return p.reInvite(ReInviteAccepted{mime, body, hs.passed()})
}

// RejectReInvite refuses the application's ReInvite.
func (p *Line) RejectReInvite(code int, text string, hs Headers) error {
	return p.reInvite(ReInviteRejected{code, text, hs.passed()})
}

func (p *Line) reInvite(answer Event) error {
	if err := p.up("re-invite"); err != nil {
		return err
	}
	if !p.leg.reInvites {
		return p.warn("re-invite", "has none to be answered")
	}
	p.leg.reInvites = false
	p.leg.tell(answer)
	return nil
}

// Refer asks the application to transfer the call.
func (p *Line) Refer(to string, hs Headers) error {
	if err := p.up("refer"); err != nil {
		return err
	}
	p.leg.referring = true
	p.leg.tell(Refer{to, hs.passed()})
	return nil
}
