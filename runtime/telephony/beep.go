package telephony

import (
	"math"
	"slices"
	"strconv"
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/vclock"
)

// What a tone has to be like to be taken for a beep, or for the tone of a network (assumed).
const (
	shortestTone = 100 * time.Millisecond
	longestBeep  = 3 * time.Second
	hertzOff     = 20 // how far a frequency may be from the one that is looked for
)

// The beep of a voicemail that names neither (assumed).
const (
	beepHertz  = 1000
	beepLength = 500 * time.Millisecond
	beepLevel  = "-10"
)

// beep makes the sound of a beep step.
func beep(s Step) Utterance {
	long := or(s.For, beepLength)
	seconds := strconv.FormatFloat(long.Seconds(), 'f', -1, 64)
	script := strconv.Itoa(or(s.Hertz, beepHertz)) + "@" + beepLevel + ";" + seconds + "(" + seconds + "/0/1)"
	return Utterance{What: Tones, Digits: script, Length: long}
}

// Tone is a tone that was heard.
type Tone struct {
	// Frequencies are those that sounded together, in Hz.
	Frequencies []float64
	// Progress is true for the tones of networks, which repeat, pause or don't end. Others are beeps.
	Progress bool
}

// ToneDetector listens to the far end of a leg for tones.
type ToneDetector struct {
	sc    *loop.Scope
	unit  *Unit
	heard func(Tone)
	now   []sounding
}

// sounding is a tone that is audible, and the timer for the moment at which it is known what it is.
type sounding struct {
	u     *Utterance
	timer *loop.Timer
}

var _ Sink = (*ToneDetector)(nil)

// DetectTones tells each tone of at least 100 ms that comes from the far end: a beep when it is over, the tone of a network when
// its first sound is. The name is that of the detector's unit.
func (l *Leg) DetectTones(name string, heard func(Tone)) (*ToneDetector, error) {
	d := &ToneDetector{sc: l.net.sc, heard: heard}
	d.unit = l.net.graph.NewUnit(UnitOptions{Name: name, Inputs: One, Sink: d})
	if err := l.net.graph.Connect(l.unit, d.unit); err != nil {
		d.unit.End()
		return nil, err
	}
	return d, nil
}

// Stop ends the detector. A second call does nothing.
func (d *ToneDetector) Stop() {
	for _, s := range d.now {
		s.timer.Stop()
	}
	d.now = nil
	d.unit.End()
}

// Begin waits for the end of a tone's first sound. Of a tone whose first sound is over already nothing is told.
func (d *ToneDetector) Begin(u *Utterance) {
	if u.What != Tones {
		return
	}
	s, err := ParseTones(u.Digits)
	if err != nil {
		return
	}
	t, start, end := s.first()
	passed := d.unit.Position(u)
	if t.Progress && end == Endless {
		end = start + longestBeep
	}
	if end-max(start, passed) < shortestTone || !t.Progress && end-start > longestBeep {
		return
	}
	d.now = append(d.now, sounding{u, d.sc.After(end-passed, vclock.Media, vclock.Text("a tone is recognised"), func() error {
		if !d.unit.Ended() {
			d.heard(t)
		}
		return nil
	})})
}

// End forgets a tone that was cut. One that came to its end is told by its timer, which is due at the same instant.
func (d *ToneDetector) End(u *Utterance, _ time.Duration, cut bool) {
	i := slices.IndexFunc(d.now, func(s sounding) bool { return s.u == u })
	if i < 0 {
		return
	}
	if cut {
		d.now[i].timer.Stop()
	}
	d.now = slices.Delete(d.now, i, i+1)
}

// first returns the first sound of a script, and from when to when it lasts; the end may be [Endless].
func (s ToneScript) first() (t Tone, start, end time.Duration) {
	first := s.Sections[0]
	sounds := 0
	for _, c := range first.Cadence {
		if len(c.Mix) > 0 {
			sounds++
		}
		if sounds == 0 {
			start += max(0, c.Off) + max(0, c.On)
		}
	}
	i := slices.IndexFunc(first.Cadence, func(c Cadence) bool { return len(c.Mix) > 0 })
	if i < 0 {
		return t, 0, 0
	}
	for _, f := range s.mix(first.Cadence[i].Mix) {
		t.Frequencies = append(t.Frequencies, f.Hertz)
	}
	end = Endless
	if on := first.Cadence[i].On; on != Endless {
		end = start + on
	}
	if first.Length != Endless && (end == Endless || end > first.Length) {
		end = first.Length
	}
	t.Progress = s.Length == Endless || sounds > 1 || len(s.Sections) > 1 || end != Endless && end < first.Length
	return t, start, end
}

// Has reports whether one of some frequencies sounds, to 20 Hz. Any tone has one of none.
func (t Tone) Has(wanted []float64) bool {
	if len(wanted) == 0 {
		return true
	}
	return slices.ContainsFunc(t.Frequencies, func(f float64) bool {
		return slices.ContainsFunc(wanted, func(w float64) bool { return math.Abs(f-w) <= hertzOff })
	})
}
