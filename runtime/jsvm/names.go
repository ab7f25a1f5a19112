package jsvm

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"

	"voxemu/runtime/jsvm/syntax"
)

// touchedNames returns the global names that a script could declare or change: those it declares with var at top level
// or with function, and those it assigns or deletes anywhere. Local variables are not told apart from globals. A name
// too many does no harm: it only matters if it is also a name of the API, which then is made a little early.
func touchedNames(tree *ast.Program) []string {
	w := &nameWalker{seen: map[string]bool{}}
	for _, d := range tree.DeclarationList {
		for _, b := range d.List {
			w.target(b.Target)
		}
	}
	syntax.Children(tree, w.walk)
	return w.names
}

type nameWalker struct {
	names []string
	seen  map[string]bool
}

func (w *nameWalker) add(name string) {
	if !w.seen[name] {
		w.seen[name] = true
		w.names = append(w.names, name)
	}
}

// walk notes what a node declares, assigns or deletes.
func (w *nameWalker) walk(n ast.Node) {
	switch n := n.(type) {
	case *ast.FunctionDeclaration:
		w.add(n.Function.Name.Name.String())
	case *ast.AssignExpression:
		w.target(n.Left)
	case *ast.ForIntoExpression:
		w.target(n.Expression)
	case *ast.UnaryExpression:
		switch n.Operator {
		case token.DELETE, token.INCREMENT, token.DECREMENT:
			w.target(n.Operand)
		}
	}
	syntax.Children(n, w.walk)
}

// target notes the names in what is declared, assigned or deleted: an identifier, a property of the global object, or a
// pattern of such.
func (w *nameWalker) target(n ast.Node) {
	switch n := n.(type) {
	case *ast.Identifier:
		w.add(n.Name.String())
	case *ast.DotExpression:
		if isGlobal(n.Left) {
			w.add(n.Identifier.Name.String())
		}
	case *ast.BracketExpression:
		if s, ok := n.Member.(*ast.StringLiteral); ok && isGlobal(n.Left) {
			w.add(s.Value.String())
		}
	case *ast.PropertyShort:
		w.add(n.Name.Name.String())
	case *ast.PropertyKeyed:
		w.target(n.Value)
	case *ast.AssignExpression: // with a default value
		w.target(n.Left)
	case *ast.Binding:
		w.target(n.Target)
	case *ast.Optional, *ast.OptionalChain, *ast.SpreadElement, *ast.ArrayPattern, *ast.ObjectPattern:
		syntax.Children(n, w.target)
	}
}

// isGlobal reports whether e is the global object: globalThis, or `this`, which it is at top level.
func isGlobal(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.Optional:
		return isGlobal(e.Expression)
	case *ast.ThisExpression:
		return true
	case *ast.Identifier:
		return e.Name == "globalThis"
	}
	return false
}
