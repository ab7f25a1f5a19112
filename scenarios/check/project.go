package check

import (
	"slices"

	"voxemu/scenarios"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// project looks at the scenarios of a project, which know of those that run with them, and then at its applications.
func (l *looker) project(u *unit) *outcome {
	out := newOutcome()
	for _, p := range u.project.Problems {
		out.findings = append(out.findings, l.rules.problem(p))
	}
	t := newTeams(u)
	parsed, partial := make([]*program.File, len(t.scenarios)), make([]*outcome, len(t.scenarios))
	l.each(len(parsed), l.busy, func(i int) {
		partial[i] = newOutcome()
		parsed[i] = l.parse(t.scenarios[i], partial[i])
	})
	if l.ctx.Err() != nil {
		return out
	}
	t.link(parsed)
	l.each(len(t.teams), l.busy, func(i int) {
		for _, at := range t.teams[i] {
			if parsed[at] != nil {
				l.judge(parsed[at], partial[at])
			}
		}
	})
	for _, p := range partial {
		out.add(p)
	}
	l.applications(u, t.files(parsed), out)
	return out
}

// applications applies the check rules that are about projects.
func (l *looker) applications(u *unit, files map[string]*program.File, out *outcome) {
	l.busy <- struct{}{}
	defer func() { <-l.busy }()
	var unbound []string
	if u.project.RulesRead {
		for _, s := range u.alone {
			unbound = append(unbound, s.File)
		}
	}
	p := l.policies.dir(u.project.Dir)
	for _, a := range u.project.Applications {
		if l.ctx.Err() != nil {
			return
		}
		for i := range l.rules.list {
			r := &l.rules.list[i]
			if r.Project == nil || !p.runs[r.Code] {
				continue
			}
			l.guard(out, describe(a), r, func() {
				r.Project(rule.NewProjectPass(r, a, files, unbound, func(f finding.Finding) { out.findings = append(out.findings, f) }))
			})
		}
		unbound = nil // they belong to none: the first told of them
	}
}

// describe names an application by the file that has its project rules.
func describe(a *scenarios.Application) string {
	if len(a.Rules) > 0 && a.Rules[0].Pos.File != "" {
		return a.Rules[0].Pos.File
	}
	return a.Name
}

// teams are the scenarios of a project by who runs with whom.
type teams struct {
	scenarios []scenarios.Scenario
	index     map[string]int // by file
	teams     [][]int        // connected by project rules: one goroutine looks at all of a team
	mates     []map[int]bool // those that run with each
	lists     [][]int        // the same, in the order of project rules
	complete  []bool         // whether those are all
}

func newTeams(u *unit) *teams {
	t := &teams{index: map[string]int{}}
	var rules [][]int
	for _, a := range u.project.Applications {
		for _, r := range a.Rules {
			var members []int
			for _, s := range r.Scenarios {
				members = append(members, t.add(s, u.project.RulesRead))
			}
			rules = append(rules, members)
			if len(r.Missing) > 0 {
				t.doubt(members)
			}
		}
	}
	for _, s := range u.alone {
		t.add(s, false)
	}
	t.mates, t.lists = make([]map[int]bool, len(t.scenarios)), make([][]int, len(t.scenarios))
	for _, members := range rules {
		t.meet(members)
	}
	t.connect()
	return t
}

func (t *teams) add(s scenarios.Scenario, complete bool) int {
	at, ok := t.index[s.File]
	if !ok {
		at = len(t.scenarios)
		t.index[s.File] = at
		t.scenarios = append(t.scenarios, s)
		t.complete = append(t.complete, complete)
	}
	return at
}

// doubt notes that more may run with these than is known.
func (t *teams) doubt(members []int) {
	for _, m := range members {
		t.complete[m] = false
	}
}

// meet notes that these run together.
func (t *teams) meet(members []int) {
	for _, a := range members {
		if t.mates[a] == nil {
			t.mates[a] = map[int]bool{}
		}
		for _, b := range members {
			if a != b && !t.mates[a][b] {
				t.mates[a][b] = true
				t.lists[a] = append(t.lists[a], b)
			}
		}
	}
}

// connect finds out who belongs together, by way of others too.
func (t *teams) connect() {
	seen := make([]bool, len(t.scenarios))
	for i := range t.scenarios {
		if seen[i] {
			continue
		}
		seen[i] = true
		team := []int{i}
		for at := 0; at < len(team); at++ {
			for _, mate := range t.lists[team[at]] {
				if !seen[mate] {
					seen[mate] = true
					team = append(team, mate)
				}
			}
		}
		slices.Sort(team)
		t.teams = append(t.teams, team)
	}
}

// link tells files of those that run with them. Nothing is complete without one that could not be parsed.
func (t *teams) link(parsed []*program.File) {
	for i, f := range parsed {
		if f == nil {
			t.doubt(t.lists[i])
		}
	}
	for i, f := range parsed {
		if f == nil {
			continue
		}
		f.Complete = t.complete[i]
		for _, mate := range t.lists[i] {
			if parsed[mate] != nil {
				f.Companions = append(f.Companions, parsed[mate])
			}
		}
	}
}

// files returns what could be parsed, by name.
func (t *teams) files(parsed []*program.File) map[string]*program.File {
	files := map[string]*program.File{}
	for i, f := range parsed {
		if f != nil {
			files[t.scenarios[i].File] = f
		}
	}
	return files
}
