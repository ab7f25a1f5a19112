package lifecycle

import (
	"slices"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// requestsInTerminating counts the requests of the handlers of Terminating: one may start, further ones are ignored. In Terminated none
// starts (behaviour page, sections 1.6 and 2).
func requestsInTerminating(p *rule.Pass) {
	made, unsure := 0, false
	for _, l := range p.Listeners() {
		last := l.WaitsFor("AppEvents.Terminated")
		if l.Func == nil || !last && !l.WaitsFor("AppEvents.Terminating") {
			continue
		}
		t := &tally{p: p, last: last, unsure: unsure, active: map[*program.Function]bool{}}
		if last {
			t.function(l.Func, 1)
			continue
		}
		n := t.function(l.Func, made)
		if _, top := p.Parent(p.Parent(l.Call.Node)).(*ast.Program); top {
			made, unsure = n, t.unsure
		}
	}
}

// request reports whether a function of the API makes an HTTP request; sure is false if that is believed, not known.
func request(n *apitable.Node) (is, sure bool) {
	switch n.Full {
	case "Net.httpRequest", "Net.httpRequestAsync":
		return true, true
	case "CallList.reportResult", "CallList.reportResultAsync", "CallList.reportError", "CallList.reportErrorAsync", "CallList.reportProgress",
		"CallList.reportProgressAsync", "CallList.requestNextAttempt", "CallList.requestNextAttemptAsync":
		return true, false
	}
	return false, false
}

// tally counts requests along the paths of a handler. Its methods take how many there were before a node, and return how many there
// surely are behind it, and whether control gets there.
type tally struct {
	p      *rule.Pass
	last   bool // the handler is one of Terminated
	unsure bool // a request that was counted may be none
	active map[*program.Function]bool
	// site is the call in the handler that led into a function.
	site *program.Call
	// returned are the counts with which the function that is looked into returns.
	returned []int
	// latest is what counted last.
	latest *program.Call
}

func (t *tally) function(fn *program.Function, made int) int {
	if fn.Generator || t.active[fn] || len(t.active) > 10 {
		return made
	}
	t.active[fn] = true
	defer delete(t.active, fn)
	if r := fn.Result(); r != nil {
		return t.expr(r, made)
	}
	outer := t.returned
	t.returned = nil
	n, falls := t.list(fn.Body(), made)
	if falls || len(t.returned) == 0 {
		t.returned = append(t.returned, n)
	}
	n = slices.Min(t.returned)
	t.returned = outer
	return n
}

func (t *tally) list(list []ast.Statement, made int) (n int, falls bool) {
	falls = true
	for _, s := range list {
		if made, falls = t.statement(s, made); !falls {
			return made, false
		}
	}
	return made, true
}

func (t *tally) statement(s ast.Statement, made int) (n int, falls bool) {
	switch s := s.(type) {
	case *ast.BlockStatement:
		return t.list(s.List, made)
	case *ast.IfStatement:
		made = t.expr(s.Test, made)
		n, falls = t.statement(s.Consequent, made)
		if s.Alternate == nil {
			return made, true
		}
		other, also := t.statement(s.Alternate, made)
		return least(n, falls, other, also)
	case *ast.ReturnStatement:
		n = t.expr(s.Argument, made)
		t.returned = append(t.returned, n)
		return n, false
	case *ast.ThrowStatement, *ast.BranchStatement:
		return made, false
	case *ast.TryStatement:
		n, falls = t.list(s.Body.List, made)
		if s.Catch != nil {
			other, also := t.list(s.Catch.Body.List, made)
			n, falls = least(n, falls, other, also)
		}
		if s.Finally != nil {
			n, _ = t.list(s.Finally.List, n)
		}
		return n, falls
	case *ast.SwitchStatement:
		made = t.expr(s.Discriminant, made)
		for _, c := range s.Body {
			t.list(c.Consequent, made)
		}
		return made, true
	case *ast.FunctionDeclaration, *ast.ClassDeclaration:
		return made, true
	}
	if body := bodyOf(s); body != nil {
		t.repeated(body, made, func() int { n, _ := t.statement(body, made); return n })
		return made, true
	}
	program.Inspect(s, func(n ast.Node) bool {
		if e, ok := n.(ast.Expression); ok {
			made = t.expr(e, made)
			return false
		}
		return true
	})
	return made, true
}

// least is what two branches have in common.
func least(a int, fallsA bool, b int, fallsB bool) (n int, falls bool) {
	switch {
	case !fallsA:
		return b, fallsB
	case !fallsB:
		return a, fallsA
	}
	return min(a, b), true
}

func bodyOf(loop ast.Statement) ast.Statement {
	switch s := loop.(type) {
	case *ast.ForStatement:
		return s.Body
	case *ast.ForInStatement:
		return s.Body
	case *ast.ForOfStatement:
		return s.Body
	case *ast.WhileStatement:
		return s.Body
	case *ast.DoWhileStatement:
		return s.Body
	}
	return nil
}

// repeated reports a request that each turn of a loop makes, unless the loop may be left.
func (t *tally) repeated(body ast.Node, made int, count func() int) {
	before := t.latest
	t.latest = nil
	if n := count(); n > made && made == 0 && t.latest != nil && !mayLeave(body) {
		t.report(t.latest, "each turn of the loop makes an HTTP request, and only one may start while the session terminates")
	}
	if t.latest == nil {
		t.latest = before
	}
}

func (t *tally) expr(e ast.Expression, made int) int {
	switch n := e.(type) {
	case nil, *ast.FunctionLiteral, *ast.ArrowFunctionLiteral, *ast.ClassLiteral:
		return made
	case *ast.ConditionalExpression:
		made = t.expr(n.Test, made)
		return min(t.expr(n.Consequent, made), t.expr(n.Alternate, made))
	case *ast.BinaryExpression:
		made = t.expr(n.Left, made)
		if n.Operator == token.LOGICAL_AND || n.Operator == token.LOGICAL_OR || n.Operator == token.COALESCE {
			t.expr(n.Right, made)
			return made
		}
		return t.expr(n.Right, made)
	}
	program.Inspect(e, func(n ast.Node) bool {
		if inner, ok := n.(ast.Expression); ok && n != ast.Node(e) {
			made = t.expr(inner, made)
			return false
		}
		return true
	})
	c := t.p.CallAt(e)
	switch {
	case c == nil || c.Node != e:
		return made
	case !c.New:
		return t.call(c, made)
	}
	if fn := t.p.FunctionOf(c.Arg(0)); fn != nil && t.p.Source(c.Callee) == "Promise" {
		return t.function(fn, made)
	}
	return made
}

// call counts a call whose arguments are counted already.
func (t *tally) call(c *program.Call, made int) int {
	if api := t.p.API(c); api != nil {
		is, sure := request(api)
		if !is {
			return made
		}
		t.unsure = t.unsure || !sure
		t.count(c, made)
		made++
		for _, a := range c.Args {
			t.callback(a, made)
		}
		return made
	}
	name, of := c.Method()
	switch name {
	case "then", "finally":
		t.callback(c.Arg(0), made)
		return made
	case "forEach", "map":
		if fn := t.p.FunctionOf(c.Arg(0)); fn != nil && of != nil {
			t.repeated(fn.Node, made, func() int { return t.function(fn, made) })
		}
		return made
	}
	fn := t.p.FunctionOf(c.Callee)
	if fn == nil {
		return made
	}
	if t.site == nil {
		t.site = c
		defer func() { t.site = nil }()
	}
	return t.function(fn, made)
}

// callback counts in a function that is called when a request has ended.
func (t *tally) callback(e ast.Expression, made int) {
	if fn := t.p.FunctionOf(e); fn != nil {
		t.function(fn, made)
	}
}

func (t *tally) count(c *program.Call, made int) {
	if t.site != nil {
		c = t.site
	}
	t.latest = c
	switch {
	case made == 0:
	case t.last:
		t.report(c, "nothing but Logger.write works in a handler of Terminated: this HTTP request is never made")
	default:
		t.report(c, "only one HTTP request may start while the session terminates: this one is ignored")
	}
}

func (t *tally) report(c *program.Call, message string) {
	details := []rule.Detail{rule.Hint("send all of it in one request of the Terminating handler, or make the others before VoxEngine.terminate()")}
	if t.unsure {
		details = append(details, rule.Lower(finding.Note))
	}
	t.p.Report(c.Callee, message, details...)
}
