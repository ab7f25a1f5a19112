// Package syntax walks syntax trees of goja's parser.
package syntax

import "github.com/dop251/goja/ast"

// Children calls f with each direct child of a node, in the order of the source. Children that are missing are left out.
func Children(n ast.Node, f func(ast.Node)) {
	v := visitor(f)
	switch n := n.(type) {
	case *ast.Program:
		v.statements(n.Body)
	case ast.Statement:
		v.statement(n)
	case ast.Property:
		v.property(n)
	case ast.Expression:
		v.expression(n)
	default:
		v.part(n)
	}
}

// visitor hears of children.
type visitor func(ast.Node)

func (v visitor) expr(list ...ast.Expression) {
	for _, e := range list {
		if e != nil {
			v(e)
		}
	}
}

func (v visitor) stmt(list ...ast.Statement) {
	for _, s := range list {
		if s != nil {
			v(s)
		}
	}
}

func (v visitor) statements(list []ast.Statement) { v.stmt(list...) }

func (v visitor) bindings(list []*ast.Binding) {
	for _, b := range list {
		v(b)
	}
}

func (v visitor) block(b *ast.BlockStatement) {
	if b != nil {
		v(b)
	}
}

func (v visitor) parameters(p *ast.ParameterList) {
	if p != nil {
		v.bindings(p.List)
		v.expr(p.Rest)
	}
}

func (v visitor) identifier(id *ast.Identifier) {
	if id != nil {
		v(id)
	}
}

func (v visitor) statement(n ast.Statement) {
	switch n := n.(type) {
	case *ast.BlockStatement:
		v.statements(n.List)
	case *ast.ExpressionStatement:
		v.expr(n.Expression)
	case *ast.VariableStatement:
		v.bindings(n.List)
	case *ast.LexicalDeclaration:
		v.bindings(n.List)
	case *ast.FunctionDeclaration:
		v(n.Function)
	case *ast.ClassDeclaration:
		v(n.Class)
	case *ast.IfStatement:
		v.expr(n.Test)
		v.stmt(n.Consequent, n.Alternate)
	case *ast.ReturnStatement:
		v.expr(n.Argument)
	case *ast.ThrowStatement:
		v.expr(n.Argument)
	case *ast.LabelledStatement:
		v.stmt(n.Statement)
	case *ast.WithStatement:
		v.expr(n.Object)
		v.stmt(n.Body)
	case *ast.SwitchStatement:
		v.expr(n.Discriminant)
		for _, c := range n.Body {
			v(c)
		}
	case *ast.CaseStatement:
		v.expr(n.Test)
		v.statements(n.Consequent)
	case *ast.TryStatement:
		v(n.Body)
		if n.Catch != nil {
			v(n.Catch)
		}
		v.block(n.Finally)
	case *ast.CatchStatement:
		if n.Parameter != nil {
			v(n.Parameter)
		}
		v.block(n.Body)
	default:
		v.loop(n)
	}
}

func (v visitor) loop(n ast.Statement) {
	switch n := n.(type) {
	case *ast.ForStatement:
		if n.Initializer != nil {
			v(n.Initializer)
		}
		v.expr(n.Test, n.Update)
		v.stmt(n.Body)
	case *ast.ForInStatement:
		v(n.Into)
		v.expr(n.Source)
		v.stmt(n.Body)
	case *ast.ForOfStatement:
		v(n.Into)
		v.expr(n.Source)
		v.stmt(n.Body)
	case *ast.WhileStatement:
		v.expr(n.Test)
		v.stmt(n.Body)
	case *ast.DoWhileStatement:
		v.stmt(n.Body)
		v.expr(n.Test)
	}
}

// part visits what is neither statement nor expression.
func (v visitor) part(n ast.Node) {
	switch n := n.(type) {
	case *ast.ForLoopInitializerExpression:
		v.expr(n.Expression)
	case *ast.ForLoopInitializerVarDeclList:
		v.bindings(n.List)
	case *ast.ForLoopInitializerLexicalDecl:
		v.bindings(n.LexicalDeclaration.List)
	case *ast.ForIntoVar:
		v(n.Binding)
	case *ast.ForDeclaration:
		v(n.Target)
	case *ast.ForIntoExpression:
		v.expr(n.Expression)
	case *ast.ExpressionBody:
		v.expr(n.Expression)
	case *ast.FieldDefinition:
		v.expr(n.Key, n.Initializer)
	case *ast.MethodDefinition:
		v.expr(n.Key)
		v(n.Body)
	case *ast.ClassStaticBlock:
		v.block(n.Block)
	}
}

func (v visitor) property(n ast.Property) {
	switch n := n.(type) {
	case *ast.PropertyShort:
		v(&n.Name)
		v.expr(n.Initializer)
	case *ast.PropertyKeyed:
		v.expr(n.Key, n.Value)
	case *ast.SpreadElement:
		v.expr(n.Expression)
	}
}

func (v visitor) properties(list []ast.Property) {
	for _, p := range list {
		v(p)
	}
}
