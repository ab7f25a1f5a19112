package telephony

import (
	"context"
	"testing"
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/vclock"
)

func TestAnswerTimeAfterOtherSigns(t *testing.T) {
	for _, c := range []struct {
		name, script string
		want         int // ms of the answer
	}{
		{"answer_alone", "answer", 200},
		{"answer_sooner_than_the_set_up", "answer after 100ms", 200},
		{"answer_after_counts_from_dialling", "answer after 3s", 3000},
		{"ring_and_answer_after_add_up", "ring 2s; answer after 3s", 5000},
		{"short_ring", "ring 100ms; answer", 200},
		{"early_media_and_the_usual_answer", "early-media", 2000},
		{"speech_in_early_media_comes_first", "early-media; say 1234567890; answer after 1s", 1850},
		{"wait_before_the_answer", "wait 500ms; answer", 700},
		{"steps_after_the_usual_answer", "wait 500ms", 2000},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSim(t, Options{Default: mustScript(t, c.script)})
			s.quiet = true
			l := s.dial(DialRequest{}, nil)
			s.run()
			if at, ok := l.Answered(); !ok || int(at) != c.want {
				t.Errorf("answered at %v, %v, want %d", at, ok, c.want)
			}
		})
	}
}

func TestStepsThatHaveNoEffectAreDoubted(t *testing.T) {
	s := newSim(t, Options{})
	s.quiet = true
	s.answered("hold; hold; silence 0s; resume; resume; no-answer; hangup", nil)
	equal(t, only(s.run(), "caller", "doubt"), lines(`
		20 doubt caller: hold: hold of leg1: the call is so already
		20 doubt caller: resume: hold of leg1: the call is so already
		20 doubt caller: no-answer: it has no meaning here`))
}

func TestFarEndThatIsOffline(t *testing.T) {
	f := &FarEnds{}
	if err := f.Add("user:*", FarEnd{Offline: true}); err != nil {
		t.Fatal(err)
	}
	s := newSim(t, Options{Far: f, Users: map[string]Subscriber{"anna": {Online: true}}})
	s.dial(DialRequest{Kind: User, To: "anna"}, nil)
	equal(t, s.run(), []string{"0 out Failed{Code:480 Reason:User offline Headers:[]}"})
}

// signaller answers a call in its own way.
type signaller struct {
	phone
	refuse bool
}

func (p *signaller) PartyEvent(e Event) {
	p.phone.PartyEvent(e)
	switch e.(type) {
	case Offered:
		p.s.ok(p.line.EarlyMedia(Headers{{"X-E", "1"}}))
		p.s.warns(p.line.EarlyMedia(nil), "has it already")
		p.s.ok(p.line.Ring(nil))
		p.s.warns(p.line.Ring(nil), "rings already")
		p.s.warns(p.line.Hold(true), "not connected")
		p.s.warns(p.line.Refer("x", nil), "not connected")
		p.s.warns(p.line.Info("a/b", "", nil), "not connected")
		p.s.warns(p.line.ReInvite("a/b", "", nil), "not connected")
		p.s.warns(p.line.AcceptReInvite("a/b", "", nil), "not connected")
		if p.refuse {
			p.s.ok(p.line.Hangup(0, "", nil))
			return
		}
		p.s.ok(p.line.Answer(Headers{{"X-A", "1"}}, "Phone"))
		p.s.warns(p.line.Answer(nil, ""), "is answered already")
	case ReInvite:
		p.s.ok(p.line.RejectReInvite(488, "no", nil))
		p.s.ok(p.line.ReInvite("a/b", "mine", nil))
	case ReInviteRejected:
		p.s.ok(p.line.Refer("sip:a@b", nil))
	case Referred:
		p.s.warns(p.line.RejectReInvite(0, "", nil), "none to be answered")
		if p.line.Leg().State() == Connected {
			p.line.Press("1", 0, func() { p.s.ok(p.line.Hangup(31, "bad line", nil)) })
		}
	}
}

