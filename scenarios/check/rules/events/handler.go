package events

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dop251/goja/ast"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

func noHandler(p *rule.Pass) {
	for _, l := range p.Listeners() {
		sure := len(raised(p.File, l)) > 0
		switch {
		case !sure && (l.Event == nil || l.Type.Kind == program.Object):
			// it may be an addEventListener of the scenario's own
		case l.Handler == nil:
			if sure && len(l.Call.Args) == 1 {
				missing(p, l)
			}
		default:
			wrong(p, l, sure)
		}
	}
}

// missing reports a listener with an event and nothing else.
func missing(p *rule.Pass, l *program.Listener) {
	p.Report(l.Call.Node, fmt.Sprintf("addEventListener is given no handler for %s", event(p, l)), rule.Hint("pass a function as its second argument"))
}

// event names the event of a listener as it stands there, if that is short.
func event(p *rule.Pass, l *program.Listener) string {
	if l.Event != nil {
		return l.Event.Full
	}
	return short(p.Source(l.Call.Arg(0)), "the event")
}

// wrong reports a handler that surely is no function. What the scenario calls on an object of unknown type may be no listener of the API:
// that is a warning only.
func wrong(p *rule.Pass, l *program.Listener, sure bool) {
	var details []rule.Detail
	if !sure {
		details = append(details, rule.Lower(finding.Warning))
	}
	t, is := p.TypeOf(l.Handler), ""
	call := p.CallAt(l.Handler)
	if settles(p, call) {
		t = program.Type{Kind: program.Nothing}
	}
	switch {
	case lacking(p, l.Handler):
		is = p.Source(l.Handler) + ", which is not defined"
	case callable(t):
		return
	case call == nil || call.New:
		is = described(t)
	default:
		is = fmt.Sprintf("what %s gives: %s", short(p.Source(call.Callee)+"()", "a call"), described(t))
		details = append(details, rule.Hint("pass a function: %s", short(instead(p, call), "() => ...")), rule.Mend(passFunction(p, l, call)))
	}
	details = append([]rule.Detail{rule.Hint("pass a function")}, details...)
	p.Report(l.Handler, fmt.Sprintf("the handler of %s is %s", event(p, l), is), details...)
}

// settles reports whether a call is one of resolve or reject in `new Promise((resolve, reject) => ...)`: those give nothing.
func settles(p *rule.Pass, c *program.Call) bool {
	if c == nil || c.New {
		return false
	}
	v := p.VariableOf(c.Callee)
	if v == nil || v.Kind != program.Parameter || v.Writes() != 1 || v.Function() == nil {
		return false
	}
	made, ok := p.Parent(v.Function().Node).(*ast.NewExpression)
	return ok && p.BuiltIn(made.Callee, "Promise")
}

func described(t program.Type) string {
	switch t.Kind {
	case program.Class:
		return "a class, which can't be called without new"
	case program.Object, program.Shape:
		return "an object"
	case program.Other:
		return "no function"
	}
	return t.String()
}

// callable reports whether a value may be a function.
func callable(t program.Type) bool {
	switch t.Kind {
	case program.Nothing, program.String, program.Number, program.Boolean, program.List, program.Instance, program.Shape, program.Promise,
		program.Object, program.Class, program.Other:
		return false
	case program.Name:
		switch t.Node.Resolve().Kind {
		case apitable.Namespace, apitable.Enum, apitable.Member, apitable.Constant:
			return false
		}
	}
	return true
}

// lacking reports whether a handler is read from an object of the scenario that has no such property.
func lacking(p *rule.Pass, e ast.Expression) bool {
	d, ok := e.(*ast.DotExpression)
	return ok && p.Lacks(p.TypeOf(d.Left), d.Identifier.Name.String())
}

// short is a piece of source for a message, or something else if it is long.
func short(text, otherwise string) string {
	const longest = 40
	if len(text) > longest || strings.Contains(text, "\n") {
		return otherwise
	}
	return text
}

// instead is what to pass in the place of a call: the function, if it takes nothing or the event, else an arrow function around the call.
func instead(p *rule.Pass, c *program.Call) string {
	callee := p.Source(c.Callee)
	_, of := c.Method()
	n, fn := p.API(c), p.FunctionOf(c.Callee)
	switch {
	case len(c.Args) > 0:
	case n != nil && n.Kind == apitable.Function && len(n.Params) == 0: // functions of the API leave what they don't take
		return callee
	case fn != nil && takesEvent(fn) && of != nil: // which loses its object if it is passed
		return "(event) => " + callee + "(event)"
	case fn != nil && of == nil && (takesEvent(fn) || len(fn.Params.List) == 0 && fn.Params.Rest == nil):
		return callee
	}
	return "() => " + p.Source(c.Node)
}

// takesEvent reports whether a function takes one thing that looks like an event.
func takesEvent(fn *program.Function) bool {
	if len(fn.Params.List) != 1 {
		return false
	}
	switch t := fn.Params.List[0].Target.(type) {
	case *ast.Identifier:
		return slices.Contains([]string{"e", "ev", "evt", "event"}, t.Name.String())
	case *ast.ObjectPattern:
		return true
	}
	return false
}

// passFunction is the fix; nil if the call waits for something, which an arrow function can't.
func passFunction(p *rule.Pass, l *program.Listener, c *program.Call) *finding.Fix {
	waits := !isPath(c.Callee) // parentheses are in no node
	program.Inspect(c.Node, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.AwaitExpression, *ast.YieldExpression:
			waits = true
		}
		return !waits
	})
	if waits || ast.Node(l.Handler) != ast.Node(c.Node) {
		return nil
	}
	start, end := p.Range(l.Handler)
	text := instead(p, c)
	title := "pass " + p.Source(c.Callee) + " itself"
	if strings.Contains(text, "=>") {
		title = "call " + p.Source(c.Callee) + " when the event comes"
	}
	return p.Replace(start, end, text, title)
}
