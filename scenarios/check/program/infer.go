package program

import (
	"math"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"voxemu/modules/apitable"
)

// solver keeps the types that are known and those that are being looked for. What leads back to itself, such as a parameter that a
// function hands on to itself, adds nothing to what else is known of it.
type solver struct {
	solved  map[any]Type
	solving map[any]int // at which depth
	depth   int
	hit     int // the lowest depth that was led back to
	steps   int
}

// maxSteps bounds the work on one file; what isn't known by then stays unknown.
const maxSteps = 200_000

func (f *File) solve(key any, compute func() Type) Type {
	if t, ok := f.solved[key]; ok {
		return t
	}
	if d, ok := f.solving[key]; ok {
		f.hit = min(f.hit, d)
		return Type{}
	}
	if f.steps++; f.steps > maxSteps {
		return unknown
	}
	f.depth++
	depth, outer := f.depth, f.hit
	f.solving[key], f.hit = depth, math.MaxInt
	t := compute()
	delete(f.solving, key)
	f.depth--
	if f.hit < depth { // it rests on what isn't known yet
		f.hit = min(f.hit, outer)
		return t
	}
	f.hit = outer
	if t.Kind == none {
		t = unknown
	}
	f.solved[key] = t
	return t
}

// TypeOf returns what is known of the value of an expression. What the parser calls an expression and has no value is unknown.
func (f *File) TypeOf(e ast.Node) Type {
	switch n := e.(type) {
	case nil:
		return unknown
	case *ast.Identifier:
		return f.nameType(n)
	case *ast.StringLiteral, *ast.TemplateLiteral:
		return Type{Kind: String}
	case *ast.NumberLiteral:
		return Type{Kind: Number}
	case *ast.BooleanLiteral:
		return Type{Kind: Boolean}
	case *ast.NullLiteral:
		return Type{Kind: Nothing}
	case *ast.RegExpLiteral:
		return Type{Kind: Other}
	case *ast.ArrayLiteral:
		return f.list(n)
	case *ast.ObjectLiteral:
		return Type{Kind: Object, Origin: n}
	case *ast.ClassLiteral:
		return Type{Kind: Class, Origin: n}
	case *ast.FunctionLiteral, *ast.ArrowFunctionLiteral:
		return Type{Kind: Func, Func: f.functionOf[n]}
	case *ast.ThisExpression:
		return f.thisType(n)
	}
	return f.operation(e)
}

// list is the type of an array literal.
func (f *File) list(n *ast.ArrayLiteral) Type {
	elem := Type{}
	for _, e := range n.Value {
		if _, spread := e.(*ast.SpreadElement); spread || e == nil {
			elem = unknown
			break
		}
		elem = join(elem, f.TypeOf(e))
	}
	if elem.Kind == none { // it is filled later
		elem = unknown
	}
	return Type{Kind: List, Elem: &elem, Origin: n}
}

// operation is the type of an expression that is made of others.
func (f *File) operation(e ast.Node) Type {
	switch n := e.(type) {
	case *ast.OptionalChain:
		return f.TypeOf(n.Expression)
	case *ast.Optional:
		return f.TypeOf(n.Expression)
	case *ast.DotExpression, *ast.BracketExpression:
		name, of := memberOf(n)
		if of == nil {
			return f.element(n)
		}
		return f.member(f.TypeOf(of), name)
	case *ast.CallExpression, *ast.NewExpression:
		c := f.callOf[n]
		return f.solve(c, func() Type { return f.result(c) })
	case *ast.AwaitExpression:
		t := f.TypeOf(n.Argument)
		if t.Kind == Promise {
			return *t.Elem
		}
		return t
	case *ast.AssignExpression:
		if n.Operator == token.ASSIGN {
			return f.TypeOf(n.Right)
		}
		return unknown
	case *ast.ConditionalExpression:
		return join(f.TypeOf(n.Consequent), f.TypeOf(n.Alternate))
	case *ast.SequenceExpression:
		return f.TypeOf(n.Sequence[len(n.Sequence)-1])
	case *ast.BinaryExpression:
		return f.binary(n)
	case *ast.UnaryExpression:
		return unary(n.Operator)
	}
	return unknown
}

