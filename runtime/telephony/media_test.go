package telephony

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// on does something when an event of a type arrives.
func on[T Event](f func(l *Leg)) func(*Leg, Event) {
	return func(l *Leg, e Event) {
		if is[T](e) {
			f(l)
		}
	}
}

// only keeps the lines of the network's parties.
func only(log []string, who ...string) (kept []string) {
	for _, l := range log {
		if slices.Contains(who, strings.Fields(l)[1]) {
			kept = append(kept, l)
		}
	}
	return kept
}

func TestSecondPromptReplacesTheFirst(t *testing.T) {
	s := newSim(t, Options{})
	s.media = true
	s.answered("", on[AudioQuality](func(l *Leg) {
		s.say(l, "This one is replaced.")
		s.at(135, func() { s.say(l, "12345678901234567890") })
	}))
	equal(t, only(s.run(), "caller", "attached", "replaced", "detached"), lines(`
		35 attached say > leg1
		135 replaced say > leg1
		135 attached say > leg1
		135 caller heard speech "This one is replaced." from say 100 cut
		1435 detached say > leg1
		1435 caller heard speech "12345678901234567890" from say 1300`))
}

func TestOlderSourceDoesNotComeBack(t *testing.T) {
	s := newSim(t, Options{})
	s.answered("", on[AudioQuality](func(l *Leg) {
		g := s.net.Graph()
		music := g.NewPlayer("music", Clip{Utterance: Utterance{What: Audio, URL: "m.mp3"}, Loop: true}, nil)
		s.ok(g.Connect(music.Unit(), l.Unit()))
		s.at(1035, func() { s.say(l, "Hello") })
		s.at(3000, func() {
			if g.Hears(l.Unit(), music.Unit()) {
				t.Error("the music is back")
			}
			s.ok(g.Connect(music.Unit(), l.Unit()))
		})
		s.at(4000, func() { s.ok(music.Stop()) })
	}))
	equal(t, only(s.run(), "caller"), lines(`
		1035 caller heard audio "m.mp3" from music 1000 cut
		1535 caller heard speech "Hello" from say 500
		4000 caller heard audio "m.mp3" from music 1000 cut`))
}

func TestPromptBeforeTheAnswerIsHeardInEarlyMediaOnly(t *testing.T) {
	for _, c := range []struct {
		name  string
		early bool
		want  string
	}{
		{"early_media", true, `
			325 caller heard speech "12345" from say 325
			`},
		{"without_it_only_the_rest_after_the_answer", false, `
			325 caller heard speech "12345" from say 225`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSim(t, Options{Durations: Durations{MinSpeech: time.Millisecond}})
			s.call(Incoming{}, func(l *Leg) {
				if c.early {
					s.ok(l.StartEarlyMedia(nil))
				}
				s.say(l, "12345")
				s.at(80, func() { s.ok(l.Answer(nil)) })
			}, nil)
			equal(t, only(s.run(), "caller"), lines(c.want))
		})
	}
}

func TestBridgeCarriesSpeechBothWays(t *testing.T) {
	s := newSim(t, Options{Far: far(t, "15550300", "answer after 1s; wait 500ms; say Support, hello; wait-heard /order/; hangup")})
	s.answered(`wait-heard /support/i; say "My order; please" confidence=70`, func(in *Leg, e Event) {
		if !is[AudioQuality](e) {
			return
		}
		out := s.dial(DialRequest{}, func(l *Leg, e Event) {
			if is[Ended](e) {
				s.ok(in.Hangup(nil))
			}
		})
		s.ok(s.net.Graph().ConnectBetween(in.Unit(), out.Unit())) // remembered until it is answered
	})
	equal(t, only(s.run(), "caller", "15550300"), lines(`
		1535 15550300 spoke speech "Support, hello"
		2445 caller heard speech "Support, hello" from 15550300 910
		2445 caller spoke speech "My order; please"
		3485 15550300 heard speech "My order; please" from caller 1040`))
}

func TestEarlyMediaOfTheCalledIsForwarded(t *testing.T) {
	s := newSim(t, Options{Far: far(t, "*", `early-media; say "not available"; fail 480`)})
	in := s.call(Incoming{}, func(l *Leg) {
		out := s.dial(DialRequest{}, func(o *Leg, e Event) {
			if is[EarlyMedia](e) {
				s.ok(l.StartEarlyMedia(nil))
			}
			if is[Failed](e) {
				s.ok(l.Reject(480, nil))
			}
		})
		s.ok(s.net.Graph().ConnectBetween(l.Unit(), out.Unit()))
	}, nil)
	equal(t, only(s.run(), "caller", "in"), lines(`
		1045 caller heard speech "not available" from 15550300 845
		1045 in Ended{Code:480 Reason:Temporarily Unavailable Headers:[] Duration:0 Cost:0 Direction:}`))
	if in.State() != Terminated {
		t.Error("the call is up")
	}
}

