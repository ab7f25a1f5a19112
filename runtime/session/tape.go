package session

import (
	"slices"
	"time"

	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// Tape collects what a recording hears, from now on. Digits that a call handles are not on it, as they are no audio any more (behaviour
// page, section 8.10).
type Tape struct {
	s     *Session
	since vclock.Time
	units []*telephony.Unit
	got   []RecordedUtterance
	open  []openUtterance
	muted bool
}

// openUtterance is one that is audible at the moment; at is its place on the tape, or -1 while the tape is muted.
type openUtterance struct {
	u    *telephony.Utterance
	side Side
	at   int
}

// NewTape makes an empty tape. It begins now.
func (s *Session) NewTape() *Tape { return &Tape{s: s, since: s.scope.Now()} }

// Track adds a unit that the tape hears; its sink is the tape's. The unit ends with the tape.
func (t *Tape) Track(side Side, o telephony.UnitOptions) *telephony.Unit {
	o.Sink = track{t, side}
	u := t.s.Network().Graph().NewUnit(o)
	t.units = append(t.units, u)
	return u
}

// Seconds returns how long the tape has been running, in whole seconds.
func (t *Tape) Seconds() int { return int(t.now() / time.Second) }

func (t *Tape) now() time.Duration { return t.s.scope.Now().Sub(t.since) }

// Mute makes the tape record silence, or go on with what is audible then. Its sources stay.
func (t *Tape) Mute(on bool) {
	if t.muted == on {
		return
	}
	t.muted = on
	for i := range t.open {
		o := &t.open[i]
		if on {
			t.cut(o.at)
			o.at = -1
		} else {
			o.at = t.add(o.u, o.side)
		}
	}
}

func (t *Tape) add(u *telephony.Utterance, side Side) int {
	t.got = append(t.got, RecordedUtterance{
		Side: side, From: u.From, Start: t.now(), What: u.What, Text: u.Text, URL: u.URL, Digits: u.Digits,
	})
	return len(t.got) - 1
}

func (t *Tape) cut(at int) {
	if at >= 0 {
		one := &t.got[at]
		one.Length, one.Cut = t.now()-one.Start, true
	}
}

// Stop ends the recording and returns what is on it; what is still audible is cut.
func (t *Tape) Stop() []RecordedUtterance {
	for _, o := range t.open {
		t.cut(o.at)
	}
	t.open = nil
	for _, u := range t.units {
		u.End()
	}
	return t.got
}

// track is one side of a tape.
type track struct {
	t    *Tape
	side Side
}

var _ telephony.Sink = track{}

// Begin notes an utterance.
func (r track) Begin(u *telephony.Utterance) {
	if u.What == telephony.Silence {
		return
	}
	o := openUtterance{u, r.side, -1}
	if !r.t.muted {
		o.at = r.t.add(u, r.side)
	}
	r.t.open = append(r.t.open, o)
}

// End notes how much of it there was.
func (r track) End(u *telephony.Utterance, heard time.Duration, cut bool) {
	t := r.t
	i := slices.IndexFunc(t.open, func(o openUtterance) bool { return o.u == u && o.side == r.side })
	if i < 0 {
		return
	}
	if at := t.open[i].at; at >= 0 {
		one := &t.got[at]
		one.Length, one.Cut = min(heard, t.now()-one.Start), cut
	}
	t.open = slices.Delete(t.open, i, i+1)
}