func TestCalledPartyThatIsNoScript(t *testing.T) {
	for _, c := range []struct {
		name   string
		refuse bool
		want   string
	}{
		{"answers", false, `
			0 phone Offered{}
			0 out EarlyMedia{Code:183 Headers:[{Name:X-E Value:1}]}
			0 out Answered{Headers:[{Name:X-A Value:1}] DisplayName:Phone}
			0 phone Answered{Headers:[] DisplayName:}
			0 phone ReInvite{Type:a/b Body:yours Headers:[]}
			0 out ReInviteRejected{Code:488 Reason:no Headers:[]}
			0 out ReInvite{Type:a/b Body:mine Headers:[]}
			0 phone ReInviteRejected{Code:488 Reason: Headers:[]}
			0 out Refer{To:sip:a@b Headers:[]}
			0 phone Referred{Code:202 Reason:Accepted}
			15 out FirstAudio{}
			15 out AudioQuality{Quality:Standard}
			200 out Ended{Code:31 Reason:bad line Headers:[{Name:Reason Value:Q.850;cause=16}] Duration:0 Cost:0 Direction:All users}
			200 phone Ended{Code:31 Reason:bad line Headers:[] Duration:0 Cost:0 Direction:}`},
		{"refuses", true, `
			0 phone Offered{}
			0 out EarlyMedia{Code:183 Headers:[{Name:X-E Value:1}]}
			0 out Failed{Code:603 Reason:Decline Headers:[]}
			0 phone Failed{Code:603 Reason:Decline Headers:[]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSim(t, Options{})
			s.quiet = true
			s.net.opts.Users = map[string]Subscriber{"anna": {Online: true, Party: func(l *Line) Party {
				return &signaller{phone{s, l}, c.refuse}
			}}}
			s.dial(DialRequest{Kind: User, To: "anna"}, func(l *Leg, e Event) {
				switch e.(type) {
				case Answered:
					s.ok(l.ReInvite("a/b", "yours", nil))
				case ReInvite:
					s.ok(l.RejectReInvite(0, "", nil))
				case Refer:
					s.ok(l.AnswerRefer(202, "Accepted"))
				}
			})
			equal(t, s.run(), lines(c.want))
		})
	}
}

func TestStuckReportNamesWhatIsAwaited(t *testing.T) {
	s := newSim(t, Options{Default: mustScript(t, "ring; wait 180m; answer")})
	s.loop = loop.New(vclock.NewVirtual(0), loop.Options{VirtualLimit: time.Second})
	s.sc = s.loop.NewScope("network", nil)
	s.net = New(s.sc, s.net.opts)
	s.dial(DialRequest{}, nil)
	p := s.net.Graph().NewPlayer("p", Clip{Utterance: Utterance{What: Audio, URL: "a.mp3"}}, nil)
	s.ok(p.AddMarker(4*time.Second, 0))
	err := s.loop.Run(context.Background())
	want := `still not over after 1s of virtual time
  armed: marker of p, due in 3.8s
  armed: p: audio a.mp3, due in 4.8s
  armed: leg leg1: no answer, due in 59.8s
  armed: 15550300: wait 180m, due in 3h0m0s`
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
	equal(t, s.net.Legs(), []string{"call to 15550300 progressing (leg1), the far end is at: 15550300: wait 180m"})
}

func TestReasonTexts(t *testing.T) {
	for code, want := range map[int]string{
		402: "Payment Required", 403: "Forbidden", 404: "Not found", 408: "", 480: "Temporarily Unavailable", 486: "Busy Here",
		487: "Request Terminated", 488: "Not Acceptable Here", 500: "Server Internal Error", 503: "Service Unavailable",
		600: "Busy Everywhere", 603: "Decline", 699: "",
	} {
		if got := reasonOf(code); got != want {
			t.Errorf("%d: got %q, want %q", code, got, want)
		}
	}
}

func BenchmarkCall(b *testing.B) {
	script, err := ParseScript(`say hello; press 12; wait-heard /bye/; hangup`)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		lp := loop.New(vclock.NewVirtual(0), loop.Options{})
		n := New(lp.NewScope("network", nil), Options{})
		n.OnCall = func(l *Leg) {
			_ = l.HandleTones(true, AllDTMF)
			_ = l.Answer(nil)
			p := n.Graph().NewPlayer("p", Clip{Utterance: Utterance{What: Speech, Text: "good bye"}, OnPause: true}, nil)
			_ = n.Graph().Connect(p.Unit(), l.Unit())
			_ = p.Resume()
		}
		n.Call(Incoming{From: "1", To: "2", Script: script})
		if err := lp.Run(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkConferenceOf100(b *testing.B) {
	lp := loop.New(vclock.NewVirtual(0), loop.Options{})
	g := newGraph(lp.NewScope("network", nil), Durations{}, nil)
	conf := g.NewConference("conf")
	var members []*Unit
	for range 100 {
		u := g.NewUnit(UnitOptions{Name: "u", Inputs: One, Source: true, Sink: ear{&Leg{party: nobody{}, net: &Network{}}}})
		if err := g.ConnectBetween(u, conf); err != nil {
			b.Fatal(err)
		}
		members = append(members, u)
	}
	for i := 0; b.Loop(); i++ {
		members[i%100].Emit(Utterance{What: Speech, Text: "hello everybody"}, nil)
		if err := lp.Run(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}
