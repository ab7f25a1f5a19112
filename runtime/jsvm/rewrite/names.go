package rewrite

import (
	"github.com/dop251/goja/ast"

	"voxemu/runtime/jsvm/syntax"
)

// lexicalNames returns what statements declare with let, const and class.
func lexicalNames(list []ast.Statement) []string {
	var names []string
	for _, s := range list {
		switch s := s.(type) {
		case *ast.LexicalDeclaration:
			for _, b := range s.List {
				names = append(names, boundNames(b.Target)...)
			}
		case *ast.ClassDeclaration:
			names = append(names, s.Class.Name.Name.String())
		}
	}
	return names
}

// forNames returns what the head of a for loop declares with let or const.
func forNames(n ast.ForLoopInitializer) []string {
	d, ok := n.(*ast.ForLoopInitializerLexicalDecl)
	if !ok {
		return nil
	}
	var names []string
	for _, b := range d.LexicalDeclaration.List {
		names = append(names, boundNames(b.Target)...)
	}
	return names
}

// intoNames returns what the head of a for-in or for-of loop declares with let or const.
func intoNames(n ast.ForInto) []string {
	if d, ok := n.(*ast.ForDeclaration); ok {
		return boundNames(d.Target)
	}
	return nil
}

// boundNames returns the names that a binding or a pattern declares.
func boundNames(n ast.Node) []string {
	var names []string
	var look func(ast.Node)
	look = func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Identifier:
			names = append(names, n.Name.String())
		case *ast.Binding:
			look(n.Target)
		case *ast.AssignExpression: // with a default
			look(n.Left)
		case *ast.PropertyShort:
			look(&n.Name)
		case *ast.PropertyKeyed:
			look(n.Value)
		case *ast.ArrayPattern, *ast.ObjectPattern, *ast.SpreadElement:
			syntax.Children(n, look)
		}
	}
	look(n)
	return names
}
