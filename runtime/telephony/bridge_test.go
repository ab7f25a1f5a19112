package telephony

import "testing"

// join makes a caller who is put through to a conference of another session: leg out there, leg in here.
func (s *sim) join(script string, inner func(l *Leg), onInner, onOuter func(l *Leg, e Event)) (out *Leg) {
	s.net.OnCall = func(l *Leg) {
		if l.Kind == Conference {
			l.Handle(app{s, "inner", onInner})
			inner(l)
			return
		}
		l.Handle(app{s, "in", nil})
		out = s.dial(DialRequest{ID: "outer", Kind: Conference, To: "room", CallerID: "anna"}, func(o *Leg, e Event) {
			if is[Answered](e) {
				s.ok(l.Answer(nil))
			}
			if onOuter != nil {
				onOuter(o, e)
			}
		})
		s.ok(s.net.Graph().ConnectBetween(l.Unit(), out.Unit()))
	}
	s.net.Call(Incoming{From: "1", To: "2", Script: mustScript(s.t, script)})
	return out
}

func TestCallIntoAnotherSession(t *testing.T) {
	s := newSim(t, Options{})
	s.join("press 1; say hello there; wait-heard /welcome/; hangup", func(l *Leg) {
		if l.CallerID != "anna" || l.Number != "room" || !l.Incoming {
			t.Errorf("leg from %q to %q", l.CallerID, l.Number)
		}
		s.ok(l.HandleTones(true, AllDTMF))
		s.ok(l.HandleMic(true))
		s.at(100, func() { s.ok(l.Ring(nil)) })
		s.at(200, func() { s.ok(l.StartEarlyMedia(nil)) })
		s.at(1000, func() { s.ok(l.Answer(nil)) })
		conf := s.net.Graph().NewConference("conf")
		s.ok(s.net.Graph().ConnectBetween(l.Unit(), conf))
		s.ok(s.net.Graph().Connect(conf, s.sink("rec", Many)))
		s.at(2500, func() {
			p := s.net.Graph().NewPlayer("greeting", Clip{Utterance: Utterance{What: Speech, Text: "welcome"}}, nil)
			s.ok(s.net.Graph().Connect(p.Unit(), conf))
			s.ok(l.SendDigits("5"))
			s.ok(l.SendMessage("text"))
			s.ok(l.SendInfo("a/b", "c", nil))
			s.ok(l.ReInvite("a/b", "offer", nil))
		})
	}, nil, func(l *Leg, e Event) {
		if is[ReInvite](e) {
			s.ok(l.AcceptReInvite("a/b", "answer", nil))
		}
		if is[Answered](e) {
			s.ok(l.HandleTones(true, AllDTMF))
		}
	})
	s.at(2990, func() {
		for _, l := range s.net.legs {
			if l.ID == "outer" {
				s.ok(l.Hangup(nil))
			}
		}
	})
	equal(t, only(s.run(), "inner", "out", "rec", "caller"), lines(`
		100 out Ringing{Code:180 Headers:[]}
		200 out EarlyMedia{Code:183 Headers:[]}
		215 out FirstAudio{}
		1015 inner FirstAudio{}
		1020 inner Answered{Headers:[] DisplayName:}
		1020 out Answered{Headers:[] DisplayName:}
		1035 out AudioQuality{Quality:Standard}
		1035 inner AudioQuality{Quality:Standard}
		1040 caller spoke digit "1"
		1040 inner Digit{Tone:1 Source:1}
		1240 caller spoke speech "hello there"
		1240 inner Mic{Active:true}
		1955 inner Mic{Active:false}
		1955 rec heard speech "hello there" 715ms
		2500 out Message{Text:text Headers:[]}
		2500 out Info{Type:a/b Body:c Headers:[]}
		2500 out ReInvite{Type:a/b Body:offer Headers:[]}
		2500 out Digit{Tone:5 Source:1}
		2500 inner ReInviteAccepted{Type:a/b Body:answer Headers:[]}
		2990 out Ended{Code:16 Reason: Headers:[{Name:Reason Value:Q.850;cause=16}] Duration:1 Cost:0 Direction:All users}
		2990 inner Ended{Code:16 Reason: Headers:[{Name:Reason Value:Q.850;cause=16}] Duration:1 Cost:0 Direction:All users}
		2990 caller heard speech "welcome" from greeting 490 cut
		3000 rec heard speech "welcome" 500ms`))
}

func TestRefusalIntoAnotherSession(t *testing.T) {
	s := newSim(t, Options{})
	s.join("ring 5s; hangup", func(l *Leg) { s.ok(l.Reject(486, nil)) }, nil, nil)
	equal(t, only(s.run(), "inner", "out"), lines(`
		0 inner Ended{Code:486 Reason:Busy Here Headers:[] Duration:0 Cost:0 Direction:}
		0 out Failed{Code:486 Reason:Busy Here Headers:[]}`))
}

func TestGivingUpOnAnotherSession(t *testing.T) {
	s := newSim(t, Options{})
	var outer *Leg
	s.join("", func(l *Leg) { s.at(500, func() { s.ok(outer.Hangup(nil)) }) }, nil, nil)
	s.at(100, func() {
		for _, l := range s.net.legs {
			if l.ID == "outer" {
				outer = l
			}
		}
	})
	s.at(600, func() {})
	log := only(s.run(), "inner", "out")
	equal(t, log, lines(`
		500 out Failed{Code:487 Reason:Request Terminated Headers:[]}
		500 inner Ended{Code:487 Reason:Request Terminated Headers:[] Duration:0 Cost:0 Direction:}`))
}

// A call between two sessions on which nobody is ends when nothing else is left.
func TestIdleEndsCallsBetweenSessions(t *testing.T) {
	s := newSim(t, Options{})
	s.net.OnCall = func(l *Leg) {
		l.Handle(app{s, "inner", nil})
		s.ok(l.Answer(nil))
	}
	out := s.dial(DialRequest{Kind: Conference, To: "room"}, nil)
	if s.sc.Queue(func() error {
		in := s.net.legs[1]
		if out.Peer() != in || in.Peer() != out {
			t.Errorf("peers are %v and %v", out.Peer(), in.Peer())
		}
		return nil
	}); out.Party() != "" {
		t.Errorf("the far end is %q", out.Party())
	}
	equal(t, told(s.run(), "Ended"), lines(`
		35 out Ended{Code:16 Reason: `+normalEnd+` Duration:0 Cost:0 Direction:All users}
		35 inner Ended{Code:16 Reason: `+normalEnd+` Duration:0 Cost:0 Direction:All users}`))
	if out.Peer() == nil || s.call(Incoming{}, func(*Leg) {}, nil).Peer() != nil {
		t.Error("only calls between sessions have a peer")
	}
}

// Who takes a call only when it is over is told so.
func TestTheEndOfALegThatNobodyHandled(t *testing.T) {
	s := newSim(t, Options{})
	var in *Leg
	s.net.OnCall = func(l *Leg) { in = l }
	out := s.dial(DialRequest{Kind: Conference, To: "room"}, nil)
	s.at(100, func() { s.ok(out.Hangup(nil)) })
	s.at(200, func() {
		in.Handle(nil)
		in.Handle(app{s, "inner", nil})
		in.Handle(app{s, "inner", nil})
	})
	equal(t, s.run(), lines(`
		100 out Failed{Code:487 Reason:Request Terminated Headers:[]}
		200 inner Ended{Code:487 Reason:Request Terminated Headers:[] Duration:0 Cost:0 Direction:}`))
}
