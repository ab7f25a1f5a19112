package lifecycle

import (
	"fmt"

	"github.com/dop251/goja/ast"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// actsAfterTerminate looks for what a handler does after VoxEngine.terminate(), which returns and lets the handler go on (behaviour page,
// section 1.6). Only the first thing behind each is reported.
func actsAfterTerminate(p *rule.Pass) {
	e := newEnding(p)
	reported := map[ast.Node]bool{}
	for _, c := range p.Calls() {
		if c.New || !e.ends(c) {
			continue
		}
		act, api := e.actBehind(c.Node)
		if act == nil || reported[act.Node] {
			continue
		}
		reported[act.Node] = true
		end := fmt.Sprintf("%s() on line %d", p.Source(c.Callee), p.At(first(p, c.Node)).Line)
		details := []rule.Detail{rule.Hint("return right after %s()", p.Source(c.Callee))}
		message := fmt.Sprintf("%s() comes after %s: the session is ending, and the handler goes on", api.Full, end)
		if c.In == nil { // nothing can return there
			details = []rule.Detail{rule.Hint("put what follows into an else, or into a function that returns")}
			message = fmt.Sprintf("%s() comes after %s: the session is ending, and the script goes on", api.Full, end)
		}
		switch api.Name {
		case "setTimeout", "setInterval":
			message = fmt.Sprintf("%s() comes after %s: timers don't fire any more", api.Full, end)
			details = append(details, rule.Lower(finding.Note))
		case "httpRequest", "httpRequestAsync":
			message = fmt.Sprintf("%s() comes after %s: the session waits for requests that are under way, not for new ones", api.Full, end)
			details = []rule.Detail{rule.Hint("make the request first, or in a listener for AppEvents.Terminating"), rule.Lower(finding.Note)}
		}
		p.Report(act.Callee, message, details...)
	}
}

func first(p *rule.Pass, n ast.Node) int {
	start, _ := p.Range(n)
	return start
}

// ending knows what ends the session.
type ending struct {
	p      *rule.Pass
	surely map[*program.Function]bool
	next   map[ast.Statement]*program.Call // what ends the session at a statement or behind it; nil if nothing does
}

func newEnding(p *rule.Pass) *ending {
	return &ending{p: p, surely: map[*program.Function]bool{}, next: map[ast.Statement]*program.Call{}}
}

// behind returns the call that surely ends the session in the same turn when a node has run, or nil.
func (e *ending) behind(n ast.Node) (end *program.Call) {
	if returned(e.p, n) {
		return nil
	}
	var passed []ast.Statement
	for s := range e.p.Following(n) {
		known := false
		if end, known = e.next[s]; known { // it was come by before
			break
		}
		passed = append(passed, s)
		if end = e.at(s); end != nil || leaves(s) {
			break
		}
	}
	for _, s := range passed {
		e.next[s] = end
	}
	return end
}

// at returns the call in a statement that surely ends the session when the statement runs, or nil.
func (e *ending) at(s ast.Statement) *program.Call {
	for _, x := range atOnce(s) {
		if e.expression(x) {
			return e.p.CallAt(x)
		}
	}
	return nil
}

// ends reports whether a call surely ends the session before it returns: VoxEngine.terminate(), or a function that calls it in any case.
func (e *ending) ends(c *program.Call) bool {
	if api := e.p.API(c); api != nil {
		return api.Full == terminate
	}
	fn := e.p.FunctionOf(c.Callee)
	return fn != nil && e.function(fn)
}

func (e *ending) function(fn *program.Function) bool {
	if ends, ok := e.surely[fn]; ok {
		return ends
	}
	e.surely[fn] = false
	if fn.Generator {
		return false
	}
	ends := false
	if r := fn.Result(); r != nil {
		ends = e.expression(r)
	}
	for _, s := range fn.Body() {
		if x, ok := s.(*ast.ExpressionStatement); ok && e.expression(x.Expression) {
			ends = true
			break
		}
		if leaves(s) {
			break
		}
	}
	e.surely[fn] = ends
	return ends
}

// expression reports whether an expression is a call that ends the session.
func (e *ending) expression(x ast.Expression) bool {
	c := e.p.CallAt(x)
	return c != nil && !c.New && e.ends(c)
}

// leaves reports whether a statement may keep what is behind it from running, or put it off to another turn.
func leaves(s ast.Node) bool {
	found := mayLeave(s)
	program.InspectTurn(s, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.AwaitExpression, *ast.YieldExpression:
			found = true
		}
		return !found
	})
	return found
}