func unary(op token.Token) Type {
	switch op {
	case token.NOT, token.DELETE:
		return Type{Kind: Boolean}
	case token.TYPEOF:
		return Type{Kind: String}
	case token.VOID:
		return Type{Kind: Nothing}
	}
	return Type{Kind: Other}
}

func (f *File) binary(n *ast.BinaryExpression) Type {
	switch n.Operator {
	case token.LOGICAL_OR, token.COALESCE:
		left := f.TypeOf(n.Left)
		left.Maybe = false
		if left.Kind == Nothing {
			left = Type{}
		}
		return join(left, f.TypeOf(n.Right))
	case token.LOGICAL_AND:
		t := f.TypeOf(n.Right)
		if t.Kind == Unknown {
			return t
		}
		return join(Type{Kind: Nothing}, t)
	case token.PLUS:
		if f.TypeOf(n.Left).Kind == String || f.TypeOf(n.Right).Kind == String {
			return Type{Kind: String}
		}
		return unknown
	}
	if n.Comparison {
		return Type{Kind: Boolean}
	}
	return Type{Kind: Other}
}

// element is the type of what a computed index reads.
func (f *File) element(n ast.Node) Type {
	b, ok := n.(*ast.BracketExpression)
	if !ok {
		return unknown
	}
	if f.TypeOf(b.Member).Kind == String {
		return unknown
	}
	elem := f.elem(f.TypeOf(b.Left))
	elem.Maybe = true
	return elem
}

// elem is the type of what is in an array. A literal that can be reached by more than the place where it stands may get others.
func (f *File) elem(t Type) Type {
	if t.Kind == none {
		return t
	}
	if t.Kind != List || t.Origin != nil && f.grows(t.Origin) {
		return unknown
	}
	return *t.Elem
}

// grows reports whether an array literal may get other elements later: whether it is kept in a variable on which anything is done but
// reading it in ways that are known.
func (f *File) grows(literal ast.Node) bool {
	b, kept := f.parents[literal].(*ast.Binding)
	if !kept {
		_, member := f.parents[literal].(*ast.DotExpression)
		_, loop := f.parents[literal].(*ast.ForOfStatement)
		return !member && !loop
	}
	v := f.variables[identifierOf(b.Target)]
	if v == nil || len(v.sources) != 1 || v.Global() && len(f.Companions) > 0 {
		return true
	}
	for _, id := range v.Refs {
		switch p := f.parents[id].(type) {
		case *ast.ForOfStatement:
		case *ast.DotExpression:
			switch p.Identifier.Name {
			case "forEach", "map", "filter", "find", "some", "every", "length", "indexOf", "includes", "slice", "concat", "join":
			default:
				return true
			}
		default:
			return true
		}
	}
	return false
}

// nameType is the type of what an identifier means.
func (f *File) nameType(id *ast.Identifier) Type {
	if f.dynamic {
		return unknown
	}
	name := id.Name.String()
	v := f.variables[id]
	if v != nil {
		return f.variable(v)
	}
	if name == "undefined" {
		return Type{Kind: Nothing}
	}
	if f.implicit[name] || f.Foreign(name) || f.setsGlobal(name) {
		return unknown
	}
	if n, ok := apitable.Lookup(name); ok {
		return Type{Kind: Name, Node: n}
	}
	return unknown
}

func (f *File) variable(v *Variable) Type {
	return f.solve(v, func() Type {
		if v.Global() && f.Foreign(v.Name) {
			return unknown
		}
		t := Type{}
		for _, s := range v.sources {
			if t = join(t, f.sourceType(s)); t.Kind == Unknown {
				break
			}
		}
		return t
	})
}

func (f *File) sourceType(s source) Type {
	t := unknown
	switch {
	case s.fn != nil:
		t = f.parameter(s.fn, s.param)
		if s.extra != nil {
			t.Maybe = false
			t = join(t, f.TypeOf(s.extra))
		}
	case s.value != nil:
		t = f.TypeOf(s.value)
		if s.each {
			t = f.elem(t)
		}
	}
	for _, name := range s.path {
		t = f.member(t, name)
	}
	return t
}
