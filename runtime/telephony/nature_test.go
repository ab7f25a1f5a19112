package telephony

import (
	"testing"
	"time"
)

// detect writes down what a detector finds.
func (s *sim) detect(l *Leg, o DetectOptions) {
	o.Timeout = or(o.Timeout, 6500*time.Millisecond)
	o.Begun = func() { s.add("amd", "begun") }
	o.Done = func(f Finding) { s.add("amd", "%s %d", f.Nature, f.Confidence) }
	s.ok(l.Detect(o))
}

// The far end answers 1 s after it was dialled, unless its script says otherwise.
func TestDetect(t *testing.T) {
	for _, c := range []struct {
		name, far string
		o         DetectOptions
		want      string
	}{
		{"human_2_s_after_the_answer_without_a_word", `answer after 1s`, DetectOptions{}, "1000 amd begun\n3000 amd human 100"},
		{"voicemail_as_the_script_says", `answer after 1s; amd voicemail confidence=87`, DetectOptions{}, "1000 amd begun\n3000 amd voicemail 87"},
		{"wherever_it_says_so", `amd mimic after=500ms; answer after 1s`, DetectOptions{}, "1000 amd begun\n1500 amd mimic 100"},
		{"the_last_word_counts", `amd voicemail; answer after 1s; amd human`, DetectOptions{}, "1000 amd begun\n3000 amd human 100"},
		{"who_beeps_is_a_voicemail", `answer after 1s; say hi; beep`, DetectOptions{}, "1000 amd begun\n3000 amd voicemail 100"},
		{"unless_it_says_otherwise", `answer after 1s; beep; amd human`, DetectOptions{}, "1000 amd begun\n3000 amd human 100"},
		{"begins_with_early_media", `early-media; wait 1s; answer`, DetectOptions{}, "200 amd begun\n3200 amd human 100"},
		{"too_late_after_the_timeout", `answer after 1s; amd unclear`, DetectOptions{}, "1000 amd begun\n7500 amd too late 0"},
		{"slower_than_the_timeout", `answer after 1s; amd human after=3s`, DetectOptions{Timeout: 2 * time.Second}, "1000 amd begun\n3000 amd too late 0"},
		{"just_in_time", `answer after 1s; amd human after=2s`, DetectOptions{Timeout: 2 * time.Second}, "1000 amd begun\n3000 amd human 100"},
		{"not_sure_enough", `answer after 1s; amd voicemail confidence=60`, DetectOptions{Sure: map[Nature]int{Voicemail: 61}}, "1000 amd begun\n7500 amd too late 0"},
		{"another_thing_to_be_sure_of", `answer after 1s; amd voicemail confidence=60`, DetectOptions{Sure: map[Nature]int{Human: 61}}, "1000 amd begun\n3000 amd voicemail 60"},
		{"hangs_up_before", `answer after 1s; wait 1s; hangup`, DetectOptions{}, "1000 amd begun\n2000 amd call over 0"},
		{"never_answered", `busy`, DetectOptions{}, "200 amd call over 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSim(t, Options{Far: far(t, "*", c.far)})
			s.detect(s.dial(DialRequest{}, nil), c.o)
			equal(t, only(s.run(), "amd"), lines(c.want))
		})
	}
}

func TestDetectLater(t *testing.T) {
	s := newSim(t, Options{Far: far(t, "*", "answer after 1s; wait 20s; hangup")})
	l := s.dial(DialRequest{}, nil)
	s.at(3000, func() { s.detect(l, DetectOptions{}) })
	s.at(7000, func() { s.detect(l, DetectOptions{}) }) // the timeout counts from the answer
	s.at(60000, func() { s.detect(l, DetectOptions{}) })
	early := s.dial(DialRequest{To: "15550301"}, nil)
	s.at(500, func() { s.detect(early, DetectOptions{}) })
	equal(t, only(s.run(), "amd"), lines(`
		1000 amd begun
		3000 amd human 100
		3000 amd begun
		5000 amd human 100
		7000 amd begun
		7500 amd too late 0
		60000 amd call over 0`))
	s.warns(s.dial(DialRequest{Direct: true}, nil).Detect(DetectOptions{}), "has its media elsewhere")
}

func TestDetectOnWhatIsNotScripted(t *testing.T) {
	s := newSim(t, Options{})
	l := s.answered(`early-media`, func(l *Leg, e Event) {
		if is[Answered](e) {
			s.detect(l, DetectOptions{})
		}
	})
	l.party.(*scripted).is.nature = Mimic
	equal(t, only(s.run(), "amd"), lines("20 amd begun\n2020 amd mimic 100"))

	s = newSim(t, Options{})
	s.call(Incoming{Party: func(*Line) Party { return nobody{} }}, func(l *Leg) { s.ok(l.Answer(nil)) }, func(l *Leg, e Event) {
		if is[Answered](e) {
			s.detect(l, DetectOptions{})
		}
	})
	equal(t, only(s.run(), "amd"), lines("20 amd begun\n2020 amd human 100"))
}

func TestParseWhatAFarEndIs(t *testing.T) {
	for text, canonical := range map[string]string{
		"amd human":                              "amd human",
		"amd  voicemail confidence=80 after=3s ": "amd voicemail after=3s confidence=80",
		"beep":                                   "beep",
		"beep length=300ms 440":                  "beep 440 length=300ms",
		"beep 950; amd mimic; amd unclear":       "beep 950; amd mimic; amd unclear",
	} {
		got, err := ParseScript(text)
		if err != nil || got.String() != canonical {
			t.Errorf("%s: %s, %v; want %s", text, got, err, canonical)
		}
	}
	const natures = " (allowed: human, voicemail, mimic, unclear; then after=3s, confidence=0 to confidence=100)"
	const beeps = " (such as beep, beep 440 or beep 1000 length=300ms; 100 to 4000 Hz, 100ms to 3s)"
	for text, want := range map[string]string{
		"amd":                      `step 1, column 4: amd needs to know what the far end is, not ""` + natures,
		"amd robot":                `step 1, column 5: amd needs to know what the far end is, not "robot"` + natures,
		"amd human confidence=101": `step 1, column 11: "confidence=101" is not understood` + natures,
		"amd human after=0s":       `step 1, column 11: "after=0s" is not understood` + natures,
		"beep loud":                `step 1, column 6: "loud" is not understood` + beeps,
		"beep 99":                  `step 1, column 6: "99" is not understood` + beeps,
		"beep 440 441":             `step 1, column 10: "441" is not understood` + beeps,
		"beep length=4s":           `step 1, column 6: "length=4s" is not understood` + beeps,
		"beep length=50ms":         `step 1, column 6: "length=50ms" is not understood` + beeps,
	} {
		if _, err := ParseScript(text); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}
