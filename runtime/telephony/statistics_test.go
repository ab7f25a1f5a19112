package telephony

import (
	"strings"
	"testing"
	"time"
)

func TestMediaStatistics(t *testing.T) {
	every := func(d time.Duration) func(s *sim, l *Leg) {
		return func(s *sim, l *Leg) { s.ok(l.MonitorMedia(d)) }
	}
	for _, c := range []struct {
		name, caller string
		offered      func(s *sim, l *Leg)
		want         string
	}{
		{"come_at_the_interval_while_the_call_is_connected", "wait 7s; hangup", every(3 * time.Second), `
			3020 in MediaStatistics{In:{Packets:150 Loss:0 Jitter:0s Level:0} Out:{Packets:150 Loss:0 Jitter:0s Level:0}}
			6020 in MediaStatistics{In:{Packets:150 Loss:0 Jitter:0s Level:0} Out:{Packets:150 Loss:0 Jitter:0s Level:0}}`},
		{"loss_and_jitter_are_those_of_the_far_end", "loss 5%; jitter 30ms; wait 3s; loss 0.5%; wait 4s; hangup", every(3 * time.Second), `
			3020 in MediaStatistics{In:{Packets:142 Loss:5 Jitter:30ms Level:0} Out:{Packets:150 Loss:0 Jitter:0s Level:0}}
			6020 in MediaStatistics{In:{Packets:149 Loss:0.5 Jitter:30ms Level:0} Out:{Packets:150 Loss:0 Jitter:0s Level:0}}`},
		{"a_change_within_the_interval_counts_from_then_on", "wait 1500ms; loss 10%; wait 2s; hangup", every(3 * time.Second), `
			3020 in MediaStatistics{In:{Packets:142 Loss:5 Jitter:0s Level:0} Out:{Packets:150 Loss:0 Jitter:0s Level:0}}`},
		{"on_hold_nothing_flows", "hold; wait 1500ms; resume; wait 2s; hangup", every(3 * time.Second), `
			3020 in MediaStatistics{In:{Packets:75 Loss:0 Jitter:0s Level:0} Out:{Packets:75 Loss:0 Jitter:0s Level:0}}`},
		{"a_whole_interval_on_hold_has_no_packets", "hold; wait 4s; hangup", every(3 * time.Second), `
			3020 in MediaStatistics{In:{Packets:0 Loss:0 Jitter:0s Level:0} Out:{Packets:0 Loss:0 Jitter:0s Level:0}}`},
		{"the_level_is_the_share_of_time_with_sound", `say "a" length=1500ms; wait 2s; hangup`, func(s *sim, l *Leg) {
			s.ok(l.MonitorMedia(3 * time.Second))
			s.at(2270, func() { s.say(l, "one two three four five six seven eight nine ten") })
		}, `
			3020 in MediaStatistics{In:{Packets:150 Loss:0 Jitter:0s Level:0.5} Out:{Packets:150 Loss:0 Jitter:0s Level:0.25}}`},
		{"switched_off_they_stop", "wait 10s; hangup", func(s *sim, l *Leg) {
			s.ok(l.MonitorMedia(3 * time.Second))
			s.at(4000, func() { s.ok(l.MonitorMedia(0)) })
		}, `
			3020 in MediaStatistics{In:{Packets:150 Loss:0 Jitter:0s Level:0} Out:{Packets:150 Loss:0 Jitter:0s Level:0}}`},
		{"another_interval_begins_at_once", "wait 10s; hangup", func(s *sim, l *Leg) {
			s.ok(l.MonitorMedia(3 * time.Second))
			s.at(1000, func() { s.ok(l.MonitorMedia(5 * time.Second)) })
		}, `
			6000 in MediaStatistics{In:{Packets:250 Loss:0 Jitter:0s Level:0} Out:{Packets:250 Loss:0 Jitter:0s Level:0}}`},
		{"they_do_not_keep_a_run_going", "", every(3 * time.Second), ``},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSim(t, Options{})
			s.quiet = true
			s.call(Incoming{Script: mustScript(t, c.caller)}, func(l *Leg) {
				c.offered(s, l)
				s.ok(l.Answer(nil))
			}, nil)
			equal(t, told(s.run(), "MediaStatistics"), lines(c.want))
			if !strings.Contains(c.caller, "say") { // what is said to the far end goes on without it
				s.noLater()
			}
		})
	}
}

