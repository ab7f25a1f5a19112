package telephony

import (
	"strings"
	"testing"
	"time"
)

// recognise attaches a recogniser to a leg, which writes down what it is told.
func (s *sim) recognise(l *Leg, o RecogniserOptions) *Recogniser {
	o.Name = "asr"
	r := s.net.Graph().NewRecogniser(o, func(e RecogniserEvent) {
		switch e := e.(type) {
		case SpeechBegan:
			s.add("asr", "began")
		case Words:
			s.add("asr", "words %s", e.Text)
		case SpeechOver:
			s.add("asr", "over")
		case Result:
			s.add("asr", "result %s %d", e.Text, e.Confidence)
		}
	})
	s.ok(s.net.Graph().Connect(l.Unit(), r.Unit()))
	return r
}

// The call is connected at 20, and its party's first step follows then. A character takes 65 ms.
func TestRecogniser(t *testing.T) {
	single := RecogniserOptions{SingleUtterance: true}
	for _, c := range []struct {
		name, script string
		o            RecogniserOptions
		want         string
	}{
		{"a_result_follows_the_pause_after_the_speech", `say "yes, please"`, single, `
			20 asr began
			1235 asr over
			1235 asr result yes, please 100`},
		{"interim_words_come_when_they_have_been_said", `say "one two three" length=1300ms confidence=70`, RecogniserOptions{SingleUtterance: true, Interim: true}, `
			20 asr began
			320 asr words one
			720 asr words one two
			1320 asr words one two three
			1820 asr over
			1820 asr result one two three 70`},
		{"a_short_pause_is_part_of_the_speech", `say "one" confidence=50; wait 400ms; say "two" confidence=90`, single, `
			20 asr began
			1920 asr over
			1920 asr result one two 70`},
		{"a_longer_one_is_not", `say "one"; wait 600ms; say "two"`, single, `
			20 asr began
			1020 asr over
			1020 asr result one 100
			1120 asr began
			2120 asr over
			2120 asr result two 100`},
		{"unless_utterances_run_together", `say "one"; wait 600ms; say "two"`, RecogniserOptions{}, `
			20 asr began
			2620 asr over
			2620 asr result one two 100`},
		{"a_result_after_a_minute_at_the_latest", `say "a b c" length=90s`, RecogniserOptions{}, `
			20 asr began
			60020 asr result a b 100
			91020 asr over
			91020 asr result c 100`},
		{"a_single_utterance_may_be_longer", `say "a b" length=100s`, single, `
			20 asr began
			100520 asr over
			100520 asr result a b 100`},
		{"silence_keys_and_beeps_have_no_words", `silence 1s; press 1; beep`, single, ``},
		{"blanks_alone_have_none_either", `say "  "`, single, `
			20 asr began
			1020 asr over`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSim(t, Options{})
			s.quiet = true
			s.answered(c.script, on[Answered](func(l *Leg) { s.recognise(l, c.o) }))
			equal(t, only(s.run(), "asr"), lines(c.want))
		})
	}
}

func TestRecogniserHearsWhatIsSentToItOnly(t *testing.T) {
	for _, c := range []struct {
		name     string
		from, to int
		want     string
	}{
		{"words_that_began_before_are_lost", 300, 9000, `
			300 asr began
			1820 asr over
			1820 asr result two three 100`},
		{"and_words_that_end_later", 300, 1200, `
			300 asr began
			1700 asr over
			1700 asr result two 100`},
		{"half_a_word_is_none", 1100, 9000, `
			1100 asr began
			1820 asr over`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSim(t, Options{})
			s.answered(`say "one two three" length=1300ms; wait 9s`, on[Answered](func(l *Leg) {
				s.at(c.from, func() {
					r := s.recognise(l, RecogniserOptions{SingleUtterance: true})
					s.at(c.to, func() { s.ok(s.net.Graph().Disconnect(l.Unit(), r.Unit())) })
				})
			}))
			equal(t, only(s.run(), "asr"), lines(c.want))
		})
	}
}

func TestRecogniserHearsPlayersAndConferences(t *testing.T) {
	s := newSim(t, Options{Far: far(t, "*", `answer; wait 80ms; say "third fourth" length=1s`)})
	s.answered(`say "first second" length=1s`, on[Answered](func(l *Leg) {
		room := s.net.Graph().NewConference("room")
		out := s.dial(DialRequest{}, nil)
		r := s.net.Graph().NewRecogniser(RecogniserOptions{Name: "asr", SingleUtterance: true}, func(e RecogniserEvent) {
			if e, ok := e.(Result); ok {
				s.add("asr", "%s %d", e.Text, e.Confidence)
			}
		})
		for _, u := range []*Unit{l.Unit(), out.Unit()} {
			s.ok(s.net.Graph().Connect(u, room))
		}
		s.ok(s.net.Graph().Connect(room, r.Unit()))
		s.at(5000, func() {
			p := s.net.Graph().NewPlayer("prompt", Clip{Utterance: Utterance{What: Speech, Text: "a prompt"}}, nil)
			s.ok(s.net.Graph().Connect(p.Unit(), r.Unit()))
		})
	}))
	equal(t, only(s.run(), "asr"), lines(`
		1800 asr first third second fourth 100
		6020 asr a prompt 100`))
}

func TestRecogniserThatWasStopped(t *testing.T) {
	s := newSim(t, Options{})
	s.answered(`say "one two three"; wait 1m; say "four"`, on[Answered](func(l *Leg) {
		r := s.recognise(l, RecogniserOptions{Interim: true})
		s.at(300, func() { r.Stop(); r.Stop() })
	}))
	equal(t, only(s.run(), "asr"), lines("20 asr began\n215 asr words one"))
}

func TestWordsFrom(t *testing.T) {
	u := &Utterance{What: Speech, Text: " Grüße,  Müller 😀 ", Length: 1800 * time.Millisecond}
	for passed, want := range map[time.Duration]string{
		0:                       "Grüße,@663ms Müller@1.421s 😀@1.705s",
		101 * time.Millisecond:  "Müller@1.32s 😀@1.604s",
		1700 * time.Millisecond: "",
	} {
		var got []string
		for _, w := range wordsFrom(u, passed) {
			got = append(got, w.text+"@"+w.end.String())
		}
		if strings.Join(got, " ") != want {
			t.Errorf("from %v: %q, want %q", passed, got, want)
		}
	}
	if got := wordsFrom(&Utterance{What: Speech, Text: "for ever", Length: Endless}, 0); got != nil {
		t.Errorf("speech without an end has the words %v", got)
	}
}
