package scenarios

import (
	"testing"

	"voxemu/runtime/diag"
	"voxemu/runtime/queues"
)

func centre(queue, agent, serves string) Centre {
	return Centre{
		Queues: []Queue{{Queue: queues.Queue{Name: queue, MaxSize: len(agent)}, Pos: diag.Pos{File: "a.yaml", Line: 1, Column: 1}}},
		Agents: []Agent{{Agent: queues.Agent{Name: agent, Queues: []string{serves}}, Pos: diag.Pos{File: "a.yaml", Line: 2, Column: 1}}},
	}
}

func TestWhatAFileNamesGoesBeforeTheProject(t *testing.T) {
	project, given := centre("support", "anna", "support"), centre("support", "ben", "support")
	given.Agents = append(given.Agents, Agent{Agent: queues.Agent{Name: "anna"}})
	project.Queues = append(project.Queues, Queue{Queue: queues.Queue{Name: "sales"}})
	project.Agents = append(project.Agents, Agent{Agent: queues.Agent{Name: "eve"}})
	got := describeCentre(project.Merge(given))
	want := `queue support id=0 size=3 wait=0s average=0s   at a.yaml:1:1
queue sales id=0 size=0 wait=0s average=0s   at 
agent ben id=0 ["support"] []  [] wrap=0s [] at a.yaml:2:1
agent anna id=0 [] []  [] wrap=0s [] at 
agent eve id=0 [] []  [] wrap=0s [] at 
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestPlan(t *testing.T) {
	twice := centre("support", "anna", "support")
	twice.Queues = append(twice.Queues, twice.Queues[0])
	for _, tt := range []struct {
		name    string
		centre  Centre
		code    string
		problem string // "" for none
		hint    string
	}{
		{name: "nothing_is_no_plan"},
		{name: "queues_and_agents_that_fit", centre: centre("support", "anna", "support")},
		{name: "an_agent_of_no_queue", centre: centre("support", "anna", "suport"), code: diag.CodeUnknownName,
			problem: `a.yaml:2:1: agent "anna": there is no queue "suport"`, hint: `did you mean "support"?`},
		{name: "a_queue_twice", centre: twice, code: diag.CodeConfig,
			problem: `a.yaml:1:1: queue "support": its name or id is there twice`, hint: "give each a name and an id of its own"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			plan, problem := tt.centre.Plan()
			if tt.problem == "" {
				if problem != nil || (plan != nil) != (len(tt.centre.Queues) > 0) {
					t.Errorf("got %v, %v", plan, problem)
				}
				return
			}
			if problem == nil || problem.Error() != tt.problem || problem.Code != tt.code || problem.Hint != tt.hint {
				t.Errorf("got %v, hint %q", problem, problem.Hint)
			}
		})
	}
}
