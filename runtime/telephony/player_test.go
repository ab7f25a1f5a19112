package telephony

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// heads writes down a player's events.
type heads struct{ s *sim }

func (h heads) PlayerEvent(p *Player, e PlayerEvent) {
	h.s.add(p.Unit().Name, "%s %s", strings.TrimPrefix(fmt.Sprintf("%T%+v", e, e), "telephony."), p.State())
}

func TestPlayer(t *testing.T) {
	ms := func(n int) time.Duration { return time.Duration(n) * time.Millisecond }
	var running *sim
	after := func(d, length time.Duration, fault string) func(func(time.Duration, string)) {
		return func(done func(time.Duration, string)) {
			running.at(int(d.Milliseconds()), func() { done(length, fault) })
		}
	}
	there := func(done func(time.Duration, string)) { done(ms(300), "") }
	never := func(func(time.Duration, string)) { t.Error("a clip is loaded that is never played") }
	url := Clip{Utterance: Utterance{What: Audio, URL: "a.mp3", Length: ms(1000)}}
	paused := url
	paused.OnPause = true
	loop := url
	loop.Loop = true
	for _, c := range []struct {
		name string
		clip []Clip
		do   func(s *sim, p *Player)
		want string
	}{
		{"plays_by_itself_to_the_end", []Clip{url}, nil, `
			0 p Ready{} created
			0 p Started{Duration:1s} playing
			1000 p Finished{Err:} finished`},
		{"stop_comes_without_finished", []Clip{url}, func(s *sim, p *Player) {
			s.at(300, func() { s.ok(p.Stop()); s.warns(p.Stop(), "has ended") })
		}, `
			0 p Ready{} created
			0 p Started{Duration:1s} playing
			300 p Stopped{} stopped`},
		{"stop_drops_the_markers_to_come", []Clip{url}, func(s *sim, p *Player) {
			s.ok(p.AddMarker(ms(600), 0))
			s.at(300, func() { s.ok(p.Stop()) })
		}, `
			0 p Ready{} created
			0 p Started{Duration:1s} playing
			300 p Stopped{} stopped`},
		{"stop_at_once_comes_alone", []Clip{url}, func(s *sim, p *Player) { s.ok(p.Stop()) }, `
			0 p Stopped{} stopped`},
		{"on_pause_starts_with_resume", []Clip{paused}, func(s *sim, p *Player) {
			s.at(500, func() { s.ok(p.Resume()) })
		}, `
			0 p Ready{} created
			500 p Started{Duration:1s} playing
			1500 p Finished{Err:} finished`},
		{"pause_stops_the_clock", []Clip{url}, func(s *sim, p *Player) {
			s.ok(p.AddMarker(ms(600), 0))
			s.at(500, func() { s.ok(p.Pause()); s.ok(p.Pause()) })
			s.at(900, func() { s.ok(p.Resume()); s.ok(p.Resume()) })
		}, `
			0 p Ready{} created
			0 p Started{Duration:1s} playing
			1000 p Marker{Offset:600ms Clip:0} playing
			1400 p Finished{Err:} finished`},
		{"pause_before_the_start_holds_it_back", []Clip{url}, func(s *sim, p *Player) {
			s.ok(p.Pause())
			s.at(200, func() { s.ok(p.Resume()); s.ok(p.Pause()) })
			s.at(300, func() { s.ok(p.Resume()) })
		}, `
			0 p Ready{} created
			300 p Started{Duration:1s} playing
			1300 p Finished{Err:} finished`},
		{"markers_from_both_ends_and_late_ones_at_once", []Clip{url}, func(s *sim, p *Player) {
			for _, at := range []int{-300, 200, 0, 1000, 1001, -1001} {
				s.ok(p.AddMarker(ms(at), 0))
			}
			s.at(500, func() { s.ok(p.AddMarker(ms(100), 0)); s.warns(p.AddMarker(0, 1), "no segment 1") })
		}, `
			0 p Ready{} created
			0 p Started{Duration:1s} playing
			0 p Marker{Offset:0s Clip:0} playing
			200 p Marker{Offset:200ms Clip:0} playing
			500 p Marker{Offset:100ms Clip:0} playing
			700 p Marker{Offset:-300ms Clip:0} playing
			1000 p Marker{Offset:1s Clip:0} playing
			1000 p Finished{Err:} finished`},
		{"loop_never_finishes_and_counts_markers_from_its_first_pass", []Clip{loop}, func(s *sim, p *Player) {
			s.ok(p.AddMarker(-ms(300), 0))
			s.ok(p.AddMarker(ms(2500), 0))
			s.at(60000, func() { s.ok(p.Stop()) })
		}, `
			0 p Ready{} created
			0 p Started{Duration:1s} playing
			700 p Marker{Offset:-300ms Clip:0} playing
			2500 p Marker{Offset:2.5s Clip:0} playing
			60000 p Stopped{} stopped`},
		{"tones_for_ever_have_no_duration", []Clip{{Utterance: Utterance{What: Tones, Digits: "425@-19;*(1/4/1)"}}}, func(s *sim, p *Player) {
			s.ok(p.AddMarker(-ms(300), 0))
			s.at(60000, func() { s.ok(p.Stop()) })
		}, `
			0 p Ready{} created
			0 p Started{Duration:0s} playing
			60000 p Stopped{} stopped`},
		{"tone_script_gives_the_duration", []Clip{{Utterance: Utterance{What: Tones, Digits: "425@-19;5(1/4/1)"}, Loop: true}}, func(s *sim, p *Player) {
			s.at(1, func() { s.ok(p.Stop()) })
		}, `
			0 p Ready{} created
			0 p Started{Duration:5s} playing
			1 p Stopped{} stopped`},
		{"bad_tone_script_finishes_with_an_error", []Clip{{Utterance: Utterance{What: Tones, Digits: "425"}}}, nil, `
			0 p Finished{Err:tone script "425", column 4: '@' expected} finished`},
		{"what_loads_is_ready_later", []Clip{{Utterance: url.Utterance, Fetch: after(ms(200), ms(1000), "")}, {Utterance: url.Utterance, Fetch: after(ms(700), ms(1500), "")}}, nil, `
			700 p Ready{} created
			700 p Started{Duration:1s} playing
			3200 p Finished{Err:} finished`},
		{"what_is_there_at_once_has_the_length_that_loading_finds", []Clip{{Utterance: url.Utterance, Fetch: there}}, nil, `
			0 p Ready{} created
			0 p Started{Duration:300ms} playing
			300 p Finished{Err:} finished`},
		{"nothing_is_loaded_beside_an_error", []Clip{{Utterance: url.Utterance, Fetch: never}, {Err: "404"}}, nil, `
			0 p Finished{Err:404} finished`},
		{"error_that_loading_finds", []Clip{{Utterance: url.Utterance, Fetch: after(ms(700), 0, "Timeout is reached")}, {Utterance: url.Utterance, Fetch: after(ms(800), ms(1000), "")}}, nil, `
			800 p Finished{Err:Timeout is reached} finished`},
		{"error_of_the_source", []Clip{{Err: "Timeout is reached"}}, nil, `
			0 p Finished{Err:Timeout is reached} finished`},
		{"text_of_1501_characters_is_too_long", []Clip{{Utterance: Utterance{What: Speech, Text: strings.Repeat("x", 1501)}}}, nil, `
			0 p Finished{Err:the text has 1501 characters, 1500 are allowed} finished`},
		{"text_of_1500_characters_is_not", []Clip{{Utterance: Utterance{What: Speech, Text: strings.Repeat("x", 1500)}}}, nil, `
			0 p Ready{} created
			0 p Started{Duration:1m37.5s} playing
			97500 p Finished{Err:} finished`},
		{"rate_divides_the_length", []Clip{{Utterance: Utterance{What: Speech, Text: strings.Repeat("x", 100)}, Rate: 2}}, nil, `
			0 p Ready{} created
			0 p Started{Duration:3.25s} playing
			3250 p Finished{Err:} finished`},
		{"empty_text_finishes_at_once", []Clip{{Utterance: Utterance{What: Speech}}}, nil, `
			0 p Ready{} created
			0 p Finished{Err:} finished`},
		{"sequence_plays_clip_after_clip_and_starts_once", []Clip{url, {Utterance: Utterance{What: Speech}}, url}, func(s *sim, p *Player) {
			s.ok(p.AddMarker(ms(100), 2))
			s.ok(p.AddMarker(ms(1000), 0))
			s.at(1500, func() { s.ok(p.AddMarker(ms(1), 0)) })
		}, `
			0 p Ready{} created
			0 p Started{Duration:1s} playing
			1000 p Marker{Offset:1s Clip:0} playing
			1100 p Marker{Offset:100ms Clip:2} playing
			1500 p Marker{Offset:1ms Clip:0} playing
			2000 p Finished{Err:} finished`},
		{"error_in_one_clip_ends_a_sequence", []Clip{url, {Err: "404"}}, nil, `
			0 p Finished{Err:404} finished`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSim(t, Options{})
			running = s
			p := s.net.Graph().NewSequence("p", c.clip, heads{s})
			if p.State() != PlayerCreated || len(s.log) > 0 {
				t.Errorf("new player is %s, told %q", p.State(), s.log)
			}
			if c.do != nil {
				c.do(s, p)
			}
			equal(t, s.run(), lines(c.want))
			s.noLater()
			if !p.Unit().Ended() {
				t.Error("its unit is left")
			}
			for _, err := range []error{p.Stop(), p.Pause(), p.Resume(), p.AddMarker(0, 0)} {
				s.warns(err, "has ended")
			}
		})
	}
}

