package telephony

import (
	"fmt"
	"strings"

	"voxemu/runtime/loop"
	"voxemu/runtime/vclock"
)

// The methods of this file are what a scenario does with a leg (behaviour page, section 5.4). What follows from them arrives
// as events, later. They return a [Warning] when they have no effect, or another than asked for.

func (l *Leg) warn(method, why string) error {
	return Warning(fmt.Sprintf("%s: call %s %s", method, l.ID, why))
}

// unanswered returns a warning unless this is an incoming call that can still be answered.
func (l *Leg) unanswered(method string) error {
	switch {
	case !l.Incoming:
		return l.warn(method, "is an outgoing one")
	case l.over() || l.leaving:
		return l.warn(method, "is over")
	case l.state == Connected || l.answering:
		return l.warn(method, "is answered already")
	}
	return nil
}

// Answer answers an incoming call: FirstAudio comes 15 ms later, Answered 20 ms later, AudioQuality 15 ms after that.
func (l *Leg) Answer(hs Headers) error {
	if err := l.unanswered("answer"); err != nil {
		return err
	}
	l.answering = true
	l.limit.Stop()
	if !l.Direct {
		l.after(toAudio, vclock.Signalling, "first audio", l.firstAudio)
	}
	l.after(toConnected, vclock.Signalling, "answer", func() { l.connected(Answered{}, Answered{Headers: hs.passed()}) })
	return nil
}

// AnswerDirect answers an incoming call so that its media goes straight to the far end of peer, an outgoing call made with
// DialRequest.Direct. Nothing else can be heard on either from then on (behaviour page, section 4.3).
func (l *Leg) AnswerDirect(peer *Leg, hs Headers) error {
	if err := l.unanswered("answerDirect"); err != nil {
		return err
	}
	if peer == nil || peer == l || peer.over() {
		return l.warn("answerDirect", "has no living call to be joined with")
	}
	for _, leg := range []*Leg{l, peer} {
		leg.Direct = true
		for len(leg.unit.ins) > 0 {
			l.net.graph.remove(leg.unit.ins[0], Detached)
		}
		for len(leg.unit.outs) > 0 {
			l.net.graph.remove(leg.unit.outs[0], Detached)
		}
	}
	l.net.graph.connect(l.unit, peer.unit)
	l.net.graph.connect(peer.unit, l.unit)
	return l.Answer(hs)
}

// Reject refuses an incoming call; Ended follows with the code. Code 0 stands for 603; what is no SIP refusal (300 to 699)
// is replaced by 603, with a warning.
func (l *Leg) Reject(code int, hs Headers) error {
	if err := l.unanswered("reject"); err != nil {
		return err
	}
	var err error
	if code != 0 && (code < 300 || code > 699) {
		err = l.warn("reject", fmt.Sprintf("cannot be refused with %d: 603 is used", code))
		code = 0
	}
	code = or(code, 603)
	l.leaving = true
	l.soon(func() {
		l.fail(code, reasonOf(code), nil, Failed{Code: code, Reason: reasonOf(code), Headers: hs.passed()})
	})
	return err
}

// normal are the headers of a call that ended normally (behaviour page, section 5.7).
func normal() Headers { return Headers{{"Reason", "Q.850;cause=16"}} }

// Hangup ends the call: a connected one with Ended and code 16, an incoming one that is not answered with Ended and code 603, an
// outgoing one with Failed and code 487 (behaviour page, sections 5.4 and 5.7, codes assumed).
func (l *Leg) Hangup(hs Headers) error {
	if l.over() || l.leaving {
		return l.warn("hangup", "is over")
	}
	l.leaving = true
	l.soon(func() {
		gone := hs.passed()
		switch {
		case l.state == Connected || l.answering:
			l.hangUp(16, "", normal(), Ended{Code: 16, Headers: gone})
		case l.Incoming:
			l.fail(603, reasonOf(603), nil, Failed{Code: 603, Reason: reasonOf(603), Headers: gone})
		default:
			l.fail(487, reasonOf(487), nil, Ended{Code: 487, Reason: reasonOf(487), Headers: gone})
		}
	})
	return nil
}

// Ring tells the caller of an incoming call that it rings. No event follows here.
func (l *Leg) Ring(hs Headers) error {
	if err := l.unanswered("ring"); err != nil {
		return err
	}
	l.soon(func() { l.party.PartyEvent(Ringing{180, hs.passed()}) })
	return nil
}

// StartEarlyMedia lets the caller of an incoming call hear what is sent to it before the answer. Nothing can be heard from
// the caller yet.
func (l *Leg) StartEarlyMedia(hs Headers) error {
	if err := l.unanswered("startEarlyMedia"); err != nil {
		return err
	}
	if l.Direct {
		return l.warn("startEarlyMedia", "has its media elsewhere")
	}
	l.early = true
	l.gates()
	l.soon(func() { l.party.PartyEvent(EarlyMedia{183, hs.passed()}) })
	return nil
}

// usable returns a warning unless the call is connected.
func (l *Leg) usable(method string) error {
	switch {
	case l.over() || l.leaving:
		return l.warn(method, "is over")
	case l.state != Connected:
		return l.warn(method, "is not connected")
	}
	return nil
}

// SendMessage sends a text message to the far end, at most 8192 bytes (behaviour page, section 8.11).
func (l *Leg) SendMessage(text string) error {
	if err := l.usable("sendMessage"); err != nil {
		return err
	}
	if len(text) > maxBody {
		return l.warn("sendMessage", fmt.Sprintf("takes up to %d bytes, not %d", maxBody, len(text)))
	}
	l.soon(func() { l.party.PartyEvent(Message{Text: text}) })
	return nil
}

