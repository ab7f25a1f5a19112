package syntax

import "github.com/dop251/goja/ast"

// Bound calls do with the names that a binding or a pattern declares.
func Bound(n ast.Node, do func(*ast.Identifier)) {
	switch n := n.(type) {
	case *ast.Identifier:
		do(n)
	case *ast.Binding:
		Bound(n.Target, do)
	case *ast.AssignExpression: // with a default
		Bound(n.Left, do)
	case *ast.PropertyShort:
		do(&n.Name)
	case *ast.PropertyKeyed:
		Bound(n.Value, do)
	case *ast.ArrayPattern, *ast.ObjectPattern, *ast.SpreadElement:
		Children(n, func(c ast.Node) { Bound(c, do) })
	}
}

// Directives returns the string literals that statements begin with.
func Directives(list []ast.Statement) []*ast.StringLiteral {
	var found []*ast.StringLiteral
	for _, s := range list {
		e, ok := s.(*ast.ExpressionStatement)
		if !ok {
			break
		}
		literal, ok := e.Expression.(*ast.StringLiteral)
		if !ok {
			break
		}
		found = append(found, literal)
	}
	return found
}

// IsStrict reports whether statements begin with the directive "use strict".
func IsStrict(list []ast.Statement) bool {
	for _, d := range Directives(list) {
		if text := d.Literal; text == `"use strict"` || text == `'use strict'` {
			return true
		}
	}
	return false
}