func TestStopWhileItLoads(t *testing.T) {
	s := newSim(t, Options{})
	p := s.net.Graph().NewPlayer("p", Clip{Utterance: Utterance{What: Audio}, Fetch: func(done func(time.Duration, string)) {
		s.at(700, func() { done(time.Second, "") })
	}}, heads{s})
	s.at(100, func() { s.ok(p.Stop()) })
	equal(t, s.run(), lines("100 p Stopped{} stopped"))
}

func TestPlayerStoppedByItsOwnEvents(t *testing.T) {
	for _, when := range []string{"Ready", "Started", "Marker"} {
		t.Run(when, func(t *testing.T) {
			s := newSim(t, Options{})
			var last string
			p := s.net.Graph().NewPlayer("p", Clip{Utterance: Utterance{What: Audio}}, stopper{when, &last})
			s.ok(p.AddMarker(5*time.Second, 0))
			s.run()
			if last != "telephony.Stopped" {
				t.Errorf("the last event is %s", last)
			}
		})
	}
}

type stopper struct {
	when string
	last *string
}

func (h stopper) PlayerEvent(p *Player, e PlayerEvent) {
	*h.last = fmt.Sprintf("%T", e)
	if *h.last == "telephony."+h.when {
		_ = p.Stop()
	}
}