// SendInfo sends a SIP INFO to the far end, at most 8192 bytes (behaviour page, section 8.11).
func (l *Leg) SendInfo(mime, body string, hs Headers) error {
	if err := l.usable("sendInfo"); err != nil {
		return err
	}
	if len(body) > maxBody {
		return l.warn("sendInfo", fmt.Sprintf("takes up to %d bytes, not %d", maxBody, len(body)))
	}
	l.soon(func() { l.party.PartyEvent(Info{mime, body, hs.passed()}) })
	return nil
}

// HandleTones makes each key that the far end presses a [Digit] event and keeps it from the audio; only those that come the
// given way, if it is not AllDTMF. It can be called before the call is connected.
func (l *Leg) HandleTones(on bool, way DTMF) error {
	if l.over() {
		return l.warn("handleTones", "is over")
	}
	l.handlesKeys, l.keyTypes = on, way
	l.unit.keepKeys(on && (way == AllDTMF || way == RFC2833))
	return nil
}

// handles reports whether a key that comes some way is handled now. With AllDTMF the first RFC 2833 key switches in-band
// detection off.
func (l *Leg) handles(way DTMF) bool {
	if !l.handlesKeys {
		return false
	}
	if l.keyTypes != AllDTMF {
		return way == l.keyTypes
	}
	return way != InBand || !l.sawRFC2833
}

// handleKey raises Digit if the key is handled, and reports whether it is.
func (l *Leg) handleKey(key string, way DTMF) bool {
	if l.state != Connected || !l.handles(way) || way != SIPInfo && l.silent() {
		return false
	}
	l.sawRFC2833 = l.sawRFC2833 || way == RFC2833
	l.tell(Digit{key, way})
	return true
}

// HandleMic makes each change of the far end's speaking a [Mic] event. It is off at first.
func (l *Leg) HandleMic(on bool) error {
	if l.over() {
		return l.warn("handleMicStatus", "is over")
	}
	l.handlesMic = on
	return nil
}

// activity counts what the far end is saying at the moment.
func (l *Leg) activity(change int) {
	l.settle()
	was := l.active > 0
	l.active = max(0, l.active+change)
	if now := l.active > 0; now != was && l.handlesMic && l.state == Connected {
		l.tell(Mic{now})
	}
}

// keys is what sendDigits still has to send.
type keys struct {
	left  string
	timer *loop.Timer
}

// SendDigits plays the keys 0-9 * # to the far end, one after the other; p is a pause of 500 ms. Others are skipped, with a
// warning. Further digits follow those that are still being sent.
func (l *Leg) SendDigits(digits string) error {
	if err := l.usable("sendDigits"); err != nil {
		return err
	}
	if l.Direct {
		return l.warn("sendDigits", "has its media elsewhere")
	}
	valid := strings.Map(func(r rune) rune {
		if strings.ContainsRune("0123456789*#p", r) {
			return r
		}
		return -1
	}, digits)
	idle := l.sending.left == "" && !l.sending.timer.Armed()
	l.sending.left += valid
	if idle && valid != "" {
		l.soon(l.sendKey)
	}
	if valid != digits {
		return l.warn("sendDigits", fmt.Sprintf("cannot send all of %q: only 0-9, *, # and p", digits))
	}
	return nil
}

// sendKey sends the next key and comes back after it.
func (l *Leg) sendKey() {
	if l.sending.left == "" {
		return
	}
	key := l.sending.left[:1]
	l.sending.left = l.sending.left[1:]
	wait := pause
	if key != "p" {
		d := l.net.opts.Durations
		wait = d.digit() + d.gap()
		l.unit.emit(Utterance{What: Key, Digits: key}, true, nil)
	}
	l.sending.timer = l.net.sc.After(wait, vclock.Media, reason{l, "sending digits"}, func() error {
		l.sendKey()
		return nil
	})
}

// ReInvite asks the far end to change the call. ReInviteAccepted or ReInviteRejected follows.
func (l *Leg) ReInvite(mime, body string, hs Headers) error {
	if err := l.usable("reInvite"); err != nil {
		return err
	}
	l.reInvites = true
	l.soon(func() { l.party.PartyEvent(ReInvite{mime, body, hs.passed()}) })
	return nil
}

// AcceptReInvite agrees to the ReInvite of the far end.
func (l *Leg) AcceptReInvite(mime, body string, hs Headers) error {
	if err := l.invited("acceptReInvite"); err != nil {
		return err
	}
	l.soon(func() { l.party.PartyEvent(ReInviteAccepted{mime, body, hs.passed()}) })
	return nil
}

// RejectReInvite refuses the ReInvite of the far end; code 0 stands for 488.
func (l *Leg) RejectReInvite(code int, text string, hs Headers) error {
	if err := l.invited("rejectReInvite"); err != nil {
		return err
	}
	code = or(code, 488)
	l.soon(func() { l.party.PartyEvent(ReInviteRejected{code, text, hs.passed()}) })
	return nil
}

func (l *Leg) invited(method string) error {
	if err := l.usable(method); err != nil {
		return err
	}
	if !l.reInvited {
		return l.warn(method, "has no ReInvite to be answered")
	}
	l.reInvited = false
	return nil
}

// AnswerRefer tells the far end how its wish to be transferred ended: 200 is success (behaviour page, section 8.8).
func (l *Leg) AnswerRefer(code int, text string) error {
	if err := l.usable("notifyBlindTransfer"); err != nil {
		return err
	}
	if !l.referring {
		return l.warn("notifyBlindTransfer", "has not asked to be transferred")
	}
	l.referring = false
	l.soon(func() { l.party.PartyEvent(Referred{code, text}) })
	return nil
}
