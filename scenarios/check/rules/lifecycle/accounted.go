package lifecycle

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// accounted reports whether a function that hangs up may do so knowing that the handler of Disconnected won't run: what that one does is done
// on the way to the function, or the handler asks for something which is changed there, such as a flag that all is over.
func (d *disconnecting) accounted(fn, handler *program.Function) bool {
	w := &way{d: d, changed: map[any]bool{}, seen: map[*program.Function]bool{}}
	return w.told(fn) || d.asks(handler, w.changed, 0)
}

// takenAway reports whether a listener for an event may be taken away.
func takenAway(p *rule.Pass, event string) bool {
	for _, c := range p.Calls() {
		if name, _ := c.Method(); name != "removeEventListener" || c.Arg(0) == nil {
			continue
		}
		if e := p.EventOf(c.Arg(0)); e == nil || e.Full == event {
			return true
		}
	}
	return false
}

// way is what runs before a function.
type way struct {
	d       *disconnecting
	changed map[any]bool // variables, and names of properties
	seen    map[*program.Function]bool
}

// told reports whether one of the functions that lead to another tells somebody of the end, or whether they aren't all known.
func (w *way) told(fn *program.Function) bool {
	if fn == nil || w.seen[fn] {
		return false
	}
	w.seen[fn] = true
	w.changes(fn)
	uses, all := w.d.p.Uses(fn)
	if !all {
		return true
	}
	for _, u := range uses {
		if name, _ := u.Call.Method(); name == "addEventListener" && u.Argument > 0 {
			continue // it begins there
		}
		if api := w.d.p.API(u.Call); u.Argument >= 0 && api != nil && tells(api.Full) {
			return true
		}
		if u.Call.In != nil && w.d.tellsInTurn(u.Call.In) || w.told(u.Call.In) {
			return true
		}
	}
	return false
}

// changes notes what a function puts into variables and properties.
func (w *way) changes(fn *program.Function) {
	statements(fn, func(s ast.Node) {
		program.InspectTurn(s, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignExpression:
				w.d.named(n.Left, func(name any) { w.changed[name] = true })
			case *ast.UnaryExpression:
				if n.Operator == token.INCREMENT || n.Operator == token.DECREMENT {
					w.d.named(n.Operand, func(name any) { w.changed[name] = true })
				}
			}
			return true
		})
	})
}

// named calls do with the variables and the names of properties in a node.
func (d *disconnecting) named(n ast.Node, do func(any)) {
	program.InspectTurn(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Identifier:
			if v := d.p.Variable(n); v != nil {
				do(v)
			}
		case *ast.DotExpression:
			do(n.Identifier.Name.String())
		}
		return true
	})
}

// tellsInTurn reports whether a function tells somebody of the end, not counting the functions in it.
func (d *disconnecting) tellsInTurn(fn *program.Function) bool {
	found := false
	statements(fn, func(s ast.Node) {
		program.InspectTurn(s, func(n ast.Node) bool {
			if c := d.p.CallAt(n); c != nil && c.Node == n {
				api, callee := d.p.API(c), d.p.FunctionOf(c.Callee)
				found = found || api != nil && tells(api.Full) || callee != nil && d.work(callee) != ""
			}
			return !found
		})
	})
	return found
}

// asks reports whether a function, or one that it calls, has a test that names one of these variables and properties.
func (d *disconnecting) asks(fn *program.Function, changed map[any]bool, depth int) bool {
	found := false
	statements(fn, func(s ast.Node) {
		program.Inspect(s, func(n ast.Node) bool {
			if t := testOf(n); t != nil {
				d.named(t, func(name any) { found = found || changed[name] })
			}
			if c := d.p.CallAt(n); !found && c != nil && c.Node == n && depth < 5 {
				callee := d.p.FunctionOf(c.Callee)
				found = callee != nil && d.asks(callee, changed, depth+1)
			}
			return !found
		})
	})
	return found
}

// testOf returns what a node decides by; nil if it decides nothing.
func testOf(n ast.Node) ast.Expression {
	switch n := n.(type) {
	case *ast.IfStatement:
		return n.Test
	case *ast.ConditionalExpression:
		return n.Test
	case *ast.SwitchStatement:
		return n.Discriminant
	case *ast.BinaryExpression:
		if n.Operator == token.LOGICAL_AND || n.Operator == token.LOGICAL_OR || n.Operator == token.COALESCE {
			return n.Left
		}
	}
	return nil
}
