package lifecycle

import (
	"github.com/dop251/goja/ast"

	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// noFailedHandler looks for calls whose failure nobody hears of (behaviour page, sections 4 and 5.2): a call that isn't answered ends with
// Failed, and with nothing else.
func noFailedHandler(p *rule.Pass) {
	heard := map[*program.Variable]bool{} // what is known of what is put into a variable, and nowhere else
	for _, c := range p.Calling(outgoing...) {
		v := into(p, c)
		hears, known := heard[v]
		if v == nil || !known {
			t := newFollower(p)
			t.expr(c.Node)
			hears = t.escaped() || hearsFailed(p, t)
			heard[v] = hears
		}
		if hears {
			continue
		}
		start, end := p.MemberRange(c.Callee)
		p.ReportRange(start, end, "nothing listens for Failed of this call: if it isn't answered, the scenario doesn't hear of it",
			rule.Hint("add a listener for CallEvents.Failed that tells the caller, tries another way, or ends the session"))
	}
}

// into returns the variable that is all that the value of a call is put into, or nil.
func into(p *rule.Pass, c *program.Call) *program.Variable {
	var target ast.Node
	switch up := p.Parent(c.Node).(type) {
	case *ast.Binding:
		target = up.Target
	case *ast.AssignExpression:
		if _, statement := p.Parent(up).(*ast.ExpressionStatement); statement {
			target = up.Left
		}
	}
	id, _ := target.(*ast.Identifier)
	return p.Variable(id)
}

// hearsFailed reports whether what is done with a call may listen for its failure, or look for it.
func hearsFailed(p *rule.Pass, t *follower) bool {
	for _, u := range t.uses {
		switch u.kind {
		case called:
			if u.name == "state" {
				return true
			}
			if u.name == "addEventListener" {
				if e := p.EventOf(u.call.Arg(0)); e == nil || e.Full == "CallEvents.Failed" {
					return true
				}
			}
		case read:
			if u.name == "addEventListener" || u.name == "state" {
				return true
			}
		case given:
			if helper(u.api) {
				return true
			}
		}
	}
	return false
}