func TestHoldStopsAudioInBothDirections(t *testing.T) {
	s := newSim(t, Options{})
	s.answered("wait 480ms; hold; wait 500ms; resume; wait 1s; hangup", on[Answered](func(l *Leg) {
		s.say(l, "1234567890123456789012345678901234567890") // 2600 ms
	}))
	equal(t, only(s.run(), "caller"), lines(`
		500 caller heard speech "1234567890123456789012345678901234567890" from say 480 cut
		2000 caller heard speech "1234567890123456789012345678901234567890" from say 1000 cut`))
}

func TestKeys(t *testing.T) {
	for _, c := range []struct {
		name   string
		handle func(l *Leg) error
		want   string
	}{
		{"handled_keys_are_events_and_not_heard", func(l *Leg) error { return l.HandleTones(true, AllDTMF) }, `
			20 caller spoke digit "1#"
			20 in Digit{Tone:1 Source:1}
			220 in Digit{Tone:# Source:1}`},
		{"other_keys_are_heard_by_those_who_listen", func(*Leg) error { return nil }, `
			20 caller spoke digit "1#"
			120 sink heard digit "1" 100ms
			320 sink heard digit "#" 100ms`},
		{"keys_of_another_kind_are_heard", func(l *Leg) error { return l.HandleTones(true, InBand) }, `
			20 caller spoke digit "1#"
			120 sink heard digit "1" 100ms
			320 sink heard digit "#" 100ms`},
		{"handling_can_be_switched_off", func(l *Leg) error {
			s := l.HandleTones(true, AllDTMF)
			if s == nil {
				s = l.HandleTones(false, AllDTMF)
			}
			return s
		}, `
			20 caller spoke digit "1#"
			120 sink heard digit "1" 100ms
			320 sink heard digit "#" 100ms`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSim(t, Options{})
			s.answered("press 1#; hangup", on[FirstAudio](func(l *Leg) {
				s.ok(c.handle(l))
				s.ok(s.net.Graph().Connect(l.Unit(), s.sink("sink", Many)))
			}))
			log := only(s.run(), "caller", "sink", "in")
			var kept []string
			for _, l := range log {
				if !containsAny(l, "FirstAudio", "Answered", "AudioQuality", "Ended") {
					kept = append(kept, l)
				}
			}
			equal(t, kept, lines(c.want))
		})
	}
}

func TestFirstRFC2833KeySwitchesInBandOff(t *testing.T) {
	s := newSim(t, Options{})
	s.answered("wait 1s; hangup", on[AudioQuality](func(l *Leg) {
		s.ok(l.HandleTones(true, AllDTMF))
		var got []bool
		for _, way := range []DTMF{InBand, SIPInfo, RFC2833, InBand, SIPInfo} {
			got = append(got, l.handleKey("5", way))
		}
		if want := []bool{true, true, true, false, true}; !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}))
	s.run()
}

func TestSendDigits(t *testing.T) {
	s := newSim(t, Options{})
	s.answered("", on[AudioQuality](func(l *Leg) {
		s.ok(l.SendDigits("1p2"))
		s.warns(l.SendDigits("x#"), "cannot send all")
	}))
	equal(t, only(s.run(), "caller"), lines(`
		135 caller heard digit "1" from leg1 100
		835 caller heard digit "2" from leg1 100
		1035 caller heard digit "#" from leg1 100`))
}

func TestMicFollowsSpeech(t *testing.T) {
	s := newSim(t, Options{})
	s.quiet = true
	s.answered("wait 1s; say hello; silence 1s; say bye; hangup", on[Answered](func(l *Leg) { s.ok(l.HandleMic(true)) }))
	var got []string
	for _, l := range s.run() {
		if containsAny(l, "Mic") {
			got = append(got, l)
		}
	}
	equal(t, got, lines(`
		1020 in Mic{Active:true}
		1520 in Mic{Active:false}
		2520 in Mic{Active:true}
		3020 in Mic{Active:false}`))
}

