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
	syntax.Bound(n, func(id *ast.Identifier) { names = append(names, id.Name.String()) })
	return names
}
