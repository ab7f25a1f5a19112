package queues

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func skilled(name string, skills ...Skill) Agent {
	return Agent{Name: name, Queues: []string{"support"}, Skills: skills}
}

func TestSkills(t *testing.T) {
	agents := []Agent{
		skilled("anna", Skill{"english", 2}),
		skilled("ben", Skill{"english", 5}, Skill{"billing", 1}),
		skilled("eve", Skill{"english", 4}, Skill{"billing", 3}),
	}
	for _, tt := range []struct {
		name  string
		how   AgentSelection
		needs []Need
		want  string // "" for nobody
	}{
		{"without_needs_the_first", LongestIdle, nil, "anna"},
		{"a_skill", LongestIdle, []Need{{Skill: "billing"}}, "ben"},
		{"two_skills", LongestIdle, []Need{{Skill: "english"}, {Skill: "billing", AtLeast: 2}}, "eve"},
		{"at_least_a_level", LongestIdle, []Need{{Skill: "english", AtLeast: 4}}, "ben"},
		{"one_of_some_levels", LongestIdle, []Need{{Skill: "english", Levels: []int{3, 4}}}, "eve"},
		{"a_skill_that_nobody_has", LongestIdle, []Need{{Skill: "french"}}, ""},
		{"the_most_qualified", MostQualified, []Need{{Skill: "english"}}, "ben"},
		{"the_least_qualified", LeastQualified, []Need{{Skill: "english", AtLeast: 3}}, "eve"},
		{"the_most_qualified_of_equals_is_the_first", MostQualified, nil, "anna"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSim(t, []Queue{{Name: "support", Agents: tt.how}}, agents, nil)
			s.ask("A", Request{Queue: "support", Rules: Smart, Needs: tt.needs})
			s.only("offered")
			if tt.want == "" {
				s.want([]string{}...)
				return
			}
			s.want("0s A offered to " + tt.want)
		})
	}
}

func TestOperators(t *testing.T) {
	offline := named("anna", "ben")
	offline[1].State = Offline
	for _, tt := range []struct {
		name     string
		agents   []Agent
		operator Operator
		want     []string
	}{
		{"the_one_that_is_asked_for", named("anna", "ben"), Operator{ID: 2, Strict: true}, []string{"5s B offered to ben", "7s B reached ben"}},
		{"a_strict_one_is_waited_for", named("anna", "ben"), Operator{ID: 1, Strict: true}, []string{"10s B offered to anna", "15s B reached anna"}},
		{"a_strict_one_for_its_time", named("anna", "ben"), Operator{ID: 1, Strict: true, Timeout: 3 * time.Second},
			[]string{"8s B gave up: the operator that it asks for is not available"}},
		{"a_strict_one_that_is_unknown", named("anna", "ben"), Operator{ID: 9, Strict: true}, []string{"5s B gave up: the operator that it asks for is not available"}},
		{"a_strict_one_that_is_offline", offline, Operator{ID: 2, Strict: true}, []string{"5s B gave up: the operator that it asks for is not available"}},
		{"else_anybody_at_once", named("anna", "ben"), Operator{ID: 1}, []string{"5s B offered to ben", "7s B reached ben"}},
		{"else_anybody_when_its_time_is_over", named("anna", "ben"), Operator{ID: 1, Timeout: 3 * time.Second}, []string{"8s B offered to ben", "10s B reached ben"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSim(t, support(), tt.agents, phones{"anna": "answer after 5s; wait 5s; hangup"})
			s.ask("A", Request{Queue: "support", Rules: Smart})
			s.at(5*time.Second, func() { s.ask("B", Request{Queue: "support", Rules: Smart, Operator: tt.operator}) })
			s.only("B offered", "B gave", "B reached")
			s.want(tt.want...)
		})
	}
}

func TestStatus(t *testing.T) {
	queue := Queue{Name: "support", AverageService: time.Minute}
	s := newSim(t, []Queue{queue, {Name: "sales"}}, append(named("anna", "ben"), Agent{Name: "eve", Queues: []string{"support"}, State: Offline}), phones{"anna": brief, "ben": "answer; wait 60m; hangup"})
	show := func(name string, t *Ticket) {
		got := t.Status()
		s.say("%s: %d, %s, %v", name, got.Position, got.Wait, got.Known)
	}
	before := s.ask("A", Request{Queue: "support"})
	show("A", before)
	b := s.ask("B", Request{Queue: "support"})
	c := s.ask("C", Request{Queue: "support"})
	d := s.ask("D", Request{Queue: "support"})
	x := s.ask("X", Request{Queue: "sales", Rules: Smart})
	s.at(500*time.Millisecond, func() {
		show("A", before)
		show("B", b)
		show("C", c)
		show("D", d)
		show("X", x)
		x.Cancel()
	})
	s.at(2*time.Second, func() { show("C", c); show("D", d) })
	s.at(7*time.Second, func() { show("C", c); show("D", d) })
	s.only(": ")
	s.want(
		"0s A: 0, 0s, false",
		"500ms A: 1, 0s, true", "500ms B: 0, 0s, false", "500ms C: 2, 1m0s, true", "500ms D: 3, 1m30s, true", "500ms X: 1, 0s, false",
		"2s C: 1, 30s, true", "2s D: 2, 1m0s, true",
		"7s C: 0, 0s, false", "7s D: 1, 2s, true", // measured: 4 s, shared by two
	)
}

