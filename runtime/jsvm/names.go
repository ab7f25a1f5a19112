package jsvm

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// touchedNames returns the global names that a script could declare or change: those it declares with var at top level
// or with function, and those it assigns or deletes anywhere. Local variables are not told apart from globals. A name
// too many does no harm: it only matters if it is also a name of the API, which then is made a little early.
func touchedNames(tree *ast.Program) []string {
	w := &nameWalker{seen: map[string]bool{}}
	for _, d := range tree.DeclarationList {
		for _, b := range d.List {
			w.target(b.Target)
		}
	}
	w.statements(tree.Body)
	return w.names
}

type nameWalker struct {
	names []string
	seen  map[string]bool
}

func (w *nameWalker) add(name string) {
	if !w.seen[name] {
		w.seen[name] = true
		w.names = append(w.names, name)
	}
}

// target notes the names in what is declared, assigned or deleted: an identifier, a property of the global object, or a
// pattern of such.
func (w *nameWalker) target(e ast.Expression) {
	switch e := e.(type) {
	case *ast.Identifier:
		w.add(e.Name.String())
	case *ast.DotExpression:
		if isGlobal(e.Left) {
			w.add(e.Identifier.Name.String())
		}
		w.expression(e.Left)
	case *ast.BracketExpression:
		if s, ok := e.Member.(*ast.StringLiteral); ok && isGlobal(e.Left) {
			w.add(s.Value.String())
		}
		w.expression(e.Left)
		w.expression(e.Member)
	case *ast.Optional:
		w.target(e.Expression)
	case *ast.OptionalChain:
		w.target(e.Expression)
	case *ast.AssignExpression: // a default value inside a pattern
		w.target(e.Left)
		w.expression(e.Right)
	case *ast.Binding:
		w.target(e.Target)
		w.expression(e.Initializer)
	case *ast.SpreadElement:
		w.target(e.Expression)
	case *ast.ArrayPattern:
		for _, el := range e.Elements {
			w.target(el)
		}
		w.target(e.Rest)
	case *ast.ObjectPattern:
		for _, p := range e.Properties {
			w.targetProperty(p)
		}
		w.target(e.Rest)
	case nil:
	default:
		w.expression(e)
	}
}

func (w *nameWalker) targetProperty(p ast.Property) {
	switch p := p.(type) {
	case *ast.PropertyShort:
		w.add(p.Name.Name.String())
		w.expression(p.Initializer)
	case *ast.PropertyKeyed:
		if p.Computed {
			w.expression(p.Key)
		}
		w.target(p.Value)
	}
}

// isGlobal reports whether e is the global object: globalThis, or `this`, which it is at top level.
func isGlobal(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.Optional:
		return isGlobal(e.Expression)
	case *ast.ThisExpression:
		return true
	case *ast.Identifier:
		return e.Name == "globalThis"
	}
	return false
}

// expression notes what is assigned or deleted inside an expression.
func (w *nameWalker) expression(e ast.Expression) {
	switch e := e.(type) {
	case *ast.AssignExpression:
		w.target(e.Left)
		w.expression(e.Right)
	case *ast.UnaryExpression:
		switch e.Operator {
		case token.DELETE, token.INCREMENT, token.DECREMENT:
			w.target(e.Operand)
		default:
			w.expression(e.Operand)
		}
	case *ast.BinaryExpression:
		w.expression(e.Left)
		w.expression(e.Right)
	case *ast.ConditionalExpression:
		w.expressions(e.Test, e.Consequent, e.Alternate)
	case *ast.SequenceExpression:
		w.expressions(e.Sequence...)
	case *ast.YieldExpression:
		w.expression(e.Argument)
	case *ast.AwaitExpression:
		w.expression(e.Argument)
	case *ast.SpreadElement:
		w.expression(e.Expression)
	case *ast.Optional:
		w.expression(e.Expression)
	case *ast.OptionalChain:
		w.expression(e.Expression)
	case *ast.Binding:
		w.expression(e.Initializer)
	default:
		w.access(e)
	}
}

// access is the rest of [nameWalker.expression]: reading, calling and building values.
func (w *nameWalker) access(e ast.Expression) {
	switch e := e.(type) {
	case *ast.CallExpression:
		w.expression(e.Callee)
		w.expressions(e.ArgumentList...)
	case *ast.NewExpression:
		w.expression(e.Callee)
		w.expressions(e.ArgumentList...)
	case *ast.DotExpression:
		w.expression(e.Left)
	case *ast.PrivateDotExpression:
		w.expression(e.Left)
	case *ast.BracketExpression:
		w.expression(e.Left)
		w.expression(e.Member)
	case *ast.ArrayLiteral:
		w.expressions(e.Value...)
	case *ast.ObjectLiteral:
		for _, p := range e.Value {
			w.property(p)
		}
	case *ast.TemplateLiteral:
		w.expression(e.Tag)
		w.expressions(e.Expressions...)
	case *ast.FunctionLiteral:
		w.function(e)
	case *ast.ArrowFunctionLiteral:
		w.parameters(e.ParameterList)
		switch body := e.Body.(type) {
		case *ast.BlockStatement:
			w.statement(body)
		case *ast.ExpressionBody:
			w.expression(body.Expression)
		}
	case *ast.ClassLiteral:
		w.class(e)
	}
}

func (w *nameWalker) expressions(list ...ast.Expression) {
	for _, e := range list {
		w.expression(e)
	}
}

func (w *nameWalker) property(p ast.Property) {
	switch p := p.(type) {
	case *ast.PropertyShort:
		w.expression(p.Initializer)
	case *ast.PropertyKeyed:
		if p.Computed {
			w.expression(p.Key)
		}
		w.expression(p.Value)
	case *ast.SpreadElement:
		w.expression(p.Expression)
	}
}
