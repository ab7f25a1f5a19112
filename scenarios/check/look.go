package check

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/scenarios"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
	"voxemu/scenarios/check/rules/checker"
)

// outcome is what came of looking at units.
type outcome struct {
	findings []finding.Finding
	crashes  []Crash
	// files are the scenarios that were looked at, with the comments in them that silence findings.
	files map[string][]directive
	// judged are those that rules could look at.
	judged map[string]bool
	// bundled has the scenario that a file was bundled into, for files that findings are in.
	bundled map[string]string
}

func newOutcome() *outcome {
	return &outcome{files: map[string][]directive{}, judged: map[string]bool{}, bundled: map[string]string{}}
}

func (o *outcome) add(other *outcome) {
	if other == nil {
		return
	}
	o.findings = append(o.findings, other.findings...)
	o.crashes = append(o.crashes, other.crashes...)
	for file, list := range other.files {
		o.files[file] = list
	}
	for file := range other.judged {
		o.judged[file] = true
	}
	for file, bundle := range other.bundled {
		if other, ok := o.bundled[file]; !ok || bundle < other {
			o.bundled[file] = bundle
		}
	}
}

// look reads, parses and judges all units, as many at once as there are workers; what comes of it is in the order of the units.
func (c *job) look(ctx context.Context, units []unit) *outcome {
	for i := range units { // settings are read before anything is done at once
		c.policies.prepare(&units[i])
	}
	l := &looker{job: c, ctx: ctx, busy: make(chan struct{}, c.Workers)}
	results := make([]*outcome, len(units))
	open := make(chan struct{}, c.Workers) // as many units have their trees in memory
	l.each(len(units), open, func(i int) { results[i] = l.unit(&units[i]) })
	all := newOutcome()
	for _, r := range results {
		all.add(r)
	}
	return all
}

// looker looks at units.
type looker struct {
	*job
	ctx  context.Context
	busy chan struct{} // holds a token for each file that is parsed or judged
}

// each calls do for 0 to n-1, at once as far as the slots go, unless the context is over.
func (l *looker) each(n int, slots chan struct{}, do func(i int)) {
	var all sync.WaitGroup
	for i := range n {
		slots <- struct{}{}
		if l.ctx.Err() != nil {
			<-slots
			break
		}
		all.Go(func() {
			defer func() { <-slots }()
			do(i)
		})
	}
	all.Wait()
}

func (l *looker) unit(u *unit) *outcome {
	if u.project != nil {
		return l.project(u)
	}
	return l.alone(scenarios.ReadScenario(u.path, l.loading()))
}

// alone looks at a scenario that nothing is known about.
func (l *looker) alone(s *scenarios.Scenario, problems scenarios.Problems) *outcome {
	out := newOutcome()
	for _, p := range problems {
		found := l.rules.problem(p)
		if p.Code == diag.CodeName { // a file that belongs to no project may be called otherwise in the cloud
			found.Severity = min(found.Severity, finding.Note)
		}
		out.findings = append(out.findings, found)
	}
	if s == nil {
		return out
	}
	l.busy <- struct{}{}
	defer func() { <-l.busy }()
	if f := l.parse(*s, out); f != nil {
		l.judge(f, out)
	}
	return out
}

// parse reads a scenario; nil if it has a mistake, which is a finding then.
func (l *looker) parse(s scenarios.Scenario, out *outcome) (f *program.File) {
	out.files[s.File] = directives(s.Text)
	defer func() {
		if x := recover(); x != nil {
			f = nil
			l.crashed(out, s.File, "", fmt.Sprint(x), string(debug.Stack()))
		}
	}()
	f, err := program.Read(jsvm.Source{Name: s.File, Text: s.Text, Map: s.Map})
	if err == nil {
		out.judged[s.File] = true
		return f
	}
	e, ok := errors.AsType[*jsvm.Error](err)
	if !ok || e.Kind == jsvm.Internal {
		stack := ""
		if ok {
			stack = string(e.Go)
		}
		l.crashed(out, s.File, "", err.Error(), stack)
		return nil
	}
	found := l.rules.finding(checker.Syntax, e.Pos(), e.Source, strings.TrimPrefix(e.Message, "SyntaxError: "), e.Hint)
	if e.Ours {
		found.Severity = finding.Warning
	}
	if found.Pos.File == "" {
		found.Pos.File = s.File
	}
	out.bundle(s.File, found)
	return nil
}

// bundle keeps a finding of a scenario, which may be in a file that the scenario was bundled from.
func (o *outcome) bundle(scenario string, f finding.Finding) {
	if f.Pos.File != scenario {
		o.bundled[f.Pos.File] = scenario
	}
	o.findings = append(o.findings, f)
}

// judge applies the check rules to a file.
func (l *looker) judge(f *program.File, out *outcome) {
	runs := l.policies.dir(l.abs(f.Name()))
	for i := range l.rules.list {
		r := &l.rules.list[i]
		if r.File == nil || !runs.runs[r.Code] {
			continue
		}
		l.guard(out, f.Name(), r, func() {
			r.File(rule.NewPass(r, f, func(found finding.Finding) { out.bundle(f.Name(), found) }))
		})
	}
}

// guard keeps a check rule that breaks from breaking the check.
func (l *looker) guard(out *outcome, file string, r *rule.Rule, do func()) {
	defer func() {
		if x := recover(); x != nil {
			l.crashed(out, file, r.Code+" "+r.Name, fmt.Sprint(x), string(debug.Stack()))
		}
	}()
	do()
}

func (l *looker) crashed(out *outcome, file, ruleName, reason, stack string) {
	what := "the parser"
	if ruleName != "" {
		what = "the rule " + ruleName
	}
	out.crashes = append(out.crashes, Crash{File: file, Rule: ruleName, Reason: reason, Stack: stack})
	first, _, _ := strings.Cut(reason, "\n")
	out.findings = append(out.findings, finding.Finding{
		Code: diag.CodeInternal, Rule: "internal", Severity: finding.Error, Pos: diag.Pos{File: file},
		Message: fmt.Sprintf("%s failed at this file: %s", what, first),
		Hint:    "this is a mistake of voxemu: please report it with the file; all other rules and files were checked",
	})
}
