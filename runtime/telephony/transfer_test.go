package telephony

import (
	"strings"
	"testing"
)

// refer makes a SIP call to the application whose far end does a script; the wish to be transferred is followed. The call to
// the target goes to taken.
func (s *sim) refer(script string, taken func(l *Leg), on func(l *Leg, e Event)) *Leg {
	first := true
	s.net.OnCall = func(l *Leg) {
		if !first {
			s.add("net", "call from %s to %s, transferred %v", l.CallerID, l.Number, l.Transferred)
			l.Handle(app{s, "new", nil})
			taken(l)
			return
		}
		first = false
		l.Handle(app{s, "in", func(l *Leg, e Event) {
			if r, ok := e.(Refer); ok {
				s.ok(l.FollowRefer(r.To, r.Headers))
			}
			if on != nil {
				on(l, e)
			}
		}})
		s.ok(l.Answer(nil))
	}
	return s.net.Call(Incoming{Kind: SIP, From: "anna", To: "15550200", Script: mustScript(s.t, script)})
}

// linesWith returns the lines that have one of some words.
func linesWith(log []string, words ...string) (list []string) {
	for _, line := range log {
		for _, w := range words {
			if strings.Contains(line, w) {
				list = append(list, line)
				break
			}
		}
	}
	return list
}

func TestFollowedRefer(t *testing.T) {
	for _, c := range []struct {
		name, script string
		taken        func(s *sim, l *Leg)
		want         string
	}{
		{"the_new_call_takes_the_place", "wait 1s; hold; refer sips:bob@example.com; say too late",
			func(s *sim, l *Leg) {
				s.ok(l.Answer(nil))
				s.at(3000, func() { s.ok(l.Hangup(nil)) })
			}, `
			1020 net call from 15550200 to bob, transferred true
			1040 in Hold{On:false}
			1040 in TransferDone{Code:200 Reason:OK Role:transferor}
			3000 new Ended{Code:16 Reason: Headers:[{Name:Reason Value:Q.850;cause=16}] Duration:1 Cost:0 Direction:SIP Call}
			3000 in Ended{Code:16 Reason: Headers:[{Name:Reason Value:Q.850;cause=16}] Duration:2 Cost:0 Direction:SIP Call}`},
		{"a_refusal_changes_nothing", "wait 1s; refer tel:15550300; wait 1s; hangup",
			func(s *sim, l *Leg) { s.ok(l.Reject(486, nil)) }, `
			1020 net call from 15550200 to 15550300, transferred true
			1020 new Ended{Code:486 Reason:Busy Here Headers:[] Duration:0 Cost:0 Direction:}
			1020 in TransferDone{Code:486 Reason:Busy Here Role:transferor}
			2020 in Ended{Code:16 Reason: Headers:[{Name:Reason Value:Q.850;cause=16}] Duration:2 Cost:0 Direction:SIP Call}`},
		{"nobody_answers", "wait 1s; refer bob", func(*sim, *Leg) {}, `
			1020 net call from 15550200 to bob, transferred true
			61020 new Ended{Code:408 Reason: Headers:[] Duration:0 Cost:0 Direction:}
			61020 in TransferDone{Code:408 Reason: Role:transferor}
			61020 in Ended{Code:16 Reason: Headers:[{Name:Reason Value:Q.850;cause=16}] Duration:61 Cost:0 Direction:SIP Call}`},
		{"who_leaves_cancels_it", "wait 1s; refer bob; hangup", func(*sim, *Leg) {}, `
			1020 net call from 15550200 to bob, transferred true
			1020 in Ended{Code:16 Reason: Headers:[{Name:Reason Value:Q.850;cause=16}] Duration:1 Cost:0 Direction:SIP Call}
			1020 new Ended{Code:487 Reason:Request Terminated Headers:[] Duration:0 Cost:0 Direction:}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSim(t, Options{})
			s.refer(c.script, func(l *Leg) { c.taken(s, l) }, nil)
			equal(t, linesWith(s.run(), "net ", "Transfer", "Ended", "On:false"), lines(c.want))
		})
	}
}

func TestReferThatCannotBeFollowed(t *testing.T) {
	s := newSim(t, Options{})
	l := s.call(Incoming{Kind: SIP, Script: mustScript(t, "wait 1s; hangup")}, func(l *Leg) {
		s.warns(l.FollowRefer("bob", nil), "not connected")
		s.ok(l.Answer(nil))
	}, nil)
	s.at(500, func() {
		s.warns(l.FollowRefer("bob", nil), "has not asked")
		l.referring, l.Direct = true, true
		s.warns(l.FollowRefer("bob", nil), "media elsewhere")
	})
	s.at(1500, func() { s.warns(l.FollowRefer("bob", nil), "is over") })
	s.run()
}

// What a far end answers to a transfer holds from the beginning, and the last word counts.
func TestWillOfTheFarEnd(t *testing.T) {
	for script, want := range map[string]string{
		"wait 2s":                           "220 in TransferDone{Code:200 Reason:OK Role:}",
		"wait 2s; accept-transfer after 1s": "1020 in TransferDone{Code:200 Reason:OK Role:}",
		"accept-transfer; wait 2s; refuse-transfer 405":   "220 in TransferDone{Code:405 Reason:Method Not Allowed Role:}",
		`refuse-transfer 480 "at lunch"; wait 2s; hangup`: "220 in TransferDone{Code:480 Reason:at lunch Role:}",
	} {
		t.Run(script, func(t *testing.T) {
			s := newSim(t, Options{})
			s.call(Incoming{Kind: SIP, Script: mustScript(t, script)}, func(l *Leg) { s.ok(l.Answer(nil)) }, func(l *Leg, e Event) {
				if is[Answered](e) {
					s.ok(l.Transfer("sip:bob@example.com", nil, nil))
				}
			})
			equal(t, linesWith(s.run(), "Transfer"), []string{want})
		})
	}
}
