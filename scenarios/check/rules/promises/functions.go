package promises

import (
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
)

// thrown is what becomes of an exception at a node of an async function.
func (t *tracer) thrown(n ast.Node, root ast.Node) fate {
	fn := t.FunctionAt(n)
	if fn == nil || !fn.Async || fn.Generator {
		return away
	}
	for child := n; n != fn.Node; child, n = n, t.Parent(n) {
		try, ok := n.(*ast.TryStatement)
		if ok && try.Catch != nil && child == ast.Node(try.Body) && !t.rethrows(try.Catch) {
			return away
		}
	}
	return t.result(fn, root)
}

// rethrows reports whether a catch block throws in each case.
func (t *tracer) rethrows(c *ast.CatchStatement) bool {
	exits := t.Exits(c.Body.List, nil)
	for _, e := range exits {
		if !e.Throws {
			return false
		}
	}
	return len(exits) > 0
}

// result is what becomes of a rejection of the promise that a function gives.
func (t *tracer) result(fn *program.Function, root ast.Node) fate {
	if fn == nil || fn.Generator || t.Dynamic() {
		return away
	}
	return t.within(fn, func() fate {
		uses, all := t.Uses(fn)
		sum, seen := fate{elsewhere: !all}, map[*program.Call]bool{}
		for _, u := range uses {
			seen[u.Call] = true
			if u.Argument < 0 {
				sum = sum.and(t.called(u.Call))
			} else {
				sum = sum.and(t.callback(u.Call, u.Argument, root))
			}
		}
		for _, c := range t.callersOf(fn) {
			if !seen[c] {
				sum = sum.and(t.called(c))
			}
		}
		for _, l := range t.Listeners() { // methods of objects among them
			if l.Func == fn && !seen[l.Call] {
				sum = sum.and(t.listener(l.Call, l.On, root))
			}
		}
		return sum.and(t.property(fn, root))
	})
}

// called is what becomes of a rejection of what a call of a function of the scenario gives.
func (t *tracer) called(c *program.Call) fate {
	if c.New {
		return away
	}
	return t.promise(c.Node, c.Node)
}

// callersOf returns the calls of a function, those of methods among them.
func (t *tracer) callersOf(fn *program.Function) []*program.Call {
	if t.callers == nil {
		t.callers = map[*program.Function][]*program.Call{}
		for _, c := range t.Calls() {
			if called := t.FunctionOf(c.Callee); called != nil {
				t.callers[called] = append(t.callers[called], c)
			}
		}
	}
	return t.callers[fn]
}

// property is what becomes of a rejection of a function that is put into a property of a WebSocket, such as onmessage.
func (t *tracer) property(fn *program.Function, root ast.Node) fate {
	a, ok := t.Parent(fn.Node).(*ast.AssignExpression)
	if !ok || a.Right != fn.Node || a.Operator != token.ASSIGN {
		return fate{}
	}
	member, ok := a.Left.(*ast.DotExpression)
	if ok && t.TypeOf(member.Left).Is("WebSocket") && strings.HasPrefix(member.Identifier.Name.String(), "on") {
		return lost(root, finding.Error)
	}
	return fate{}
}

// callback is what becomes of a rejection of a function that is given to another as its i-th argument.
func (t *tracer) callback(c *program.Call, i int, root ast.Node) fate {
	name, of := c.Method()
	if name == "addEventListener" {
		if i != 1 {
			return away
		}
		return t.listener(c, of, root)
	}
	if n := t.API(c); n != nil {
		return given(n, c.New, i, root)
	}
	if c.New {
		if t.BuiltIn(c.Callee, "Promise") && i == 0 {
			return lost(root, finding.Error)
		}
		return away
	}
	if of == nil {
		return away
	}
	kind := t.TypeOf(of).Kind
	switch name {
	case "then", "catch", "finally":
		if kind == program.Promise || kind == program.Unknown {
			return t.promise(c.Node, root)
		}
	case "forEach":
		if i == 0 && kind == program.List {
			return lost(root, finding.Error)
		}
		if i == 0 && kind == program.Unknown {
			return lost(root, finding.Warning)
		}
	case "map":
		if i == 0 && (kind == program.List || kind == program.Unknown) {
			return t.list(c.Node, root)
		}
	}
	return away
}

// given is what becomes of a rejection of a function that the API gets: it ignores what callbacks give.
func given(n *apitable.Node, isNew bool, i int, root ast.Node) fate {
	if isNew {
		var ok bool
		if n, ok = n.Constructor(); !ok {
			return away
		}
	}
	if i < len(n.Params) && strings.Contains(n.Params[i].Type, "=>") {
		return lost(root, finding.Error)
	}
	return away
}

// listener is what becomes of a rejection of a function that listens. When the session ends anyway it does no harm.
func (t *tracer) listener(c *program.Call, of ast.Expression, root ast.Node) fate {
	event := t.EventOf(c.Arg(0))
	if event != nil && (event.Full == "AppEvents.Terminating" || event.Full == "AppEvents.Terminated") {
		return away
	}
	switch t.TypeOf(of).Kind {
	case program.Instance, program.Name:
		return lost(root, finding.Error)
	case program.Unknown:
		if event != nil {
			return lost(root, finding.Warning)
		}
	}
	return away
}
