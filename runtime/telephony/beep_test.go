package telephony

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// tones writes down the tones of a leg.
func (s *sim) tones(l *Leg) *ToneDetector {
	d, err := l.DetectTones("tones", func(tone Tone) { s.add("tone", "%v %t", tone.Frequencies, tone.Progress) })
	s.ok(err)
	return d
}

func TestDetectTones(t *testing.T) {
	for _, c := range []struct{ name, script, want string }{
		{"a_beep_is_told_when_it_is_over", `wait 1s; beep`, "1520 tone [1000] false"},
		{"with_its_frequency", `beep 440 length=300ms; wait 1s; beep 950`, "320 tone [440] false\n1820 tone [950] false"},
		{"speech_and_keys_are_none", `say beep; press 1`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSim(t, Options{})
			s.answered(c.script, on[Answered](func(l *Leg) { s.tones(l) }))
			equal(t, only(s.run(), "tone"), lines(c.want))
		})
	}
}

func TestDetectTonesOfAScript(t *testing.T) {
	for script, want := range map[string]string{
		"1400@-10;0.2(0.2/0/1)":          "220 tone [1400] false",
		"350@-13,440@-13;*(*/0/1+2)":     "3020 tone [350 440] true", // dial tone
		"425@-19;5(1/4/1)":               "1020 tone [425] true",     // ringing
		"480@-24,620@-24;*(0.5/0.5/1+2)": "520 tone [480 620] true",  // busy
		"1000@-10;1(0.5/0/1,0/0.5/0)":    "520 tone [1000] true",
		"1000@-10;1(0.3/0/0,0.7/0/1)":    "1020 tone [1000] false",
		"1000@-10;0.05(0.05/0/1)":        "", // a click
		"1000@-10;10(10/0/1)":            "", // longer than a beep
		"1000@-10;1(1/0/0)":              "", // silent
		"nonsense":                       "",
	} {
		s := newSim(t, Options{})
		s.answered("wait 20s; hangup", on[Answered](func(l *Leg) {
			s.tones(l)
			l.line().Say(Utterance{What: Tones, Digits: script, Length: lengthOf(script)}, nil)
		}))
		if got := strings.Join(only(s.run(), "tone"), "; "); got != want {
			t.Errorf("%s: %q, want %q", script, got, want)
		}
	}
}

// lengthOf makes what is no tone script sound for a second all the same.
func lengthOf(script string) time.Duration {
	if _, err := ParseTones(script); err != nil {
		return time.Second
	}
	return 0
}

func TestToneDetectorThatComesLateOrGoesEarly(t *testing.T) {
	s := newSim(t, Options{})
	s.answered(`beep length=1s; beep length=1s; beep length=1s; beep length=1s; wait 9s`, on[Answered](func(l *Leg) {
		s.at(950, func() { s.tones(l) })                   // 70 ms are left
		s.at(1500, func() { s.at(2500, s.tones(l).Stop) }) // goes in the middle of the third
	}))
	got := only(s.run(), "tone")
	equal(t, got, lines("2020 tone [1000] false\n2020 tone [1000] false\n3020 tone [1000] false\n4020 tone [1000] false"))

	s = newSim(t, Options{})
	s.answered(`beep length=1s; wait 1s`, on[Answered](func(l *Leg) {
		d := s.tones(l)
		s.at(500, func() { s.ok(l.Hangup(nil)) })
		s.at(3000, func() { d.Stop(); d.Stop() })
	}))
	equal(t, only(s.run(), "tone"), nil)
	l := s.dial(DialRequest{Direct: true}, nil)
	_, err := l.DetectTones("tones", nil)
	s.warns(err, "does not pass through the platform")
}

func TestToneHas(t *testing.T) {
	tone := Tone{Frequencies: []float64{440, 480}}
	for want, wanted := range map[bool][][]float64{true: {nil, {440}, {460}, {1000, 500}}, false: {{1000}, {501}, {419}}} {
		for _, list := range wanted {
			if got := tone.Has(list); got != want {
				t.Error(fmt.Sprint(list), got)
			}
		}
	}
}
