package telephony

import (
	"testing"
	"time"
)

func TestOutgoing(t *testing.T) {
	hangUpWhenUp := func(l *Leg, e Event) {
		if is[Answered](e) {
			l.Hangup(nil)
		}
	}
	for _, c := range []struct {
		name string
		far  string
		req  DialRequest
		on   func(l *Leg, e Event)
		want string
	}{
		{"default_party_rings_answers_after_2s_and_stays", "", DialRequest{}, nil, `
			200 out Ringing{Code:180 Headers:[]}
			2000 out EarlyMedia{Code:200 Headers:[]}
			2000 out Answered{Headers:[] DisplayName:}
			2015 out FirstAudio{}
			2015 out AudioQuality{Quality:Standard}
			2015 out Ended{Code:10 Reason:BYE received Headers:[{Name:Reason Value:Q.850;cause=16}] Duration:0 Cost:0 Direction:All numbers}`},
		{"early_media_comes_before_the_answer_and_brings_first_audio", "early-media; answer after 3s; hangup", DialRequest{Kind: SIP, To: "a@b.c"}, nil, `
			200 out EarlyMedia{Code:183 Headers:[]}
			215 out FirstAudio{}
			3000 out Answered{Headers:[] DisplayName:}
			3000 out Ended{Code:16 Reason: Headers:[{Name:Reason Value:Q.850;cause=16}] Duration:0 Cost:0 Direction:SIP Call}`},
		{"ringing_after_early_media_is_dropped", "early-media; ring 1s; busy", DialRequest{}, nil, `
			200 out EarlyMedia{Code:183 Headers:[]}
			215 out FirstAudio{}
			1000 out Failed{Code:486 Reason:Busy Here Headers:[]}`},
		{"ringing_after_early_media_is_told_on_demand", "early-media; ring 1s; busy", DialRequest{Allow180After183: true}, nil, `
			200 out EarlyMedia{Code:183 Headers:[]}
			200 out Ringing{Code:180 Headers:[]}
			215 out FirstAudio{}
			1000 out Failed{Code:486 Reason:Busy Here Headers:[]}`},
		{"answer_at_once_comes_without_ringing", "answer; hangup", DialRequest{Kind: User, To: "anna"}, nil, `
			200 out EarlyMedia{Code:200 Headers:[]}
			200 out Answered{Headers:[] DisplayName:}
			200 out Ended{Code:16 Reason: Headers:[{Name:Reason Value:Q.850;cause=16}] Duration:0 Cost:0 Direction:All users}`},
		{"ring_time_counts_from_dialling", "ring 3s; answer; hangup", DialRequest{}, hangUpWhenUp, `
			200 out Ringing{Code:180 Headers:[]}
			3000 out EarlyMedia{Code:200 Headers:[]}
			3000 out Answered{Headers:[] DisplayName:}
			3000 out Ended{Code:16 Reason: Headers:[{Name:Reason Value:Q.850;cause=16}] Duration:0 Cost:0 Direction:All numbers}`},
		{"ring_alone_sets_the_time_of_the_answer", "ring 1s; wait 1500ms; hangup", DialRequest{}, nil, `
			200 out Ringing{Code:180 Headers:[]}
			1000 out EarlyMedia{Code:200 Headers:[]}
			1000 out Answered{Headers:[] DisplayName:}
			1015 out FirstAudio{}
			1015 out AudioQuality{Quality:Standard}
			2500 out Ended{Code:10 Reason:BYE received Headers:[{Name:Reason Value:Q.850;cause=16}] Duration:1 Cost:0 Direction:All numbers}`},
		{"busy_comes_without_ringing", "busy", DialRequest{}, nil, `
			200 out Failed{Code:486 Reason:Busy Here Headers:[]}`},
		{"reject_after_ringing", "ring 2s; reject 603", DialRequest{}, nil, `
			200 out Ringing{Code:180 Headers:[]}
			2000 out Failed{Code:603 Reason:Decline Headers:[]}`},
		{"fail_with_a_text", "fail 503 no lines", DialRequest{}, nil, `
			200 out Failed{Code:503 Reason:no lines Headers:[]}`},
		{"steps_before_a_refusal_are_done_first", "wait 1s; busy", DialRequest{}, nil, `
			200 out Ringing{Code:180 Headers:[]}
			1200 out Failed{Code:486 Reason:Busy Here Headers:[]}`},
		{"no_answer_fails_with_408_after_60s", "no-answer", DialRequest{}, nil, `
			200 out Ringing{Code:180 Headers:[]}
			60000 out Failed{Code:408 Reason: Headers:[]}`},
		{"answer_at_the_last_moment_counts", "answer after 60s; hangup", DialRequest{}, hangUpWhenUp, `
			200 out Ringing{Code:180 Headers:[]}
			60000 out EarlyMedia{Code:200 Headers:[]}
			60000 out Answered{Headers:[] DisplayName:}
			60000 out Ended{Code:16 Reason: Headers:[{Name:Reason Value:Q.850;cause=16}] Duration:0 Cost:0 Direction:All numbers}`},
		{"call_timeout_header_sets_the_ring_time", "no-answer", DialRequest{Headers: Headers{{"VI-CallTimeout", "20"}}}, nil, `
			200 out Ringing{Code:180 Headers:[]}
			20000 out Failed{Code:408 Reason: Headers:[]}`},
		{"white_space_in_the_caller_id_is_refused", "", DialRequest{CallerID: "1555 0100"}, nil, `
			0 out Failed{Code:403 Reason:Forbidden Headers:[]}`},
		{"a_number_with_letters_is_not_found", "", DialRequest{To: "call-me"}, nil, `
			0 out Failed{Code:404 Reason:Not found Headers:[]}`},
		{"user_who_is_unknown", "", DialRequest{Kind: User, To: "nobody"}, nil, `
			0 out Failed{Code:404 Reason:Not found Headers:[]}`},
		{"user_who_is_offline", "", DialRequest{Kind: User, To: "otto"}, nil, `
			0 out Failed{Code:480 Reason:User offline Headers:[]}`},
		{"user_with_a_script_and_a_name", "", DialRequest{Kind: User, To: "berta"}, nil, `
			200 out Ringing{Code:180 Headers:[]}
			1000 out EarlyMedia{Code:200 Headers:[]}
			1000 out Answered{Headers:[] DisplayName:Berta B.}
			1000 out Ended{Code:16 Reason: Headers:[{Name:Reason Value:Q.850;cause=16}] Duration:0 Cost:0 Direction:All users}`},
		{"speech_before_early_media_is_doubted", "wait 1s; say hello; busy", DialRequest{}, nil, `
			200 out Ringing{Code:180 Headers:[]}
			1200 doubt 15550300: say "hello": nobody can hear it before early media or the answer
			1200 out Failed{Code:486 Reason:Busy Here Headers:[]}`},
		{"direct_call_has_no_audio_events", "answer after 1s; hangup", DialRequest{Kind: User, To: "anna", Direct: true}, hangUpWhenUp, `
			200 out Ringing{Code:180 Headers:[]}
			1000 out Answered{Headers:[] DisplayName:}
			1000 out Ended{Code:16 Reason: Headers:[{Name:Reason Value:Q.850;cause=16}] Duration:0 Cost:0 Direction:All users}`},
		{"hangup_before_the_answer_is_487", "ring 5s", DialRequest{}, func(l *Leg, e Event) {
			if is[Ringing](e) {
				l.Hangup(nil)
				l.Hangup(nil)
			}
		}, `
			200 out Ringing{Code:180 Headers:[]}
			200 out Failed{Code:487 Reason:Request Terminated Headers:[]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := Options{Users: map[string]Subscriber{
				"anna": {Online: true}, "otto": {},
				"berta": {Online: true, DisplayName: "Berta B.", Script: mustScript(t, "answer after 1s; hangup")},
			}}
			if c.far != "" {
				o.Far = far(t, "*", c.far)
			}
			s := newSim(t, o)
			s.quiet = true
			l := s.dial(c.req, c.on)
			if got := l.State(); got != Progressing || l.Incoming {
				t.Errorf("new leg is %v, incoming %v", got, l.Incoming)
			}
			if len(s.log) > 0 {
				t.Errorf("told before the method returned: %q", s.log)
			}
			equal(t, s.run(), lines(c.want))
			s.noLater()
			if l.State() != Terminated || len(s.net.Legs()) > 0 {
				t.Errorf("in the end %v, legs %q", l.State(), s.net.Legs())
			}
		})
	}
}

func TestRingTimeout(t *testing.T) {
	for _, c := range []struct {
		name   string
		header string
		given  time.Duration
		want   time.Duration
	}{
		{"default", "", 0, 60 * time.Second},
		{"given", "", 30 * time.Second, 30 * time.Second},
		{"header_before_given", "45", 30 * time.Second, 45 * time.Second},
		{"clamped_up_to_10s", "3", 0, 10 * time.Second},
		{"clamped_down_to_400s", "4000", 0, 400 * time.Second},
		{"no_number_counts_for_nothing", "soon", 0, 60 * time.Second},
		{"not_a_number_counts_for_nothing", "NaN", 0, 60 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			var hs Headers
			if c.header != "" {
				hs = Headers{{"vi-calltimeout", c.header}}
			}
			if got := hs.ringTimeout(c.given); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestWithoutKnownUsersEverybodyIsOnline(t *testing.T) {
	s := newSim(t, Options{})
	s.quiet = true
	l := s.dial(DialRequest{Kind: User, To: "somebody"}, nil)
	s.run()
	if at, ok := l.Answered(); !ok || at != 2000 || l.Party() != "user:somebody" {
		t.Errorf("%s answered at %v, %v", l.Party(), at, ok)
	}
}

func TestFailDial(t *testing.T) {
	s := newSim(t, Options{})
	l := s.net.FailDial(DialRequest{ID: "abc", Kind: PSTN, To: "15550300"}, app{s, "out", nil}, 403, "Call limit reached")
	if l.ID != "abc" || len(s.log) > 0 {
		t.Errorf("leg %q, told %q", l.ID, s.log)
	}
	equal(t, s.run(), []string{"0 out Failed{Code:403 Reason:Call limit reached Headers:[]}"})
	s.warns(l.Hangup(nil), "is over")
	if l.Party() != "" || l.Audible() {
		t.Error("somebody is there")
	}
}

func TestHeadersThatPass(t *testing.T) {
	s := newSim(t, Options{})
	given := Headers{{"X-A", "1"}, {"VI-CallTimeout", "30"}, {"VI-Other", "2"}, {"From", "me"}, {"X-A", "3"}}
	out := s.dial(DialRequest{Headers: given}, nil)
	in := s.net.Call(Incoming{Headers: append(given, Header{"User-to-User", "4"})})
	show := func(hs Headers) (list []string) {
		for _, h := range hs {
			list = append(list, h.Name+"="+h.Value)
		}
		return list
	}
	equal(t, show(out.Headers), []string{"X-A=1", "VI-CallTimeout=30", "X-A=3"})
	equal(t, show(in.Headers), []string{"X-A=1", "VI-CallTimeout=30", "VI-Other=2", "X-A=3", "User-to-User=4"})
	if v, ok := in.Headers.Get("user-to-user"); v != "4" || !ok {
		t.Errorf("got %q, %v", v, ok)
	}
}
