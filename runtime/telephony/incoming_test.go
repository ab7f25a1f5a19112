package telephony

import (
	"testing"
	"time"
)

const normalEnd = "Headers:[{Name:Reason Value:Q.850;cause=16}]"

func TestIncoming(t *testing.T) {
	answer := func(s *sim) func(l *Leg) { return func(l *Leg) { s.ok(l.Answer(nil)) } }
	for _, c := range []struct {
		name    string
		caller  string
		kind    Kind
		offered func(s *sim) func(l *Leg)
		on      func(l *Leg, e Event)
		want    string
	}{
		{"answer_brings_audio_connection_and_quality", "wait 2500ms; hangup", PSTN, answer, nil, `
			15 in FirstAudio{}
			20 in Answered{Headers:[] DisplayName:}
			35 in AudioQuality{Quality:Standard}
			2520 in Ended{Code:10 Reason:BYE received ` + normalEnd + ` Duration:2 Cost:0 Direction:All numbers}`},
		{"sip_caller_ends_with_16", "hangup", SIP, answer, nil, `
			15 in FirstAudio{}
			20 in Answered{Headers:[] DisplayName:}
			20 in Ended{Code:16 Reason: ` + normalEnd + ` Duration:0 Cost:0 Direction:SIP Call}`},
		{"local_hangup_ends_with_16", "", PSTN, answer, func(l *Leg, e Event) {
			if is[AudioQuality](e) {
				l.Hangup(nil)
				l.Hangup(nil)
			}
		}, `
			15 in FirstAudio{}
			20 in Answered{Headers:[] DisplayName:}
			35 in AudioQuality{Quality:Standard}
			35 in Ended{Code:16 Reason: ` + normalEnd + ` Duration:0 Cost:0 Direction:All numbers}`},
		{"nobody_answers_for_60s", "", PSTN, func(*sim) func(l *Leg) { return func(*Leg) {} }, nil, `
			60000 in Ended{Code:408 Reason: Headers:[] Duration:0 Cost:0 Direction:}`},
		{"early_media_does_not_lengthen_the_60s", "", PSTN, func(s *sim) func(l *Leg) {
			return func(l *Leg) { s.at(30000, func() { s.ok(l.StartEarlyMedia(nil)) }) }
		}, nil, `
			60000 in Ended{Code:408 Reason: Headers:[] Duration:0 Cost:0 Direction:}`},
		{"reject_ends_with_its_code", "", PSTN, func(s *sim) func(l *Leg) {
			return func(l *Leg) {
				s.ok(l.Reject(486, nil))
				s.warns(l.Reject(486, nil), "is over")
				s.warns(l.Hangup(nil), "is over")
			}
		}, nil, `
			0 in Ended{Code:486 Reason:Busy Here Headers:[] Duration:0 Cost:0 Direction:}`},
		{"reject_without_code_is_603", "", PSTN, func(s *sim) func(l *Leg) {
			return func(l *Leg) { s.ok(l.Reject(0, nil)) }
		}, nil, `
			0 in Ended{Code:603 Reason:Decline Headers:[] Duration:0 Cost:0 Direction:}`},
		{"reject_with_an_impossible_code_is_603_with_a_warning", "", PSTN, func(s *sim) func(l *Leg) {
			return func(l *Leg) { s.warns(l.Reject(200, nil), "cannot be refused with 200") }
		}, nil, `
			0 in Ended{Code:603 Reason:Decline Headers:[] Duration:0 Cost:0 Direction:}`},
		{"hangup_before_the_answer_is_603", "", PSTN, func(s *sim) func(l *Leg) {
			return func(l *Leg) { s.ok(l.Hangup(nil)) }
		}, nil, `
			0 in Ended{Code:603 Reason:Decline Headers:[] Duration:0 Cost:0 Direction:}`},
		{"caller_gives_up_after_its_ring_step", "ring 3s; hangup", PSTN, func(s *sim) func(l *Leg) {
			return func(l *Leg) { s.ok(l.Ring(nil)) }
		}, nil, `
			3000 in Ended{Code:487 Reason:Request Terminated Headers:[] Duration:0 Cost:0 Direction:}`},
		{"caller_may_wait_before_it_gives_up", "ring 3s; wait 1s; hangup", PSTN, func(*sim) func(l *Leg) { return func(*Leg) {} }, nil, `
			4000 in Ended{Code:487 Reason:Request Terminated Headers:[] Duration:0 Cost:0 Direction:}`},
		{"answer_within_the_ring_step_goes_on_with_the_script", "ring 3s; wait 1s; hangup", PSTN, func(s *sim) func(l *Leg) {
			return func(l *Leg) { s.at(1000, func() { s.ok(l.Answer(nil)) }) }
		}, nil, `
			1015 in FirstAudio{}
			1020 in Answered{Headers:[] DisplayName:}
			1035 in AudioQuality{Quality:Standard}
			2020 in Ended{Code:10 Reason:BYE received ` + normalEnd + ` Duration:1 Cost:0 Direction:All numbers}`},
		{"steps_wait_for_the_connection_after_a_ring_step_that_ran_out", "ring 1s; press 1; hangup", PSTN, func(s *sim) func(l *Leg) {
			return func(l *Leg) {
				s.ok(l.HandleTones(true, AllDTMF))
				s.at(2000, func() { s.ok(l.Answer(nil)) })
			}
		}, nil, `
			2015 in FirstAudio{}
			2020 in Answered{Headers:[] DisplayName:}
			2020 in Digit{Tone:1 Source:1}
			2035 in AudioQuality{Quality:Standard}
			2220 in Ended{Code:10 Reason:BYE received ` + normalEnd + ` Duration:0 Cost:0 Direction:All numbers}`},
		{"hangup_right_after_answer_is_no_failure", "", PSTN, func(s *sim) func(l *Leg) {
			return func(l *Leg) { s.ok(l.Answer(nil)); s.ok(l.Hangup(nil)) }
		}, nil, `
			0 in Ended{Code:16 Reason: ` + normalEnd + ` Duration:0 Cost:0 Direction:}`},
		{"answer_at_the_last_moment_counts", "hangup", PSTN, func(s *sim) func(l *Leg) {
			return func(l *Leg) { s.at(59990, func() { s.ok(l.Answer(nil)) }) }
		}, nil, `
			60005 in FirstAudio{}
			60010 in Answered{Headers:[] DisplayName:}
			60010 in Ended{Code:10 Reason:BYE received ` + normalEnd + ` Duration:0 Cost:0 Direction:All numbers}`},
		{"steps_of_the_called_make_no_sense_for_a_caller", "busy; hangup", PSTN, answer, nil, `
			15 in FirstAudio{}
			20 in Answered{Headers:[] DisplayName:}
			20 doubt caller: busy: it has no meaning here
			20 in Ended{Code:10 Reason:BYE received ` + normalEnd + ` Duration:0 Cost:0 Direction:All numbers}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSim(t, Options{})
			s.quiet = true
			l := s.call(Incoming{Kind: c.kind, Script: mustScript(t, c.caller)}, c.offered(s), c.on)
			if l.State() != Alerting || !l.Incoming || l.DisplayName != "15550100" {
				t.Errorf("new leg is %v, incoming %v, from %q", l.State(), l.Incoming, l.DisplayName)
			}
			equal(t, s.run(), lines(c.want))
			s.noLater()
			l.end(Ended{}, Ended{})
			if n := len(lines(c.want)); len(s.log) != n {
				t.Errorf("ended twice: %q", s.log[n:])
			}
			if l.State() != Terminated {
				t.Errorf("in the end %v", l.State())
			}
		})
	}
}

func TestOperationsWithoutEffectWarn(t *testing.T) {
	s := newSim(t, Options{})
	s.quiet = true
	out := s.dial(DialRequest{}, nil)
	for _, err := range []error{
		out.Answer(nil), out.Reject(0, nil), out.Ring(nil), out.StartEarlyMedia(nil), out.AnswerDirect(nil, nil),
	} {
		s.warns(err, "is an outgoing one")
	}
	for _, err := range []error{
		out.SendDigits("1"), out.SendMessage("x"), out.SendInfo("a/b", "x", nil), out.ReInvite("a/b", "", nil),
		out.AcceptReInvite("", "", nil), out.RejectReInvite(0, "", nil), out.AnswerRefer(200, ""),
	} {
		s.warns(err, "is not connected")
	}
	long := string(make([]byte, maxBody+1))
	in := s.call(Incoming{}, func(l *Leg) {
		s.warns(l.AnswerDirect(l, nil), "no living call")
		s.ok(l.Answer(nil))
		s.warns(l.Answer(nil), "is answered already")
		s.warns(l.Reject(0, nil), "is answered already")
	}, func(l *Leg, e Event) {
		if is[AudioQuality](e) {
			s.warns(l.Answer(nil), "is answered already")
			s.warns(l.SendMessage(long), "8192 bytes")
			s.warns(l.SendInfo("a/b", long, nil), "8192 bytes")
			s.warns(l.AcceptReInvite("", "", nil), "no ReInvite")
			s.warns(l.RejectReInvite(0, "", nil), "no ReInvite")
			s.warns(l.AnswerRefer(200, ""), "not asked")
			if at, up := l.Answered(); !up || at != 20 {
				t.Errorf("answered at %v, %v", at, up)
			}
		}
	})
	s.run()
	for _, err := range []error{
		in.Answer(nil), in.Hangup(nil), in.HandleTones(true, 0), in.HandleMic(true), in.SendMessage("x"),
		in.SendDigits("1"), in.StartEarlyMedia(nil),
	} {
		s.warns(err, "is over")
	}
}

func TestSignallingWithTheFarEnd(t *testing.T) {
	s := newSim(t, Options{})
	s.quiet = true
	script := `wait 1s; hold; wait 500ms; resume; info text/plain "a b"; message hi there; refer sip:x@y.z; wait 1s; hangup`
	in := Incoming{Kind: SIP, Script: mustScript(t, script)}
	s.call(in, func(l *Leg) { s.ok(l.Answer(nil)) }, func(l *Leg, e Event) {
		switch e.(type) {
		case ReInvite:
			s.ok(l.AcceptReInvite("application/sdp", "", nil))
			s.warns(l.AcceptReInvite("application/sdp", "", nil), "no ReInvite")
		case Refer:
			s.ok(l.AnswerRefer(200, "OK"))
		case AudioQuality:
			s.ok(l.ReInvite("application/sdp", "v=0", nil))
			s.ok(l.SendMessage("hello"))
		}
	})
	equal(t, s.run(), lines(`
		15 in FirstAudio{}
		20 in Answered{Headers:[] DisplayName:}
		35 in AudioQuality{Quality:Standard}
		35 in ReInviteAccepted{Type:application/sdp Body:v=0 Headers:[]}
		1020 in Hold{On:true}
		1020 in ReInvite{Type:application/sdp Body:a=sendonly Headers:[]}
		1520 in Hold{On:false}
		1520 in ReInvite{Type:application/sdp Body:a=sendrecv Headers:[]}
		1520 in Info{Type:text/plain Body:a b Headers:[]}
		1520 in Message{Text:hi there Headers:[]}
		1520 in Refer{To:sip:x@y.z Headers:[]}
		2520 in Ended{Code:16 Reason: `+normalEnd+` Duration:2 Cost:0 Direction:SIP Call}`))
}

// phone is a party that is no script: it writes down what it is told.
type phone struct {
	s    *sim
	line *Line
}

func (p *phone) Name() string       { return "phone" }
func (p *phone) PartyEvent(e Event) { p.s.add("phone", "%s", show(e)) }
func (p *phone) Begin(u *Utterance) { p.s.add("phone", "begins to hear %q", u.Text) }
func (p *phone) End(u *Utterance, d time.Duration, c bool) {
	p.s.add("phone", "heard %q %v", u.Text, d)
}

func TestPartyThatIsNoScript(t *testing.T) {
	s := newSim(t, Options{})
	s.quiet = true
	var caller *phone
	in := Incoming{Kind: User, From: "anna", Party: func(l *Line) Party {
		caller = &phone{s, l}
		return caller
	}}
	l := s.call(in, func(l *Leg) {
		s.ok(l.Ring(Headers{{"X-R", "1"}}))
		s.ok(l.StartEarlyMedia(nil))
		s.say(l, "Please wait.")
		s.at(1000, func() { s.ok(l.Answer(Headers{{"X-A", "1"}, {"Private", "2"}})) })
	}, func(l *Leg, e Event) {
		if is[AudioQuality](e) {
			s.ok(l.HandleMic(true))
			s.ok(l.SendMessage("hello"))
			s.ok(l.SendInfo("a/b", "c", nil))
			caller.line.Mic(true)
			caller.line.Mic(false)
			s.at(2000, func() { s.ok(l.Hangup(Headers{{"X-Bye", "1"}})) })
		}
	})
	equal(t, s.run(), lines(`
		0 phone Ringing{Code:180 Headers:[{Name:X-R Value:1}]}
		0 phone EarlyMedia{Code:183 Headers:[]}
		0 phone begins to hear "Please wait."
		780 phone heard "Please wait." 780ms
		1015 in FirstAudio{}
		1020 in Answered{Headers:[] DisplayName:}
		1020 phone Answered{Headers:[{Name:X-A Value:1}] DisplayName:}
		1035 in AudioQuality{Quality:Standard}
		1035 in Mic{Active:true}
		1035 in Mic{Active:false}
		1035 phone Message{Text:hello Headers:[]}
		1035 phone Info{Type:a/b Body:c Headers:[]}
		2000 in Ended{Code:16 Reason: `+normalEnd+` Duration:0 Cost:0 Direction:All users}
		2000 phone Ended{Code:16 Reason: Headers:[{Name:X-Bye Value:1}] Duration:0 Cost:0 Direction:}`))
	if l.Party() != "phone" {
		t.Errorf("party %q", l.Party())
	}
	for _, err := range []error{caller.line.Ring(nil), caller.line.Answer(nil, ""), caller.line.Reject(0, "", nil)} {
		s.warns(err, "was made by this party")
	}
	s.warns(caller.line.Message("x", nil), "not connected")
	s.warns(caller.line.Hangup(0, "", nil), "is over")
}

func TestCallWithoutAnApplicationIsNotFound(t *testing.T) {
	s := newSim(t, Options{NewID: func() string { return "seeded" }})
	l := s.net.Call(Incoming{Kind: User, From: "anna", Party: func(l *Line) Party { return &phone{s, l} }})
	equal(t, s.run(), []string{"0 phone Failed{Code:404 Reason:Not found Headers:[]}"})
	if l.ID != "seeded" {
		t.Errorf("id %q", l.ID)
	}
}
