package lifecycle

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// use is one thing that a scenario does with a value.
type use struct {
	kind useKind
	at   ast.Node
	// name is the member that is called or read.
	name string
	// call is the call of a member, or the one that the value is given to; api is what that one calls.
	call *program.Call
	api  *apitable.Node
}

type useKind uint8

const (
	called  useKind = iota // a method of it is called
	given                  // it is given to a function or method of the API
	read                   // a member of it is read, or written
	shown                  // it is put into a text
	tested                 // it is compared, or looked at whether it is there
	escapes                // it goes where it can't be followed
)

// follower finds out what becomes of a value: through variables, patterns, and the parameters of functions that are known.
type follower struct {
	p    *rule.Pass
	uses []use
	seen map[*program.Variable]bool
	// member is a property whose values inner follows instead; "" if there is none.
	member string
	inner  *follower
	// shared are variables that more than one function can see.
	shared []*program.Variable
}

func newFollower(p *rule.Pass) *follower {
	return &follower{p: p, seen: map[*program.Variable]bool{}}
}

func (t *follower) add(u use) { t.uses = append(t.uses, u) }

func (t *follower) escape(at ast.Node) { t.add(use{kind: escapes, at: at}) }

// escaped reports whether the value goes where it can't be followed.
func (t *follower) escaped() bool {
	for _, u := range t.uses {
		if u.kind == escapes {
			return true
		}
	}
	return false
}

// target follows a value into what it is put in: a name or a pattern.
func (t *follower) target(n ast.Node) {
	switch n := n.(type) {
	case *ast.Identifier:
		if v := t.p.Variable(n); v != nil {
			t.variable(v)
			return
		}
		t.escape(n)
	case *ast.Binding:
		t.target(n.Target)
	case *ast.AssignExpression: // with a default
		t.target(n.Left)
	case *ast.ObjectPattern:
		for _, property := range n.Properties {
			t.pattern(property)
		}
		if n.Rest != nil {
			t.target(n.Rest)
		}
	default:
		t.escape(n)
	}
}

func (t *follower) pattern(property ast.Property) {
	switch n := property.(type) {
	case *ast.PropertyShort:
		t.take(n.Name.Name.String(), &n.Name)
	case *ast.PropertyKeyed:
		if key, ok := n.Key.(*ast.StringLiteral); ok && !n.Computed {
			t.take(key.Value.String(), n.Value)
		} else {
			t.escape(n.Key)
		}
	default:
		t.escape(n)
	}
}

// take is a pattern that puts a property into a name or another pattern.
func (t *follower) take(name string, into ast.Node) {
	if t.inner != nil && name == t.member {
		t.inner.target(into)
		return
	}
	t.add(use{kind: read, at: into, name: name})
}

// variable follows a value through all mentions of a variable.
func (t *follower) variable(v *program.Variable) {
	if t.seen[v] {
		return
	}
	t.seen[v] = true
	if v.Kind != program.Parameter {
		t.shared = append(t.shared, v)
	}
	if t.p.Reached(v) {
		t.escape(v.Declared[0])
	}
	for _, id := range v.Refs {
		if a, ok := t.p.Parent(id).(*ast.AssignExpression); ok && a.Left == ast.Expression(id) && a.Operator == token.ASSIGN {
			continue
		}
		t.expr(id)
	}
}

// expr looks at what becomes of the value of an expression.
func (t *follower) expr(e ast.Node) {
	switch n := t.p.Parent(e).(type) {
	case *ast.OptionalChain, *ast.Optional, *ast.AwaitExpression:
		t.expr(n)
	case *ast.DotExpression, *ast.BracketExpression:
		t.of(n.(ast.Expression), e)
	case *ast.CallExpression, *ast.NewExpression:
		t.argument(t.p.CallAt(n), e)
	case *ast.Binding:
		if n.Initializer == e {
			t.target(n.Target)
		} else {
			t.escape(e)
		}
	case *ast.AssignExpression:
		t.assigned(n, e)
	case *ast.PropertyKeyed, *ast.PropertyShort:
		t.property(n, e)
	default:
		t.operand(n, e)
	}
}

