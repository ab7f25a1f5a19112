package program

import (
	"sync"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// Member is one mention of a property by its name: a.name, a['name'], or the name in a pattern that takes a apart.
type Member struct {
	// Node is the *ast.DotExpression or *ast.BracketExpression; in a pattern the *ast.PropertyShort or *ast.PropertyKeyed.
	Node ast.Node
	Name string
	// Object is what it is a property of; nil in a pattern.
	Object ast.Expression
	// Of is what is known of the object.
	Of Type
	// Default says that a pattern has a value for what isn't there.
	Default bool
}

// Members returns all mentions of properties by name, in the order of the text; those of private names are left out.
func (f *File) Members() []Member {
	if f.surveyed {
		return f.members
	}
	f.surveyed = true
	for _, n := range f.Nodes() {
		switch n := n.(type) {
		case *ast.DotExpression, *ast.BracketExpression:
			if name, of := memberOf(n); of != nil {
				f.members = append(f.members, Member{Node: n, Name: name, Object: of, Of: f.TypeOf(of)})
			}
		case *ast.Binding:
			if p, ok := n.Target.(*ast.ObjectPattern); ok && n.Initializer != nil {
				if _, parameter := f.parents[n].(ast.Expression); !parameter { // there it is a default
					f.takenApart(p, f.TypeOf(n.Initializer))
				}
			}
		case *ast.AssignExpression:
			if p, ok := n.Left.(*ast.ObjectPattern); ok && n.Operator == token.ASSIGN {
				f.takenApart(p, f.TypeOf(n.Right))
			}
		}
	}
	return f.members
}

// takenApart notes the properties that a pattern names.
func (f *File) takenApart(pattern *ast.ObjectPattern, of Type) {
	for _, p := range pattern.Properties {
		switch p := p.(type) {
		case *ast.PropertyShort:
			f.members = append(f.members, Member{Node: p, Name: p.Name.Name.String(), Of: of, Default: p.Initializer != nil})
		case *ast.PropertyKeyed:
			key, ok := p.Key.(*ast.StringLiteral)
			if !ok || p.Computed {
				continue
			}
			name := key.Value.String()
			_, otherwise := p.Value.(*ast.AssignExpression)
			f.members = append(f.members, Member{Node: p, Name: name, Of: of, Default: otherwise})
			if inner, ok := p.Value.(*ast.ObjectPattern); ok {
				f.takenApart(inner, f.member(of, name))
			}
		}
	}
}

// globalObject is what a scenario does to the global object beside declaring names.
type globalObject struct {
	once  sync.Once
	names map[string]bool // properties that it sets, or may set
	any   bool            // it may set any
}

// MakesGlobal reports whether any of the scenarios that run together may make a global of that name without declaring it, or
// assigning to it: as a property of the global object, or through other code that is given that object.
func (f *File) MakesGlobal(name string) bool {
	for _, of := range append([]*File{f}, f.Companions...) {
		of.globals.once.Do(of.findGlobals)
		if of.globals.any || of.globals.names[name] || of.dynamic {
			return true
		}
	}
	return false
}

// setsGlobal reports whether any of the scenarios that run together sets a property of that name of what may be the global object.
func (f *File) setsGlobal(name string) bool {
	for _, of := range append([]*File{f}, f.Companions...) {
		of.globals.once.Do(of.findGlobals)
		if of.globals.names[name] {
			return true
		}
	}
	return false
}

// findGlobals asks for no types: those who look at another scenario may do so at the same time.
func (f *File) findGlobals() {
	g := &f.globals
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
		return f.thisType(n).Kind == Unknown
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
