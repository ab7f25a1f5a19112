package lifecycle

import (
	"fmt"

	"github.com/dop251/goja/ast"

	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// timerInTerminating looks for timers of the two last handlers: none of them fires (behaviour page, section 1.6).
func timerInTerminating(p *rule.Pass) {
	var handlers []*program.Listener
	for _, l := range p.Listeners() {
		if l.Func != nil && l.WaitsFor("AppEvents.Terminating", "AppEvents.Terminated") {
			handlers = append(handlers, l)
		}
	}
	if len(handlers) == 0 {
		return
	}
	for _, c := range p.Calls() {
		for _, l := range handlers {
			if !p.Within(c.Node, l.Func.Node) {
				continue
			}
			hint := rule.Hint("do it at once, or before VoxEngine.terminate()")
			if isTimer(p, c) {
				p.Report(c.Callee, fmt.Sprintf("%s() in a handler of %s: timers don't fire any more", p.API(c).Full, l.Event.Name), hint)
			} else if fn := p.FunctionOf(c.Callee); fn != nil && !p.Within(fn.Node, l.Func.Node) && setsTimer(p, fn, 0) {
				p.Report(c.Callee, fmt.Sprintf("%s() sets a timer, and is called in a handler of %s: timers don't fire any more", p.Source(c.Callee), l.Event.Name), hint)
			}
			break
		}
	}
}

func isTimer(p *rule.Pass, c *program.Call) bool { return p.IsCall(c, "setTimeout", "setInterval") }

// setsTimer reports whether a function surely sets a timer.
func setsTimer(p *rule.Pass, fn *program.Function, depth int) bool {
	found := false
	look := func(n ast.Node) {
		program.InspectTurn(n, func(n ast.Node) bool {
			if c := p.CallAt(n); c != nil && c.Node == n {
				callee := p.FunctionOf(c.Callee)
				if c.New && p.BuiltIn(c.Callee, "Promise") {
					callee = p.FunctionOf(c.Arg(0)) // called at once
				}
				found = found || isTimer(p, c) || callee != nil && depth < 5 && setsTimer(p, callee, depth+1)
			}
			return !found
		})
	}
	if r := fn.Result(); r != nil {
		look(r)
	}
	for _, s := range fn.Body() {
		switch s.(type) {
		case *ast.ExpressionStatement, *ast.LexicalDeclaration, *ast.VariableStatement, *ast.ReturnStatement:
			look(s)
		}
		if leaves(s) {
			break
		}
	}
	return found
}