func TestDirectCallsHearEachOtherAndNothingElse(t *testing.T) {
	s := newSim(t, Options{Far: far(t, "user:anna", "answer; say hello; hangup")})
	s.call(Incoming{Kind: User}, func(in *Leg) {
		g := s.net.Graph()
		out := s.dial(DialRequest{Kind: User, To: "anna", Direct: true}, func(o *Leg, e Event) {
			if is[Answered](e) {
				s.ok(in.AnswerDirect(o, nil))
				p := g.NewPlayer("p", Clip{Utterance: Utterance{What: Speech, Text: "no"}}, nil)
				s.warns(g.Connect(p.Unit(), in.Unit()), "does not pass through")
				s.warns(o.SendDigits("1"), "elsewhere")
			}
			if is[Ended](e) {
				s.ok(in.Hangup(nil))
			}
		})
		s.warns(g.ConnectBetween(in.Unit(), out.Unit()), "does not pass through")
	}, nil)
	equal(t, only(s.run(), "caller", "user:anna", "in"), lines(`
		200 user:anna spoke speech "hello"
		220 in Answered{Headers:[] DisplayName:}
		700 caller heard speech "hello" from user:anna 480
		700 in Ended{Code:16 Reason: Headers:[{Name:Reason Value:Q.850;cause=16}] Duration:0 Cost:0 Direction:All users}`))
}

func TestIdlePartiesHangUpCallersFirst(t *testing.T) {
	s := newSim(t, Options{Default: mustScript(t, "answer after 100ms; wait-heard /never/")})
	s.quiet = true
	s.dial(DialRequest{ID: "o1"}, nil)
	s.answered("", nil)
	s.at(3000, func() {
		want := []string{
			"call to 15550300 connected (o1), the far end is at: wait-heard /never/",
			"call from 15550100 connected (leg2), the far end stays on the line",
		}
		equal(t, s.net.Legs(), want)
	})
	var got []string
	for _, l := range s.run() {
		if containsAny(l, "Ended", "doubt") {
			got = append(got, l[:40])
		}
	}
	equal(t, got, lines(`
		3000 in Ended{Code:10 Reason:BYE receive
		3000 out Ended{Code:10 Reason:BYE receiv
		3000 doubt 15550300: wait-heard /never/:`))
	if s.net.Idle() {
		t.Error("somebody was left")
	}
}

func TestWaitHeard(t *testing.T) {
	for _, c := range []struct {
		name, script, want string
	}{
		{"waits_for_the_end_of_the_words", "wait-heard /two/; hangup", "2335"},
		{"what_was_heard_before_the_step_counts", "wait 1500ms; wait-heard /ONE/i; hangup", "1520"},
		{"the_same_words_do_not_count_twice", "wait-heard /one/; wait-heard /one/; hangup", "4035"},
		{"a_later_step_looks_behind_the_earlier", "wait-heard /one/; wait-heard /two/; hangup", "2335"},
		{"words_that_were_cut_short_count", "wait-heard /three/; hangup", "4035"},
		{"what_never_ends_counts_when_it_begins", "wait-heard /music.mp3/; hangup", "5000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSim(t, Options{})
			s.quiet = true
			s.answered(c.script, on[AudioQuality](func(l *Leg) {
				play := func(ms int, u Utterance) {
					s.at(ms, func() {
						if l.State() == Connected {
							p := s.net.Graph().NewPlayer("p", Clip{Utterance: u}, nil)
							s.ok(s.net.Graph().Connect(p.Unit(), l.Unit()))
						}
					})
				}
				play(500, Utterance{What: Speech, Text: "one 567890"})                      // to 1150
				play(1685, Utterance{What: Speech, Text: "two 567890"})                     // to 2335
				play(3000, Utterance{What: Speech, Text: "three, and then one 1234567890"}) // cut at 4035
				play(4035, Utterance{What: Silence, Length: time.Millisecond})
				play(5000, Utterance{What: Audio, URL: "music.mp3", Length: Endless})
				s.at(9000, func() {})
			}))
			log := s.run()
			last := log[len(log)-1]
			if got := last[:len(c.want)]; got != c.want {
				t.Errorf("hung up at %s, want %s", last, c.want)
			}
		})
	}
}

func containsAny(s string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(s, p) })
}

// recorder is a sink that writes down what ends.
type recorder struct {
	s    *sim
	name string
}

func (r recorder) Begin(*Utterance) {}
func (r recorder) End(u *Utterance, heard time.Duration, cut bool) {
	tail := ""
	if cut {
		tail = " cut"
	}
	r.s.add(r.name, "heard %s %q %v%s", u.What, u.content(), heard, tail)
}

func (s *sim) sink(name string, in Inputs) *Unit {
	return s.net.Graph().NewUnit(UnitOptions{Name: name, Inputs: in, Sink: recorder{s, name}})
}
