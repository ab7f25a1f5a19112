package session

import (
	"slices"
	"time"

	"voxemu/runtime/recording"
	"voxemu/runtime/telephony"
	"voxemu/runtime/trace"
	"voxemu/runtime/vclock"
)

// Tape collects what a recording hears, from now on. Digits that a call handles are not on it, as they are no audio any more (behaviour
// page, section 8.10).
type Tape struct {
	s     *Session
	since vclock.Time
	units []*telephony.Unit
	rec   *recording.Recording
	open  []openUtterance
	muted bool
}

// openUtterance is one that is audible at the moment; at is its place on the tape, or -1 while the tape is muted.
type openUtterance struct {
	u  *telephony.Utterance
	on *track
	at int
}

// NewTape makes an empty tape, which becomes the content of a recording. It begins now.
func (s *Session) NewTape(r *recording.Recording) *Tape {
	r.Began = s.scope.Now().Std()
	t := &Tape{s: s, since: s.scope.Now(), rec: r}
	running := s.tapes()
	*running = append(*running, t)
	return t
}

type tapesKey struct{}

// tapes are those that are running.
func (s *Session) tapes() *[]*Tape {
	return Local(s, tapesKey{}, func() *[]*Tape { return new([]*Tape) })
}

// keepTapes keeps what is recorded of recordings that are under way: the run is broken off.
func (s *Session) keepTapes() {
	for _, t := range slices.Clone(*s.tapes()) {
		t.Stop()
		s.SaveRecording("the end of the run", t.rec)
	}
}

// Track adds a unit that the tape hears; its sink is the tape's. The unit ends with the tape.
func (t *Tape) Track(side recording.Side, o telephony.UnitOptions) *telephony.Unit {
	on := &track{t: t, side: side}
	o.Sink = on
	on.unit = t.s.Network().Graph().NewUnit(o)
	t.units = append(t.units, on.unit)
	return on.unit
}

// Set notes that a method set something of the video: anything that [TraceValue] takes.
func (t *Tape) Set(method string, value any) {
	t.rec.Video = append(t.rec.Video, recording.Setting{At: t.now(), Method: method, Value: trace.AppendJSON(nil, TraceValue(value))})
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
			o.at = t.add(o.u, o.on)
		}
	}
}

func (t *Tape) add(u *telephony.Utterance, on *track) int {
	t.rec.Utterances = append(t.rec.Utterances, recording.Utterance{
		Side: on.side, From: u.From, Start: t.now(), Offset: on.unit.Position(u), What: u.What,
		Text: u.Text, URL: u.URL, Digits: u.Digits, Voice: u.Voice,
	})
	return len(t.rec.Utterances) - 1
}

func (t *Tape) cut(at int) {
	if at >= 0 {
		one := &t.rec.Utterances[at]
		one.Length, one.Cut = t.now()-one.Start, true
	}
}

// Stop ends the recording; what is still audible is cut.
func (t *Tape) Stop() {
	for _, o := range t.open {
		t.cut(o.at)
	}
	t.open = nil
	t.rec.Length = t.now()
	running := t.s.tapes()
	*running = slices.DeleteFunc(*running, func(o *Tape) bool { return o == t })
	for _, u := range t.units {
		u.End()
	}
}

// track is one side of a tape.
type track struct {
	t    *Tape
	side recording.Side
	unit *telephony.Unit
}

var _ telephony.Sink = (*track)(nil)

// Begin notes an utterance.
func (r *track) Begin(u *telephony.Utterance) {
	if u.What == telephony.Silence {
		return
	}
	o := openUtterance{u, r, -1}
	if !r.t.muted {
		o.at = r.t.add(u, r)
	}
	r.t.open = append(r.t.open, o)
}

// End notes how much of it there was.
func (r *track) End(u *telephony.Utterance, heard time.Duration, cut bool) {
	t := r.t
	i := slices.IndexFunc(t.open, func(o openUtterance) bool { return o.u == u && o.on == r })
	if i < 0 {
		return
	}
	if at := t.open[i].at; at >= 0 {
		one := &t.rec.Utterances[at]
		one.Length, one.Cut = min(heard, t.now()-one.Start), cut
	}
	t.open = slices.Delete(t.open, i, i+1)
}
