package jsvm

import "github.com/dop251/goja/ast"

// statement notes the names of functions, and what is assigned or deleted, inside a statement.
func (w *nameWalker) statement(s ast.Statement) {
	switch s := s.(type) {
	case *ast.ExpressionStatement:
		w.expression(s.Expression)
	case *ast.VariableStatement:
		w.initializers(s.List)
	case *ast.LexicalDeclaration:
		w.initializers(s.List)
	case *ast.FunctionDeclaration:
		w.add(s.Function.Name.Name.String())
		w.function(s.Function)
	case *ast.ClassDeclaration:
		w.class(s.Class)
	case *ast.ReturnStatement:
		w.expression(s.Argument)
	case *ast.ThrowStatement:
		w.expression(s.Argument)
	case *ast.BlockStatement:
		w.statements(s.List)
	case *ast.IfStatement:
		w.expression(s.Test)
		w.statement(s.Consequent)
		w.statement(s.Alternate)
	case *ast.LabelledStatement:
		w.statement(s.Statement)
	case *ast.WithStatement:
		w.expression(s.Object)
		w.statement(s.Body)
	case *ast.SwitchStatement:
		w.expression(s.Discriminant)
		for _, c := range s.Body {
			w.expression(c.Test)
			w.statements(c.Consequent)
		}
	case *ast.TryStatement:
		w.try(s)
	default:
		w.loop(s)
	}
}

// loop is the rest of [nameWalker.statement].
func (w *nameWalker) loop(s ast.Statement) {
	switch s := s.(type) {
	case *ast.ForStatement:
		switch init := s.Initializer.(type) {
		case *ast.ForLoopInitializerExpression:
			w.expression(init.Expression)
		case *ast.ForLoopInitializerVarDeclList:
			w.initializers(init.List)
		case *ast.ForLoopInitializerLexicalDecl:
			w.initializers(init.LexicalDeclaration.List)
		}
		w.expressions(s.Test, s.Update)
		w.statement(s.Body)
	case *ast.ForInStatement:
		w.into(s.Into)
		w.expression(s.Source)
		w.statement(s.Body)
	case *ast.ForOfStatement:
		w.into(s.Into)
		w.expression(s.Source)
		w.statement(s.Body)
	case *ast.WhileStatement:
		w.expression(s.Test)
		w.statement(s.Body)
	case *ast.DoWhileStatement:
		w.statement(s.Body)
		w.expression(s.Test)
	}
}

func (w *nameWalker) statements(list []ast.Statement) {
	for _, s := range list {
		w.statement(s)
	}
}

// initializers walks declarations. The names themselves matter only for var at top level, which touchedNames has noted.
func (w *nameWalker) initializers(list []*ast.Binding) {
	for _, b := range list {
		w.expression(b.Initializer)
	}
}

func (w *nameWalker) into(into ast.ForInto) {
	if e, ok := into.(*ast.ForIntoExpression); ok {
		w.target(e.Expression)
	}
}

func (w *nameWalker) try(s *ast.TryStatement) {
	w.statement(s.Body)
	if s.Catch != nil {
		w.statement(s.Catch.Body)
	}
	if s.Finally != nil {
		w.statement(s.Finally)
	}
}

func (w *nameWalker) function(f *ast.FunctionLiteral) {
	w.parameters(f.ParameterList)
	if f.Body != nil {
		w.statement(f.Body)
	}
}

func (w *nameWalker) parameters(list *ast.ParameterList) {
	if list == nil {
		return
	}
	for _, b := range list.List {
		w.expression(b.Initializer)
	}
}

func (w *nameWalker) class(c *ast.ClassLiteral) {
	w.expression(c.SuperClass)
	for _, el := range c.Body {
		switch el := el.(type) {
		case *ast.FieldDefinition:
			w.expression(el.Initializer)
		case *ast.MethodDefinition:
			w.function(el.Body)
		case *ast.ClassStaticBlock:
			w.statement(el.Block)
		}
	}
}