// mayLeave reports whether a node has a statement that leaves it.
func mayLeave(n ast.Node) bool {
	if fn, ok := n.(*ast.FunctionLiteral); ok {
		n = fn.Body
	}
	found := false
	program.InspectTurn(n, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.ReturnStatement, *ast.ThrowStatement, *ast.BranchStatement:
			found = true
		}
		return !found
	})
	return found
}

// behind calls do with the expressions that surely run in the same turn when a node has run, in order, until it returns false.
func behind(p *rule.Pass, n ast.Node, do func(ast.Expression) bool) {
	if returned(p, n) || throws(p, n) {
		return
	}
	for s := range p.Following(n) {
		for _, x := range atOnce(s) {
			if !do(x) || throws(p, x) {
				return
			}
		}
		if leaves(s) {
			return
		}
	}
}

// atOnce returns the expressions that surely run first when a statement does.
func atOnce(s ast.Statement) []ast.Expression {
	var list []ast.Expression
	switch s := s.(type) {
	case *ast.ExpressionStatement:
		list = append(list, s.Expression)
	case *ast.LexicalDeclaration:
		list = initializers(s.List)
	case *ast.VariableStatement:
		list = initializers(s.List)
	case *ast.ReturnStatement:
		if s.Argument != nil {
			list = append(list, s.Argument)
		}
	}
	for i := range list {
		if a, ok := list[i].(*ast.AwaitExpression); ok {
			list[i] = a.Argument
		}
		if a, ok := list[i].(*ast.AssignExpression); ok {
			list[i] = a.Right
		}
	}
	return list
}

// returned reports whether a node is part of what a statement returns or throws, or of a test that may decide to.
func returned(p *rule.Pass, n ast.Node) bool {
	for ; n != nil; n = p.Parent(n) {
		switch up := n.(type) {
		case *ast.ReturnStatement, *ast.ThrowStatement:
			return true
		case *ast.IfStatement: // it is in the test, which may decide to leave
			return leaves(up)
		case ast.Statement, *ast.FunctionLiteral, *ast.ArrowFunctionLiteral:
			return false
		}
	}
	return false
}

// throws reports whether an expression is a call of a function that throws in each case.
func throws(p *rule.Pass, n ast.Node) bool {
	c := p.CallAt(n)
	if c == nil || c.New {
		return false
	}
	fn := p.FunctionOf(c.Callee)
	if fn == nil || fn.Async || fn.Generator || fn.Result() != nil {
		return false
	}
	exits := p.Exits(fn.Body(), nil)
	for _, e := range exits {
		if !e.Throws {
			return false
		}
	}
	return len(exits) > 0
}

func initializers(list []*ast.Binding) []ast.Expression {
	var found []ast.Expression
	for _, b := range list {
		if b.Initializer != nil {
			found = append(found, b.Initializer)
		}
	}
	return found
}

// actBehind is the first call behind a node that does something which an ending session can't.
func (e *ending) actBehind(n ast.Node) (act *program.Call, api *apitable.Node) {
	behind(e.p, n, func(x ast.Expression) bool {
		if c := e.p.CallAt(x); c != nil && !c.New {
			if a := e.p.API(c); a != nil && acts(a) {
				act, api = c, a
			}
		}
		return act == nil
	})
	return act, api
}

// acts reports whether a function of the API has an effect that an ending session doesn't have any more.
func acts(n *apitable.Node) bool {
	switch n.Full {
	case "Call.answer", "Call.answerDirect", "Call.reject", "Call.decline", "Call.ring", "Call.startEarlyMedia", "Call.say", "Call.startPlayback",
		"Call.playProgressTone", "Call.record", "Call.sendMessage", "Call.sendInfo", "Call.sendDigits", "Call.sendMediaTo", "Call.handleTones",
		"Call.transferTo", "Call.notifyBlindTransferSuccess", "Call.notifyBlindTransferFailed",
		"VoxEngine.sendMediaBetween", "VoxEngine.easyProcess", "VoxEngine.enqueueACDRequest", "VoxEngine.enqueueTask",
		"Net.httpRequest", "Net.httpRequestAsync", "setTimeout", "setInterval":
		return true
	}
	for _, full := range outgoing {
		if n.Full == full {
			return true
		}
	}
	return false
}
