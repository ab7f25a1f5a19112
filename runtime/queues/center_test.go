package queues

import (
	"testing"
	"time"
)

func TestWhoIsServedWhen(t *testing.T) {
	for _, tt := range []struct {
		name   string
		queues []Queue
		agents []Agent
		phones phones
		do     func(s *sim)
		want   []string
	}{
		{
			name: "a_free_agent_is_called_at_once", agents: named("anna"),
			do:   func(s *sim) { s.ask("A", Request{Queue: "support"}) },
			want: []string{"0s A accepted", "0s A offered to anna", "2s A reached anna"},
		},
		{
			name: "who_came_first_is_first", agents: named("anna"), phones: phones{"anna": brief},
			do: func(s *sim) {
				for _, n := range []string{"A", "B", "C"} {
					s.ask(n, Request{Queue: "support"})
				}
			},
			want: []string{
				"0s A accepted", "0s B accepted", "0s C accepted", "0s A offered to anna", "1s A reached anna",
				"5s B offered to anna", "6s B reached anna", "10s C offered to anna", "11s C reached anna",
			},
		},
		{
			name: "a_lower_rank_goes_before", agents: named("anna"), phones: phones{"anna": brief},
			do: func(s *sim) {
				s.ask("A", Request{Queue: "support", Rank: 5})
				s.at(time.Second, func() { s.ask("B", Request{Queue: "support", Rank: 5}) })
				s.at(2*time.Second, func() { s.ask("C", Request{Queue: "support", Rank: 1}) })
			},
			want: []string{
				"0s A accepted", "0s A offered to anna", "1s B accepted", "1s A reached anna", "2s C accepted",
				"5s C offered to anna", "6s C reached anna", "10s B offered to anna", "11s B reached anna",
			},
		},
		{
			name: "ranks_do_not_count_where_the_longest_waiting_is_next", agents: named("anna"), phones: phones{"anna": brief},
			queues: []Queue{{Name: "support", Tasks: LongestWaiting}},
			do: func(s *sim) {
				s.ask("A", Request{Queue: "support", Rank: 5})
				s.ask("B", Request{Queue: "support", Rank: 5})
				s.ask("C", Request{Queue: "support", Rank: 1})
			},
			want: []string{
				"0s A accepted", "0s B accepted", "0s C accepted", "0s A offered to anna", "1s A reached anna",
				"5s B offered to anna", "6s B reached anna", "10s C offered to anna", "11s C reached anna",
			},
		},
		{
			name: "the_agent_who_is_free_for_longest_is_next", agents: named("anna", "ben"), phones: phones{"anna": brief, "ben": brief},
			do: func(s *sim) {
				for i, n := range []string{"A", "B", "C"} {
					s.at(time.Duration(i)*6*time.Second, func() { s.ask(n, Request{Queue: "support"}) })
				}
			},
			want: []string{
				"0s A accepted", "0s A offered to anna", "1s A reached anna",
				"6s B accepted", "6s B offered to ben", "7s B reached ben",
				"12s C accepted", "12s C offered to anna", "13s C reached anna",
			},
		},
		{
			name: "the_next_call_waits_for_the_time_after_a_call", phones: phones{"anna": brief},
			agents: []Agent{{Name: "anna", Queues: []string{"support"}, WrapUp: 10 * time.Second}},
			do: func(s *sim) {
				s.ask("A", Request{Queue: "support"})
				s.ask("B", Request{Queue: "support"})
			},
			want: []string{"0s A accepted", "0s B accepted", "0s A offered to anna", "1s A reached anna", "15s B offered to anna", "16s B reached anna"},
		},
		{
			name:   "agents_come_and_go",
			agents: []Agent{{Name: "anna", Queues: []string{"support"}, State: Offline, Changes: []Change{{At: 30 * time.Second, State: Ready}, {At: time.Hour, State: Offline}}}},
			do: func(s *sim) {
				s.ask("A", Request{Queue: "support", Rules: Smart})
				s.at(2*time.Hour, func() { s.ask("B", Request{Queue: "support"}) })
			},
			want: []string{"0s A accepted", "30s A offered to anna", "32s A reached anna", "2h0m0s B accepted"},
		},
		{
			name: "one_who_is_only_online_is_not_called", agents: []Agent{{Name: "anna", Queues: []string{"support"}, State: Online}},
			do:   func(s *sim) { s.ask("A", Request{Queue: "support"}) },
			want: []string{"0s A accepted"},
		},
		{
			name: "a_call_without_an_agent_of_its_queue_waits", queues: []Queue{{Name: "support"}, {Name: "sales"}}, agents: named("anna"),
			do:   func(s *sim) { s.ask("A", Request{Queue: "sales", Rules: Smart}) },
			want: []string{"0s A accepted"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.queues == nil {
				tt.queues = support()
			}
			s := newSim(t, tt.queues, tt.agents, tt.phones)
			tt.do(s)
			s.want(tt.want...)
		})
	}
}