func TestPausedPlayerIsNotHeard(t *testing.T) {
	s := newSim(t, Options{})
	rec := s.sink("rec", Many)
	p := s.net.Graph().NewPlayer("p", Clip{Utterance: Utterance{What: Audio, URL: "a.mp3", Length: time.Second}}, nil)
	s.ok(s.net.Graph().Connect(p.Unit(), rec))
	s.at(400, func() { s.ok(p.Pause()) })
	s.at(2000, func() { s.ok(p.Resume()) })
	equal(t, s.run(), lines(`
		400 rec heard audio "a.mp3" 400ms cut
		2600 rec heard audio "a.mp3" 600ms`))
}

func TestDurations(t *testing.T) {
	known := func(u Utterance) (time.Duration, bool) { return 7 * time.Second, u.URL == "known.mp3" }
	for _, c := range []struct {
		name string
		d    Durations
		u    Utterance
		want time.Duration
	}{
		{"65_ms_a_character", Durations{}, Utterance{What: Speech, Text: "1234567890"}, 650 * time.Millisecond},
		{"at_least_500_ms", Durations{}, Utterance{What: Speech, Text: "1"}, 500 * time.Millisecond},
		{"characters_are_utf16_units", Durations{}, Utterance{What: Speech, Text: "żółw 😀 123"}, 11 * 65 * time.Millisecond},
		{"empty_text_takes_no_time", Durations{}, Utterance{What: Speech}, 0},
		{"file_5_s", Durations{}, Utterance{What: Audio, URL: "a.mp3"}, 5 * time.Second},
		{"length_that_is_given", Durations{Known: known}, Utterance{What: Audio, URL: "known.mp3", Length: time.Second}, time.Second},
		{"length_that_is_known", Durations{Known: known}, Utterance{What: Audio, URL: "known.mp3"}, 7 * time.Second},
		{"own_values", Durations{PerChar: time.Second, MinSpeech: 1}, Utterance{What: Speech, Text: "abc"}, 3 * time.Second},
		{"key", Durations{}, Utterance{What: Key, Digits: "1"}, 100 * time.Millisecond},
		{"bad_tones_have_none", Durations{}, Utterance{What: Tones, Digits: "?"}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.d.length(c.u, 1); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
	if got := (Durations{}).Speech("1234567890", -1); got != 650*time.Millisecond {
		t.Errorf("rate -1: %v", got)
	}
}
