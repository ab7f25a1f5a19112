package syntax

import "github.com/dop251/goja/ast"

func (v visitor) expression(n ast.Expression) {
	switch n := n.(type) {
	case *ast.AssignExpression:
		v.expr(n.Left, n.Right)
	case *ast.BinaryExpression:
		v.expr(n.Left, n.Right)
	case *ast.ConditionalExpression:
		v.expr(n.Test, n.Consequent, n.Alternate)
	case *ast.SequenceExpression:
		v.expr(n.Sequence...)
	case *ast.UnaryExpression:
		v.expr(n.Operand)
	case *ast.YieldExpression:
		v.expr(n.Argument)
	case *ast.AwaitExpression:
		v.expr(n.Argument)
	case *ast.CallExpression:
		v.expr(n.Callee)
		v.expr(n.ArgumentList...)
	case *ast.NewExpression:
		v.expr(n.Callee)
		v.expr(n.ArgumentList...)
	case *ast.DotExpression:
		v.expr(n.Left)
	case *ast.PrivateDotExpression:
		v.expr(n.Left)
	case *ast.BracketExpression:
		v.expr(n.Left, n.Member)
	case *ast.OptionalChain:
		v.expr(n.Expression)
	case *ast.Optional:
		v.expr(n.Expression)
	default:
		v.literal(n)
	}
}

// literal visits what builds or takes apart a value.
func (v visitor) literal(n ast.Expression) {
	switch n := n.(type) {
	case *ast.ArrayLiteral:
		v.expr(n.Value...)
	case *ast.ArrayPattern:
		v.expr(n.Elements...)
		v.expr(n.Rest)
	case *ast.ObjectLiteral:
		v.properties(n.Value)
	case *ast.ObjectPattern:
		v.properties(n.Properties)
		v.expr(n.Rest)
	case *ast.Binding:
		v(n.Target)
		v.expr(n.Initializer)
	case *ast.TemplateLiteral:
		v.expr(n.Tag)
		v.expr(n.Expressions...)
	case *ast.FunctionLiteral:
		v.identifier(n.Name)
		v.parameters(n.ParameterList)
		v.block(n.Body)
	case *ast.ArrowFunctionLiteral:
		v.parameters(n.ParameterList)
		v(n.Body)
	case *ast.ClassLiteral:
		v.identifier(n.Name)
		v.expr(n.SuperClass)
		for _, el := range n.Body {
			v(el)
		}
	}
}
