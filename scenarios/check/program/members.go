package program

import (
	"strings"

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
	f.findReceiving()
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

// MentionsMember reports whether any of the scenarios that run together has a name as that of a member, or as a text that may become one.
func (f *File) MentionsMember(name string) bool {
	for of := range f.Together() {
		if !strings.Contains(of.Text(), name) {
			continue
		}
		for _, n := range of.Nodes() {
			found := false
			switch n := n.(type) {
			case *ast.DotExpression:
				found = n.Identifier.Name.String() == name
			case *ast.StringLiteral:
				found = n.Value.String() == name
			case *ast.PropertyShort:
				found = n.Name.Name.String() == name
			}
			if found {
				return true
			}
		}
	}
	return false
}
