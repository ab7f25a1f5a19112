package promises

import (
	"slices"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
)

// fate is what becomes of a rejection.
type fate struct {
	// lost are the places where nothing handles it.
	lost []loss
	// elsewhere says that it is handled, too, or goes where it can't be followed.
	elsewhere bool
}

// loss is one way in which a rejection ends the session.
type loss struct {
	// root is the call whose promise is not handled: the one that was asked about, or that of a function of the scenario that waits
	// for it.
	root ast.Node
	// severity is below Error if it isn't quite sure.
	severity finding.Severity
}

// away is the fate of what is handled, or can't be followed.
var away = fate{elsewhere: true}

func lost(root ast.Node, severity finding.Severity) fate {
	return fate{lost: []loss{{root, severity}}}
}

func (f fate) and(other fate) fate {
	return fate{append(f.lost[:len(f.lost):len(f.lost)], other.lost...), f.elsewhere || other.elsewhere}
}

// severity is that of the surest loss.
func (f fate) severity() finding.Severity {
	worst := finding.Off
	for _, l := range f.lost {
		worst = max(worst, l.severity)
	}
	return worst
}

// tracer follows rejections of promises from where they come up to where they are handled or lost.
type tracer struct {
	*program.File
	callers map[*program.Function][]*program.Call
	walking map[any]bool // functions and variables that are being looked at
	steps   int          // for one call of the API
}

// maxSteps bounds how far one rejection is followed.
const maxSteps = 2000

func newTracer(f *program.File) *tracer {
	return &tracer{File: f, walking: map[any]bool{}}
}

// fate is what becomes of a rejection of the promise of a call.
func (t *tracer) fate(c *program.Call) fate {
	t.steps = 0
	return t.promise(c.Node, c.Node)
}

// within calls do unless the key is being looked at already: then it adds nothing to what is known.
func (t *tracer) within(key any, do func() fate) fate {
	if t.walking[key] {
		return fate{}
	}
	if t.steps++; t.steps > maxSteps {
		return away
	}
	t.walking[key] = true
	defer delete(t.walking, key)
	return do()
}

// promise is what becomes of a rejection of the promise that an expression gives; root is the call it came from.
func (t *tracer) promise(e ast.Node, root ast.Node) fate {
	switch p := t.Parent(e).(type) {
	case *ast.OptionalChain, *ast.Optional:
		return t.promise(p, root)
	case *ast.AwaitExpression:
		return t.thrown(p, root)
	case *ast.ExpressionStatement:
		return lost(root, finding.Error)
	case *ast.UnaryExpression:
		if p.Operator == token.VOID {
			return lost(root, finding.Error)
		}
	case *ast.ConditionalExpression:
		if ast.Node(p.Test) != e {
			return t.promise(p, root)
		}
	case *ast.BinaryExpression:
		if p.Operator == token.LOGICAL_OR || p.Operator == token.COALESCE || p.Operator == token.LOGICAL_AND && ast.Node(p.Right) == e {
			return t.promise(p, root)
		}
	case *ast.SequenceExpression:
		if ast.Node(p.Sequence[len(p.Sequence)-1]) == e {
			return t.promise(p, root)
		}
		return lost(root, finding.Error)
	case *ast.ReturnStatement, *ast.ExpressionBody:
		return t.result(t.FunctionAt(p), root)
	case *ast.Binding, *ast.AssignExpression:
		return t.stored(p, e, root, t.promise)
	case *ast.DotExpression:
		return t.chained(p, root)
	case *ast.ArrayLiteral:
		return t.list(p, root)
	case *ast.CallExpression:
		if c := t.CallAt(p); t.static(c, "resolve") && ast.Node(c.Arg(0)) == e {
			return t.promise(p, root)
		}
	}
	return away
}

// static reports whether a call is that of a function of Promise.
func (t *tracer) static(c *program.Call, names ...string) bool {
	name, of := c.Method()
	return slices.Contains(names, name) && t.BuiltIn(of, "Promise")
}

// chained is what becomes of a rejection of p in p.then(...) and its like.
func (t *tracer) chained(member *ast.DotExpression, root ast.Node) fate {
	call, ok := t.Parent(member).(*ast.CallExpression)
	if !ok || call.Callee != ast.Expression(member) {
		return away
	}
	c := t.CallAt(call)
	handler := -1
	switch member.Identifier.Name.String() {
	case "then":
		handler = 1
	case "catch":
		handler = 0
	case "finally":
	default:
		return away
	}
	if handler >= 0 && len(c.Args) > handler {
		if a := c.Arg(handler); a == nil || t.TypeOf(a).Kind != program.Nothing {
			return away
		}
	}
	for _, a := range c.Args {
		if _, spread := a.(*ast.SpreadElement); spread {
			return away
		}
	}
	return t.promise(call, root)
}

// stored is what becomes of something that is put into a variable: follow is asked for each mention. One that handles it is enough.
func (t *tracer) stored(at, e, root ast.Node, follow func(e, root ast.Node) fate) fate {
	var id *ast.Identifier
	switch n := at.(type) {
	case *ast.Binding:
		if n.Initializer == e {
			id, _ = n.Target.(*ast.Identifier)
		}
	case *ast.AssignExpression:
		if _, statement := t.Parent(n).(*ast.ExpressionStatement); statement && n.Right == e && n.Operator == token.ASSIGN {
			id, _ = n.Left.(*ast.Identifier)
		}
	}
	if id == nil {
		return away
	}
	v := t.Variable(id)
	if v == nil || v.Kind == program.Parameter || t.shared(v) || t.Dynamic() {
		return away
	}
	if _, set := at.(*ast.AssignExpression); set && v.Writes() > 1 && t.TypeOf(id).Kind == program.Unknown {
		return away // it holds other things, too
	}
	return t.within(v, func() fate {
		sum, reads := fate{}, 0
		for _, ref := range v.Refs {
			if a, ok := t.Parent(ref).(*ast.AssignExpression); ok && a.Left == ast.Expression(ref) {
				if a.Right != e {
					return away // it holds other things, too
				}
				continue
			}
			reads++
			sum = sum.and(follow(ref, root))
		}
		if sum.elsewhere {
			return away
		}
		if reads == 0 {
			return lost(root, finding.Error)
		}
		return sum
	})
}

// shared reports whether another scenario may use a variable.
func (t *tracer) shared(v *program.Variable) bool {
	return t.Reached(v) || v.Global() && !t.Complete && len(v.Refs) == 0
}

// list is what becomes of a rejection of one of the promises in an array that an expression gives.
func (t *tracer) list(e ast.Node, root ast.Node) fate {
	switch p := t.Parent(e).(type) {
	case *ast.ExpressionStatement:
		return lost(root, finding.Error)
	case *ast.Binding, *ast.AssignExpression:
		return t.stored(p, e, root, t.list)
	case *ast.SpreadElement:
		if outer, ok := t.Parent(p).(*ast.ArrayLiteral); ok {
			return t.list(outer, root)
		}
	case *ast.CallExpression:
		if c := t.CallAt(p); t.static(c, "all", "race") && ast.Node(c.Arg(0)) == e {
			return t.promise(p, root)
		}
	}
	return away
}
