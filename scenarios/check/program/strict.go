package program

import "github.com/dop251/goja/ast"

// Strict reports whether a node is in strict code: below the directive "use strict", or in a class.
func (f *File) Strict(n ast.Node) bool {
	for ; n != nil; n = f.parents[n] {
		switch n := n.(type) {
		case *ast.ClassLiteral:
			return true
		case *ast.FunctionLiteral:
			if directs(n.Body.List) {
				return true
			}
		case *ast.ArrowFunctionLiteral:
			if b, ok := n.Body.(*ast.BlockStatement); ok && directs(b.List) {
				return true
			}
		}
	}
	return directs(f.Tree().Body)
}

// directs reports whether statements begin with the directive "use strict".
func directs(list []ast.Statement) bool {
	for _, s := range list {
		e, ok := s.(*ast.ExpressionStatement)
		if !ok {
			return false
		}
		text, ok := e.Expression.(*ast.StringLiteral)
		if !ok {
			return false
		}
		if text.Literal == `"use strict"` || text.Literal == `'use strict'` {
			return true
		}
	}
	return false
}
