package program

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// globalObject is what a scenario does to the global object beside declaring names.
type globalObject struct {
	known bool
	names map[string]bool // properties that it sets, or may set
	any   bool            // it may set any
}

// MakesGlobal reports whether any of the scenarios that run together may make a global of that name without declaring it, or
// assigning to it: as a property of the global object, or through other code that is given that object.
func (f *File) MakesGlobal(name string) bool {
	for of := range f.Together() {
		of.findGlobals()
		if of.globals.any || of.globals.names[name] || of.dynamic {
			return true
		}
	}
	return false
}

// setsGlobal reports whether any of the scenarios that run together sets a property of that name of what may be the global object.
func (f *File) setsGlobal(name string) bool {
	return f.remember(&f.index.global, name, func() bool {
		for of := range f.Together() {
			of.findGlobals()
			if of.globals.names[name] {
				return true
			}
		}
		return false
	})
}

// findGlobals looks at the scenario once. It asks for no types: what names of the API stand for is found out by way of it.
func (f *File) findGlobals() {
	g := &f.globals
	if g.known {
		return
	}
	g.known = true
	g.names = map[string]bool{}
	for name, writes := range f.fields {
		for _, w := range writes {
			if w.object != nil && f.mayBeGlobal(w.object) {
				g.names[name] = true
			}
		}
	}
	for _, id := range f.unbound {
		if isGlobalName(id.Name.String()) {
			g.any = g.any || f.escapes(id)
		}
	}
	Inspect(f.Tree(), func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FunctionLiteral, *ast.ClassLiteral:
			return false // its this may be any object
		case *ast.ThisExpression:
			g.any = g.any || f.escapes(n)
		}
		return !g.any
	})
}

func isGlobalName(name string) bool {
	return name == "globalThis" || name == "self" || name == "window" || name == "global"
}

// mayBeGlobal reports whether an expression may be the global object: in functions this may be.
func (f *File) mayBeGlobal(e ast.Expression) bool {
	switch n := e.(type) {
	case *ast.Identifier:
		return f.variables[n] == nil && isGlobalName(n.Name.String())
	case *ast.ThisExpression:
		return f.ownerOf(n) == nil
	}
	return false
}

// escapes reports whether the global object goes where it can't be followed.
func (f *File) escapes(n ast.Expression) bool {
	switch p := f.parents[n].(type) {
	case *ast.DotExpression:
		return false
	case *ast.BracketExpression:
		to, written := f.parents[p].(*ast.AssignExpression)
		_, named := p.Member.(*ast.StringLiteral)
		return p.Left != n || written && to.Left == p && !named
	case *ast.UnaryExpression, *ast.ExpressionStatement, *ast.IfStatement:
		return false
	case *ast.ConditionalExpression:
		return p.Test != n
	case *ast.BinaryExpression:
		return !p.Comparison && p.Operator != token.IN && (p.Operator != token.LOGICAL_AND || p.Right == n)
	case *ast.CallExpression:
		name, _ := memberOf(p.Callee)
		bound := name == "bind" || name == "call" || name == "apply"
		return !bound || len(p.ArgumentList) == 0 || p.ArgumentList[0] != n
	}
	return true
}
