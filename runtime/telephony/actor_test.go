package telephony

import (
	"fmt"
	"testing"
)

func TestActorDoesWhatItIsGivenLater(t *testing.T) {
	s := newSim(t, Options{})
	var caller *Actor
	leg := s.call(Incoming{Script: mustScript(t, "say one"), Act: func(a *Actor) { caller = a }}, func(l *Leg) { s.ok(l.Answer(nil)) }, nil)
	s.at(5000, func() { caller.Do(mustScript(t, "press 1; say two").Steps...) })
	s.at(20_000, func() { caller.Do(mustScript(t, "hangup").Steps...) })
	s.run()
	equal(t, only(s.log, "caller"), lines(`
		20 caller spoke speech "one"
		5000 caller spoke digit "1"
		5200 caller spoke speech "two"`))
	if end, ok := caller.End().(Ended); caller.Leg() != leg || !ok || end.Code != 0 && end.Code != 10 {
		t.Errorf("ended with %v", caller.End())
	}
	if caller.Do(mustScript(t, "say three").Steps...); caller.Name() != "caller" {
		t.Errorf("name %q", caller.Name())
	}
}

func TestActorStepsWaitForTheAnswer(t *testing.T) {
	s := newSim(t, Options{Default: mustScript(t, "answer after 3s"), Called: func(a *Actor) { a.Do(mustScript(t, "say hello").Steps...) }})
	s.dial(DialRequest{}, nil)
	s.at(30_000, func() {})
	s.run()
	equal(t, only(s.log, "15550300"), lines(`3000 15550300 spoke speech "hello"`))
}

func TestActorHears(t *testing.T) {
	s := newSim(t, Options{})
	s.quiet = true
	var caller *Actor
	s.call(Incoming{Act: func(a *Actor) { caller = a }}, func(l *Leg) { s.ok(l.Answer(nil)) }, nil)
	voice := s.net.Graph().NewUnit(UnitOptions{Name: "voice", Source: true})
	s.ok(s.net.Graph().Connect(voice, caller.Leg().Unit()))
	s.at(100, func() { voice.Emit(Utterance{What: Speech, Text: "hi", Length: 500_000_000}, nil) })
	s.at(700, func() { voice.Emit(Utterance{What: Speech, Text: "a long story", Length: 9_000_000_000}, nil) })
	s.at(1000, func() {
		s.ok(caller.Hangup())
	})
	s.run()
	var got []string
	for _, h := range caller.Heard() {
		got = append(got, fmt.Sprintf("%s %v %v", h.Text, h.For, h.Cut))
	}
	equal(t, got, []string{"hi 500ms false", "a long story 300ms true"})
}

func TestActorsNeverHangUpByThemselves(t *testing.T) {
	s := newSim(t, Options{})
	var caller *Actor
	s.call(Incoming{Act: func(a *Actor) { caller = a }}, func(l *Leg) { s.ok(l.Answer(nil)) }, nil)
	s.run()
	if caller.End() != nil || caller.Leg().State() != Connected {
		t.Errorf("ended with %v", caller.End())
	}
}

func TestFarEndsCanBeReplaced(t *testing.T) {
	f := &FarEnds{}
	for _, pattern := range []string{"15550300", "1555*"} {
		for _, offline := range []bool{false, true} {
			if err := f.Set(pattern, FarEnd{Offline: offline}); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, address := range []string{"+15550300", "15550999"} {
		if end, ok := f.Find(address); !ok || !end.Offline {
			t.Errorf("%s: %v, %v", address, end, ok)
		}
	}
	if err := f.Set("", FarEnd{}); err == nil {
		t.Error("an empty address is accepted")
	}
}

func TestWhatWasSetLastComesFirst(t *testing.T) {
	var none *FarEnds
	project := none.Clone()
	if err := project.Add("1555*", FarEnd{DisplayName: "project"}); err != nil {
		t.Fatal(err)
	}
	own := project.Clone()
	for _, pattern := range []string{"15550*", "15*"} {
		if err := own.Set(pattern, FarEnd{DisplayName: pattern}); err != nil {
			t.Fatal(err)
		}
	}
	if end, _ := own.Find("15550200"); end.DisplayName != "15*" {
		t.Errorf("got %q", end.DisplayName)
	}
	if end, _ := project.Find("15550200"); end.DisplayName != "project" {
		t.Errorf("a clone changed what it was made from: %q", end.DisplayName)
	}
}

func TestActorReceivesMessages(t *testing.T) {
	s := newSim(t, Options{})
	s.quiet = true
	var caller *Actor
	changes := 0
	leg := s.call(Incoming{Act: func(a *Actor) { caller = a }}, func(l *Leg) { s.ok(l.Answer(nil)) }, nil)
	caller.Changed(func() { changes++ })
	s.at(1000, func() { s.ok(leg.SendMessage("hello")) })
	s.at(2000, func() { s.ok(leg.SendInfo("a/b", "c", nil)) })
	s.run()
	var got []string
	for _, r := range caller.Received() {
		got = append(got, fmt.Sprintf("%T", r.Event))
	}
	equal(t, got, []string{"telephony.Message", "telephony.Info"})
	if changes != 2 {
		t.Errorf("told of %d", changes)
	}
}

func TestActorSaysLaterWhatItIs(t *testing.T) {
	s := newSim(t, Options{})
	s.quiet = true
	var caller *Actor
	leg := s.call(Incoming{Act: func(a *Actor) { caller = a }}, func(l *Leg) { s.ok(l.Answer(nil)) }, nil)
	caller.Do(mustScript(t, "wait 1s").Steps...)
	caller.Do(Step{Verb: Being, Type: string(Voicemail), Confidence: 80})
	s.at(1500, func() {
		if caller.p.is.nature != Voicemail || caller.p.is.confidence != 80 || leg.State() != Connected {
			t.Errorf("it is %+v", caller.p.is)
		}
	})
	s.run()
}
