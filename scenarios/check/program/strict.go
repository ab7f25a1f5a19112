package program

import (
	"github.com/dop251/goja/ast"

	"voxemu/runtime/jsvm/syntax"
)

// Strict reports whether a node is in strict code: below the directive "use strict", or in a class.
func (f *File) Strict(n ast.Node) bool {
	for ; n != nil; n = f.parents[n] {
		switch n := n.(type) {
		case *ast.ClassLiteral:
			return true
		case *ast.FunctionLiteral:
			if syntax.IsStrict(n.Body.List) {
				return true
			}
		case *ast.ArrowFunctionLiteral:
			if b, ok := n.Body.(*ast.BlockStatement); ok && syntax.IsStrict(b.List) {
				return true
			}
		}
	}
	return syntax.IsStrict(f.Tree().Body)
}
