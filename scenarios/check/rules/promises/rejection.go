package promises

import (
	"fmt"

	"github.com/dop251/goja/ast"

	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// unhandledRejection finds calls of the API whose promise can be rejected while nothing handles that. If some callers of the function
// around such a call handle it and others don't, those others are reported.
func unhandledRejection(p *rule.Pass) {
	t := newTracer(p.File)
	careless := &careless{calls: map[ast.Node]*carelessCall{}}
	for _, c := range p.Calls() {
		n := origin(p.File, c)
		if n == nil {
			continue
		}
		severity := rejects(n.Full)
		if severity == finding.Off {
			continue
		}
		fate := t.fate(c)
		if !fate.elsewhere {
			if worst := min(severity, fate.severity()); worst > finding.Off {
				reportOrigin(p, c, n.Full, worst)
			}
			continue
		}
		for _, l := range fate.lost {
			if l.root == ast.Node(c.Node) {
				reportOrigin(p, c, n.Full, min(severity, l.severity))
			} else {
				careless.add(p.CallAt(l.root), n.Full, min(severity, l.severity))
			}
		}
	}
	for _, c := range careless.order {
		start, end := calleeRange(p.File, c.call)
		p.ReportRange(start, end, fmt.Sprintf("nothing handles a rejection of %s(), which waits for %s: it ends the session", p.Source(c.call.Callee), c.origin),
			rule.Lower(c.severity), rule.Hint("%s", advice))
	}
}

// careless are calls of functions of the scenario whose promise nothing handles, in the order in which they were found.
type careless struct {
	calls map[ast.Node]*carelessCall
	order []*carelessCall
}

type carelessCall struct {
	call     *program.Call
	origin   string // the worst of what can be rejected in it
	severity finding.Severity
}

func (l *careless) add(c *program.Call, origin string, severity finding.Severity) {
	known, ok := l.calls[c.Node]
	if !ok {
		known = &carelessCall{call: c}
		l.calls[c.Node] = known
		l.order = append(l.order, known)
	}
	if severity > known.severity {
		known.severity, known.origin = severity, origin
	}
}

const advice = "await it in try and catch, or add a catch handler"

func reportOrigin(p *rule.Pass, c *program.Call, full string, severity finding.Severity) {
	hint := advice
	switch p.Parent(c.Node).(type) {
	case *ast.ExpressionStatement, *ast.ReturnStatement:
		if p.Handled(c.Node) {
			hint = "write await before it: try doesn't catch the rejection of a promise that nobody awaits there"
		}
	}
	start, end := calleeRange(p.File, c)
	p.ReportRange(start, end, fmt.Sprintf("nothing handles a rejection of %s: it ends the session", full), rule.Lower(severity), rule.Hint("%s", hint))
}

// calleeRange is where a call begins, without its arguments.
func calleeRange(f *program.File, c *program.Call) (start, end int) {
	start, _ = f.Range(c.Node)
	_, end = f.Range(c.Callee)
	return start, end
}