func (t *follower) operand(parent, e ast.Node) {
	switch n := parent.(type) {
	case *ast.ExpressionStatement:
	case *ast.ConditionalExpression:
		if n.Test == e {
			t.add(use{kind: tested, at: e})
			return
		}
		t.expr(n)
	case *ast.BinaryExpression:
		switch {
		case n.Operator == token.LOGICAL_OR, n.Operator == token.COALESCE, n.Operator == token.LOGICAL_AND && n.Right == e:
			t.expr(n)
		case n.Operator == token.PLUS:
			t.add(use{kind: shown, at: e})
		default:
			t.add(use{kind: tested, at: e})
		}
	case *ast.TemplateLiteral:
		t.add(use{kind: shown, at: e})
	case *ast.UnaryExpression, *ast.IfStatement, *ast.WhileStatement, *ast.DoWhileStatement:
		t.add(use{kind: tested, at: e})
	case *ast.ExpressionBody:
		if !t.dropped(n) {
			t.escape(e)
		}
	default:
		t.escape(e)
	}
}

// dropped reports whether what an arrow function returns goes nowhere: it is a listener.
func (t *follower) dropped(body *ast.ExpressionBody) bool {
	fn := t.p.FunctionAt(body)
	uses, all := t.p.Uses(fn)
	for _, u := range uses {
		if name, _ := u.Call.Method(); name != "addEventListener" {
			return false
		}
	}
	return all
}

// of is a member of the value.
func (t *follower) of(member ast.Expression, object ast.Node) {
	name := ""
	switch m := member.(type) {
	case *ast.DotExpression:
		name = m.Identifier.Name.String()
	case *ast.BracketExpression:
		if ast.Node(m.Left) != object {
			t.escape(object)
			return
		}
		text, ok := t.p.String(m.Member)
		if !ok {
			t.escape(object)
			return
		}
		name = text
	}
	if t.inner != nil && name == t.member {
		t.inner.expr(member)
		return
	}
	callee := ast.Node(member)
	for {
		parent := t.p.Parent(callee)
		switch parent.(type) {
		case *ast.OptionalChain, *ast.Optional:
			callee = parent
			continue
		}
		if c := t.p.CallAt(parent); c != nil && c.Callee == member {
			t.add(use{kind: called, at: object, name: name, call: c})
		} else {
			t.add(use{kind: read, at: object, name: name})
		}
		return
	}
}

// argument is the value given to a call.
func (t *follower) argument(c *program.Call, e ast.Node) {
	i := -1
	for n, a := range c.Args {
		if _, spread := a.(*ast.SpreadElement); spread {
			break
		}
		if ast.Node(a) == e {
			i = n
		}
	}
	if i < 0 || c.New {
		t.escape(e)
		return
	}
	if api := t.p.API(c); api != nil && api.Name != "setTimeout" && api.Name != "setInterval" { // these hand it on
		t.add(use{kind: given, at: e, call: c, api: api})
		return
	}
	if name, of := c.Method(); name == "stringify" && t.p.BuiltIn(of, "JSON") {
		t.add(use{kind: shown, at: e})
		return
	}
	fn := t.p.FunctionOf(c.Callee)
	if fn == nil || i >= len(fn.Params.List) {
		t.escape(e)
		return
	}
	t.target(fn.Params.List[i].Target)
}

// assigned is the value on the right of an assignment.
func (t *follower) assigned(n *ast.AssignExpression, e ast.Node) {
	if n.Right != e {
		t.escape(e)
		return
	}
	switch left := n.Left.(type) {
	case *ast.Identifier, *ast.ObjectPattern:
		t.target(left)
		t.expr(n)
	default:
		t.escape(e)
	}
}

// property is the value in an object literal: that goes no further than a function of the API which the literal is given to.
func (t *follower) property(n, e ast.Node) {
	if keyed, ok := n.(*ast.PropertyKeyed); ok && keyed.Value != e {
		t.escape(e)
		return
	}
	literal := t.p.Parent(n)
	c := t.p.CallAt(t.p.Parent(literal))
	if c == nil || ast.Node(c.Callee) == literal {
		t.escape(e)
		return
	}
	if api := t.p.API(c); api != nil {
		t.add(use{kind: given, at: e, call: c, api: api})
		return
	}
	t.escape(e)
}