func TestAgentsWhoMissACall(t *testing.T) {
	for _, tt := range []struct {
		name   string
		rules  Rules
		phones phones
		want   []string
	}{
		{"acd_bans_and_the_next_is_called", ACD, phones{"anna": "reject 603"},
			[]string{"0s A accepted", "0s A offered to anna", "200ms A missed by anna: 603", "200ms A offered to ben", "2.2s A reached ben"}},
		{"acd_bans_everybody", ACD, phones{"anna": "busy", "ben": "no-answer"},
			[]string{"0s A accepted", "0s A offered to anna", "200ms A missed by anna: 486", "200ms A offered to ben", "1m0.2s A missed by ben: 408"}},
		{"smartqueue_gives_a_pause_of_5_s", Smart, phones{"anna": "busy", "ben": "busy"},
			[]string{"0s A accepted", "0s A offered to anna", "200ms A missed by anna: 486", "200ms A offered to ben", "400ms A missed by ben: 486",
				"5.2s A offered to anna", "5.4s A missed by anna: 486", "5.4s A offered to ben", "5.6s A missed by ben: 486", "10s A gave up: its time is over"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSim(t, support(), named("anna", "ben"), tt.phones)
			r := Request{Queue: "support", Rules: tt.rules}
			if tt.rules == Smart {
				r.Timeout = 10 * time.Second
			}
			s.ask("A", r)
			s.want(tt.want...)
		})
	}
}

func TestABanEndsWhenTheAgentChangesItsState(t *testing.T) {
	agents := named("anna")
	agents[0].Changes = []Change{{At: 30 * time.Second, State: Ready}}
	s := newSim(t, support(), agents, phones{"anna": "busy"})
	s.ask("A", Request{Queue: "support"})
	s.at(20*time.Second, func() { s.say("%s", s.center.State("anna")) })
	s.want("0s A accepted", "0s A offered to anna", "200ms A missed by anna: 486", "20s BANNED", "30s A offered to anna", "30.2s A missed by anna: 486")
}

func TestStatesOfAnAgent(t *testing.T) {
	agents := named("anna")
	agents[0].WrapUp = 3 * time.Second
	s := newSim(t, support(), agents, phones{"anna": brief})
	state := func() { s.say("%s", s.center.State("anna")) }
	s.at(0, func() { state(); s.ask("A", Request{Queue: "support"}) })
	for _, d := range []time.Duration{500 * time.Millisecond, 2 * time.Second, 6 * time.Second, 9 * time.Second} {
		s.at(d, state)
	}
	s.only("R", "AFTER", "IN_")
	want := []string{"0s READY", "500ms RINGING", "2s IN_SERVICE", "6s AFTER_SERVICE", "9s READY"}
	s.want(want...)
	if got := s.center.State("nobody"); got != "" {
		t.Errorf("an unknown agent is %q", got)
	}
}

