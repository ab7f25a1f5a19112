package events

import (
	"github.com/dop251/goja/ast"

	"voxemu/scenarios/check/program"
)

// isPath reports whether an expression is a name or a chain of names: reading it twice does no harm.
func isPath(e ast.Node) bool {
	switch n := e.(type) {
	case *ast.Identifier, *ast.ThisExpression:
		return true
	case *ast.DotExpression:
		return isPath(n.Left)
	}
	return false
}

// elsewhere reports whether what is listened to may come from a scenario that isn't known, which may do with it what this one doesn't.
func elsewhere(f *program.File, l *program.Listener) bool {
	return !f.Complete && l.Type.Kind == program.Unknown
}

// samePlace reports whether two expressions read the same: one variable, or the same names of one.
func samePlace(f *program.File, a, b ast.Expression) bool {
	switch a := a.(type) {
	case *ast.Identifier:
		b, ok := b.(*ast.Identifier)
		return ok && a.Name == b.Name && f.Variable(a) == f.Variable(b)
	case *ast.ThisExpression:
		_, ok := b.(*ast.ThisExpression)
		return ok
	case *ast.DotExpression:
		b, ok := b.(*ast.DotExpression)
		return ok && a.Identifier.Name == b.Identifier.Name && samePlace(f, a.Left, b.Left)
	}
	return false
}
