package language

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"voxemu/modules/apitable"
	"voxemu/runtime/jsvm/syntax"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule"
)

// implicitGlobal looks for names that nobody declares and that a function writes to as if they were its own: the counters of its loops, and
// what no other function mentions and what it always writes before it reads. Others may be meant to be global (behaviour page, section 1.1).
func implicitGlobal(p *rule.Pass) {
	if p.Dynamic() {
		return
	}
	order, mentions := undeclared(p)
	for _, name := range order {
		if _, api := apitable.Lookup(name); api || p.Shared(name) || p.MakesGlobal(name) {
			continue
		}
		u := usage{Pass: p, name: name, all: mentions[name]}
		u.look()
	}
}

// undeclared returns the names that a scenario makes globals of, in the order of the text, and all mentions of each.
func undeclared(p *rule.Pass) (order []string, mentions map[string][]*ast.Identifier) {
	mentions = map[string][]*ast.Identifier{}
	for _, id := range p.Unbound() {
		name := id.Name.String()
		if !p.Implicit(name) {
			continue
		}
		if mentions[name] == nil {
			order = append(order, name)
		}
		mentions[name] = append(mentions[name], id)
	}
	return order, mentions
}

// usage is how a scenario uses a name that it doesn't declare.
type usage struct {
	*rule.Pass
	name string
	all  []*ast.Identifier
}

func (u *usage) look() {
	var writes []*ast.Identifier
	var counter *ast.Identifier
	strict, global := true, false
	for _, id := range u.all {
		if u.typed(id) {
			return // it asks whether it is there: it stays from one call to the next
		}
		if !u.written(id) {
			continue
		}
		writes = append(writes, id)
		strict = strict && u.Strict(id)
		global = global || u.FunctionAt(id) == nil
		if counter == nil && u.counts(id) {
			counter = id
		}
	}
	switch {
	case len(writes) == 0:
	case strict:
		u.Report(writes[0], u.name+" is declared nowhere: in strict code the assignment throws a ReferenceError", rule.Hint("declare it: let %s", u.name))
	case global: // it is meant to be one
	case len(writes) == len(u.all) && !u.Complete: // it may be meant for a scenario that isn't known
	case u.own():
		u.tell(writes[0])
	case counter != nil:
		u.tell(counter)
	}
}

// tell reports the name at a write.
func (u *usage) tell(id *ast.Identifier) {
	u.Report(id, u.name+" is declared nowhere: the assignment makes a global, which all functions and all scenarios of the rule share",
		rule.Hint("declare it: let %s", u.name), rule.Mend(u.declaration(id)))
}

// declaration puts a let in front of the first write, where all mentions see it. A scenario that nobody knows may read the global.
func (u *usage) declaration(id *ast.Identifier) *finding.Fix {
	assignment, ok := u.Parent(id).(*ast.AssignExpression)
	if !ok || !u.Complete || u.name == "let" || assignment.Left != ast.Expression(id) || assignment.Operator != token.ASSIGN {
		return nil
	}
	place, around := u.Parent(assignment), ast.Node(nil)
	switch up := place.(type) {
	case *ast.ExpressionStatement:
		around = u.Parent(up)
		switch around.(type) {
		case *ast.BlockStatement, *ast.Program:
		default:
			return nil
		}
	case *ast.ForLoopInitializerExpression:
		around = u.Parent(up)
	default:
		return nil
	}
	for _, m := range u.all {
		if !u.Within(m, around) {
			return nil
		}
	}
	start, end := u.Range(id)
	return u.Surround(start, end, "let ", "", "declare "+u.name+" with let")
}

// typed reports whether a mention is the operand of typeof or delete.
func (u *usage) typed(id *ast.Identifier) bool {
	up, ok := u.Parent(id).(*ast.UnaryExpression)
	return ok && (up.Operator == token.TYPEOF || up.Operator == token.DELETE)
}

// written reports whether a mention is the target of an assignment, a ++ or a loop.
func (u *usage) written(id *ast.Identifier) bool {
	for n := u.Parent(id); ; n = u.Parent(n) {
		switch up := n.(type) {
		case *ast.AssignExpression:
			return isTarget(up.Left, id)
		case *ast.UnaryExpression:
			return up.Operator == token.INCREMENT || up.Operator == token.DECREMENT
		case *ast.ForIntoExpression:
			return isTarget(up.Expression, id)
		case *ast.ArrayPattern, *ast.ObjectPattern, *ast.PropertyShort, *ast.PropertyKeyed:
		default:
			return false
		}
	}
}

// isTarget reports whether an assignment to a target puts something into a name.
func isTarget(target ast.Node, id *ast.Identifier) (found bool) {
	switch t := target.(type) {
	case *ast.Identifier:
		return t == id
	case *ast.AssignExpression: // with a default
		return isTarget(t.Left, id)
	case *ast.PropertyShort:
		return &t.Name == id
	case *ast.PropertyKeyed:
		return isTarget(t.Value, id)
	case *ast.ArrayPattern, *ast.ObjectPattern, *ast.SpreadElement:
		syntax.Children(t, func(c ast.Node) { found = found || isTarget(c, id) })
	}
	return found
}

// counts reports whether a mention is what a loop counts with: for (i = 0; ...), for (key in ...).
func (u *usage) counts(id *ast.Identifier) bool {
	switch up := u.Parent(id).(type) {
	case *ast.ForIntoExpression:
		return true
	case *ast.AssignExpression:
		if up.Left != ast.Expression(id) || up.Operator != token.ASSIGN {
			return false
		}
		parent := u.Parent(up)
		if _, several := parent.(*ast.SequenceExpression); several {
			parent = u.Parent(parent)
		}
		_, head := parent.(*ast.ForLoopInitializerExpression)
		return head
	}
	return false
}