// told keeps the lines of events of these types.
func told(log []string, types ...string) (kept []string) {
	for _, line := range log {
		for _, name := range types {
			if strings.Contains(line, " "+name+"{") {
				kept = append(kept, line)
			}
		}
	}
	return kept
}

func TestMediaStatisticsOfCallsThatHaveNone(t *testing.T) {
	s := newSim(t, Options{})
	l := s.call(Incoming{Script: mustScript(t, "hangup")}, func(l *Leg) { s.ok(l.Answer(nil)) }, nil)
	s.run()
	s.warns(l.MonitorMedia(3*time.Second), "monitorMediaStatistics: call leg1 is over")
	s.warns(l.line().Loss(5), "is over")
	s.warns(l.line().Jitter(5), "is over")
	d := s.dial(DialRequest{Kind: User, To: "anna", Direct: true}, nil)
	s.warns(d.MonitorMedia(3*time.Second), "has its media elsewhere")
	s.warns(d.line().Loss(101), "101 is not 0 to 100 percent")
}

func TestLossOfEverything(t *testing.T) {
	for _, c := range []struct {
		name, caller string
		want         string
	}{
		{"flow_stops_after_7s", "loss 100%; wait 8s; hangup", `
			15 in FirstAudio{}
			7020 in Flow{On:false}`},
		{"flow_is_back_with_the_first_packet", "wait 1s; loss 100%; wait 8s; loss 99%; wait 1s; hangup", `
			15 in FirstAudio{}
			35 in AudioQuality{Quality:Standard}
			8020 in Flow{On:false}
			9020 in Flow{On:true}`},
		{"less_than_7s_is_no_stop", "wait 1s; loss 100%; wait 6s; loss 1%; wait 2s; hangup", `
			15 in FirstAudio{}
			35 in AudioQuality{Quality:Standard}`},
		{"the_quality_is_known_when_something_comes", "loss 100%; wait 1s; loss 0%; loss 100%; loss 0%; wait 1s; hangup", `
			15 in FirstAudio{}
			1035 in AudioQuality{Quality:Standard}`},
		{"nothing_is_heard_or_pressed", "loss 100%; press 1; say hello; loss 0%; press 2; say world", `
			15 in FirstAudio{}
			720 in Digit{Tone:2 Source:1}
			735 in AudioQuality{Quality:Standard}
			920 in Mic{Active:true}
			1420 in Mic{Active:false}
			1420 rec heard speech "world" 500ms`},
		{"what_is_being_said_is_lost_from_then_on", "say hello; wait 1s; hangup", `
			15 in FirstAudio{}
			20 in Mic{Active:true}
			35 in AudioQuality{Quality:Standard}
			100 in Mic{Active:false}
			100 rec heard speech "hello" 80ms cut`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSim(t, Options{})
			s.quiet = true
			l := s.call(Incoming{Script: mustScript(t, c.caller)}, func(l *Leg) {
				s.ok(l.HandleTones(true, AllDTMF))
				s.ok(l.HandleMic(true))
				s.ok(s.net.Graph().Connect(l.Unit(), s.sink("rec", Many)))
				s.ok(l.Answer(nil))
			}, nil)
			if c.name == "what_is_being_said_is_lost_from_then_on" {
				s.at(100, func() { s.ok(l.line().Loss(100)) })
			}
			log := s.run()
			var kept []string
			for _, line := range log {
				if strings.Contains(line, " rec ") || len(told([]string{line}, "FirstAudio", "AudioQuality", "Flow", "Digit", "Mic")) > 0 {
					kept = append(kept, line)
				}
			}
			equal(t, kept, lines(c.want))
		})
	}
}
