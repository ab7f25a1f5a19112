package program

import (
	"github.com/dop251/goja/ast"

	"voxemu/runtime/jsvm/syntax"
)

// target puts what comes from a source, or the properties of it that a pattern names, into variables.
func (b *builder) target(t ast.Node, from source) {
	switch t := t.(type) {
	case *ast.Identifier:
		b.write(t, from)
	case *ast.Binding:
		b.target(t.Target, from)
	case *ast.AssignExpression: // with a default
		b.target(t.Left, source{})
	case *ast.ObjectPattern:
		for _, p := range t.Properties {
			b.property(p, from)
		}
		if t.Rest != nil {
			b.target(t.Rest, source{})
		}
	case *ast.ArrayPattern:
		for _, e := range t.Elements {
			if e != nil {
				b.target(e, source{})
			}
		}
		if t.Rest != nil {
			b.target(t.Rest, source{})
		}
	case *ast.DotExpression, *ast.BracketExpression:
		b.setMember(t, nil)
	}
}

func (b *builder) property(p ast.Property, from source) {
	switch p := p.(type) {
	case *ast.PropertyShort:
		if p.Initializer != nil {
			from = source{}
		}
		b.target(&p.Name, from.at(p.Name.Name.String()))
	case *ast.PropertyKeyed:
		key, ok := p.Key.(*ast.StringLiteral)
		if !ok || p.Computed {
			from = source{}
			key = &ast.StringLiteral{}
		}
		b.target(p.Value, from.at(key.Value.String()))
	}
}

// at returns the source of a property of what a source gives.
func (s source) at(name string) source {
	if s.known() {
		s.path = append(s.path[:len(s.path):len(s.path)], name)
	}
	return s
}

func (s source) known() bool { return s.value != nil || s.fn != nil }

// pattern looks at what stands in a declaration or on the left of an assignment: names, patterns, defaults and computed keys. Names that
// are declared have their variable already; others are mentions.
func (b *builder) pattern(parent, t ast.Node) {
	b.parents[t] = parent
	switch t := t.(type) {
	case *ast.Identifier:
		if _, declared := b.variables[t]; !declared {
			b.visitIn(parent, t)
		}
	case *ast.Binding:
		b.pattern(t, t.Target)
		if t.Initializer != nil {
			b.visitIn(t, t.Initializer)
		}
	case *ast.AssignExpression:
		b.pattern(t, t.Left)
		b.visitIn(t, t.Right)
	case *ast.PropertyShort:
		b.pattern(t, &t.Name)
		if t.Initializer != nil {
			b.visitIn(t, t.Initializer)
		}
	case *ast.PropertyKeyed:
		if t.Computed {
			b.visitIn(t, t.Key)
		}
		b.parents[t.Key] = t
		b.pattern(t, t.Value)
	case *ast.ObjectPattern, *ast.ArrayPattern:
		syntax.Children(t, func(c ast.Node) { b.pattern(t, c) })
	default:
		b.visitIn(parent, t)
	}
}
