package names

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// tested reports whether the value of an expression is only asked for being there: by typeof, in a condition, on the left of || and
// its like, compared with undefined, or called with ?.().
func tested(p *rule.Pass, n ast.Node) bool {
	for {
		parent := p.Parent(n)
		switch up := parent.(type) {
		case *ast.Optional:
			return true
		case *ast.UnaryExpression:
			return up.Operator == token.TYPEOF || up.Operator == token.NOT || up.Operator == token.DELETE
		case *ast.IfStatement:
			return up.Test == n
		case *ast.ConditionalExpression:
			if up.Test == n {
				return true
			}
		case *ast.BinaryExpression:
			switch up.Operator {
			case token.LOGICAL_AND, token.LOGICAL_OR, token.COALESCE:
				if up.Left == n {
					return true
				}
			case token.EQUAL, token.STRICT_EQUAL, token.NOT_EQUAL, token.STRICT_NOT_EQUAL:
				return up.Left == n && nothing(p, up.Right) || up.Right == n && nothing(p, up.Left)
			default:
				return false
			}
		default:
			return false
		}
		n = parent
	}
}

func nothing(p *rule.Pass, e ast.Expression) bool { return p.TypeOf(e).Kind == program.Nothing }

// asking returns [asksFor] with a memory: names come again and again.
func asking(p *rule.Pass) func(name string) bool {
	known := map[string]bool{}
	return func(name string) bool {
		asks, seen := known[name]
		if !seen {
			asks = asksFor(p, name)
			known[name] = asks
		}
		return asks
	}
}

// asksFor reports whether a scenario asks anywhere for a property of that name before it uses it, whatever object it asks: then the
// author knows that it may be missing.
func asksFor(p *rule.Pass, name string) bool {
	for _, m := range p.MembersNamed(name) {
		if m.Default || tested(p, m.Node) {
			return true
		}
	}
	return asksByName(p, name)
}

// asksByName reports whether a name stands as a string to the left of in, or as what hasOwnProperty and its like are given.
func asksByName(p *rule.Pass, name string) bool {
	for _, n := range p.Texts(name) {
		switch up := p.Parent(n).(type) {
		case *ast.BinaryExpression:
			if up.Operator == token.IN {
				return true
			}
		case *ast.CallExpression:
			switch method, _ := p.CallAt(up).Method(); method {
			case "hasOwnProperty", "hasOwn", "has", "includes":
				return true
			}
		}
	}
	return false
}

// attempt tells how a failure at a node is taken care of in its function.
type attempt uint8

const (
	unguarded attempt = iota
	caught            // a catch is around it
	probe             // and there is nothing else in its try block
)

func attemptOf(p *rule.Pass, n ast.Node) attempt {
	if !p.Handled(n) {
		return unguarded
	}
	for child := n; n != nil; child, n = n, p.Parent(n) {
		if t, ok := n.(*ast.TryStatement); ok && t.Catch != nil && child == ast.Node(t.Body) {
			if len(t.Body.List) == 1 {
				return probe
			}
			return caught
		}
	}
	return caught
}