func TestWhatIsRefused(t *testing.T) {
	for _, tt := range []struct {
		name   string
		queue  Queue
		agents []Agent
		last   Request
		want   string
	}{
		{"a_queue_that_does_not_exist", Queue{Name: "support"}, named("anna"), Request{Queue: "suport"}, "0s C refused: the application has no such queue"},
		{"acd_when_nobody_is_logged_in", Queue{Name: "support"}, []Agent{{Name: "anna", Queues: []string{"support"}, State: Offline}}, Request{Queue: "support"},
			"0s C refused: no agent of the queue is logged in"},
		{"smartqueue_waits_for_somebody_to_log_in", Queue{Name: "support"}, nil, Request{Queue: "support", Rules: Smart}, "0s C accepted"},
		{"a_full_queue", Queue{Name: "support", MaxSize: 2}, named("anna"), Request{Queue: "support"}, "0s C refused: the queue is full"},
		{"a_full_queue_by_its_id", Queue{Name: "support", ID: 7, MaxSize: 2}, named("anna"), Request{QueueID: 7, Rules: Smart}, "0s C refused: the queue is full"},
		{"acd_when_the_estimate_is_too_long", Queue{Name: "support", MaxWait: time.Minute, AverageService: 30 * time.Second}, named("anna"), Request{Queue: "support"},
			"0s C refused: the queue is full"},
		{"acd_when_nobody_can_tell", Queue{Name: "support", MaxWait: time.Minute}, named("anna"), Request{Queue: "support"}, "0s C accepted"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSim(t, []Queue{tt.queue}, tt.agents, nil)
			s.ask("A", Request{Queue: "support", Rules: Smart, Timeout: time.Second})
			s.ask("B", Request{Queue: "support", Rules: Smart, Timeout: time.Second})
			s.ask("C", tt.last)
			s.only("C accepted", "C refused")
			s.want(tt.want)
		})
	}
}

func TestLimitsOfWaiting(t *testing.T) {
	queue := []Queue{{Name: "support", MaxWait: 20 * time.Second}}
	s := newSim(t, queue, []Agent{{Name: "anna", Queues: []string{"support"}, State: Online}}, nil)
	s.ask("A", Request{Queue: "support", Rules: Smart})
	s.ask("B", Request{Queue: "support", Rules: Smart, Timeout: 10 * time.Second})
	s.ask("C", Request{Queue: "support", Rules: ACD})
	s.want("0s A accepted", "0s B accepted", "0s C accepted", "10s B gave up: its time is over", "20s A gave up: it has waited for as long as the queue allows")
}

func TestATimeOverWhileThePhoneRingsDropsTheCall(t *testing.T) {
	s := newSim(t, support(), named("anna"), phones{"anna": "no-answer"})
	s.ask("A", Request{Queue: "support", Timeout: 5 * time.Second})
	s.at(6*time.Second, func() { s.say("%s, %d legs", s.center.State("anna"), len(s.net.Legs())) })
	s.want("0s A accepted", "0s A offered to anna", "5s A gave up: its time is over", "6s READY, 0 legs")
}

func TestCancel(t *testing.T) {
	s := newSim(t, support(), named("anna"), phones{"anna": "answer after 10s"})
	a := s.ask("A", Request{Queue: "support"})
	b := s.ask("B", Request{Queue: "support"})
	early := s.ask("C", Request{Queue: "support"})
	s.say("%v", early.Cancel())
	s.at(5*time.Second, func() { s.say("%v %v %v", a.Waits(), a.Cancel(), a.Waits()) })
	s.at(20*time.Second, func() { s.say("%v %v", a.Cancel(), b.Cancel()) })
	s.want("0s true", "0s A accepted", "0s B accepted", "0s A offered to anna", "5s true true false", "5s B offered to anna", "15s B reached anna", "20s false false")
}

func TestDropLeavesTheCallToTheSession(t *testing.T) {
	s := newSim(t, support(), named("anna"), phones{"anna": brief})
	a := s.ask("A", Request{Queue: "support"})
	s.at(500*time.Millisecond, func() { a.Drop(); a.Drop(); s.ask("B", Request{Queue: "support"}) })
	s.at(2*time.Second, func() { s.say("%s", s.center.State("anna")) })
	s.want("0s A accepted", "0s A offered to anna", "500ms B accepted", "2s IN_SERVICE", "5s B offered to anna", "6s B reached anna")
}

func TestACenterWithoutAPlanHasNoQueue(t *testing.T) {
	s := newSim(t, nil, nil, nil)
	s.center = New(s.sc, nil)
	s.ask("A", Request{Queue: "support"})
	s.want("0s A refused: the application has no such queue")
}

// A center at which nobody waits keeps no run going.
func TestComingAndGoingOfAgentsKeepsNoRunGoing(t *testing.T) {
	agents := named("anna")
	agents[0].Changes = []Change{{At: time.Hour, State: Offline}}
	s := newSim(t, support(), agents, nil)
	s.want()
	if now := s.sc.Now(); now != 0 {
		t.Errorf("the clock went on to %d", now)
	}
}