func TestAFreeAgentIsNotWaitedFor(t *testing.T) {
	s := newSim(t, support(), named("anna", "ben"), nil)
	a := s.ask("A", Request{Queue: "support"})
	s.sc.Queue(func() error {
		s.say("%+v", a.Status())
		return nil
	})
	s.only("Position")
	s.want("0s {Position:1 Wait:0s Known:true}")
}

func TestNewPlan(t *testing.T) {
	for _, tt := range []struct {
		name   string
		queues []Queue
		agents []Agent
		want   string
	}{
		{"a_queue_twice", []Queue{{Name: "a"}, {Name: "a"}}, nil, `queue "a": its name or id is there twice`},
		{"a_number_twice", []Queue{{Name: "a", ID: 1}, {Name: "b", ID: 1}}, nil, `queue "b": its name or id is there twice`},
		{"an_agent_twice", nil, []Agent{{Name: "anna"}, {Name: "anna"}}, `agent "anna": its name or id is there twice`},
		{"no_such_queue", []Queue{{Name: "a"}}, []Agent{{Name: "anna", Queues: []string{"b"}}}, `agent "anna": there is no queue "b"`},
		{"a_level_of_6", nil, []Agent{{Name: "anna", Skills: []Skill{{"a", 6}}}}, `agent "anna": the level of skill "a" is 1 to 5, not 6`},
		{"changes_out_of_order", nil, []Agent{{Name: "anna", Changes: []Change{{At: 2}, {At: 1}}}}, `agent "anna": the times at which its state changes are not in order`},
		{"fine", []Queue{{Name: "a"}, {Name: "b", ID: 1}}, []Agent{{Name: "anna", ID: 2, Queues: []string{"a"}}, {Name: "ben"}, {Name: "eve"}}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := NewPlan(tt.queues, tt.agents)
			if tt.want != "" {
				if err == nil || err.Error() != tt.want {
					t.Errorf("got %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var ids []int64
			for _, q := range p.queues {
				ids = append(ids, q.ID)
			}
			for _, a := range p.agents {
				ids = append(ids, a.ID)
			}
			if diff := cmp.Diff([]int64{2, 1, 2, 1, 3}, ids); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestParseStates(t *testing.T) {
	for _, tt := range []struct {
		texts   []string
		first   State
		changes []Change
		err     string
	}{
		{nil, Ready, nil, ""},
		{[]string{"", " ; "}, Ready, nil, ""},
		{[]string{"online"}, Online, nil, ""},
		{[]string{"offline; ready at 30s", "online at 10m; offline at 1h"}, Offline,
			[]Change{{30 * time.Second, Ready}, {10 * time.Minute, Online}, {time.Hour, Offline}}, ""},
		{[]string{"redy"}, "", nil, `"redy" is no state of an agent: offline, online and ready are`},
		{[]string{"ready at 30s"}, "", nil, `"ready at 30s": the first state has no time, such as in "offline; ready at 30s"`},
		{[]string{"ready; offline"}, "", nil, `"offline": a later state has a time, such as in "ready at 30s"`},
		{[]string{"ready; offline at 2m; ready at 2m"}, "", nil, `"ready at 2m": it comes at or before the state in front of it`},
		{[]string{"ready; offline after 2m"}, "", nil, `"offline after 2m" is not understood: write it like "ready at 30s"`},
		{[]string{"ready; offline at noon"}, "", nil, `"noon" is no time of a run: write 500ms, 30s, 2m or 1h, up to 24h`},
		{[]string{"ready; offline at 25h"}, "", nil, `"25h" is no time of a run: write 500ms, 30s, 2m or 1h, up to 24h`},
	} {
		first, changes, err := ParseStates(tt.texts...)
		text := ""
		if err != nil {
			text = err.Error()
		}
		if text != tt.err || first != tt.first || cmp.Diff(tt.changes, changes) != "" {
			t.Errorf("%q: got %s %v %q", tt.texts, first, changes, text)
		}
	}
}
