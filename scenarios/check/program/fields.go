package program

import (
	"github.com/dop251/goja/ast"

	"voxemu/modules/apitable"
)

// field is a write to a property.
type field struct {
	object ast.Expression // of this object
	owner  ast.Node       // or a field of this class
	value  ast.Expression // nil for anything
}

// anyField stands for writes with a computed name.
const anyField = "*"

// Sets reports whether any of the scenarios that run together gives an object a property of that name, whatever object it is.
func (f *File) Sets(name string) bool {
	for _, of := range append([]*File{f}, f.Companions...) {
		if len(of.fields[name]) > 0 {
			return true
		}
	}
	return false
}

// member is the type of a property.
func (f *File) member(t Type, name string) Type {
	switch t.Kind {
	case none:
		return t
	case Name:
		n, ok := t.Node.Child(name)
		if !ok {
			return unknown
		}
		if n.Kind == apitable.Property {
			return declared(n.Type, n.Full)
		}
		return Type{Kind: Name, Node: n}
	case Instance:
		if f.replaces(t, name) {
			return unknown
		}
		if m, ok := t.Node.Method(name); ok && m.Name != "constructor" {
			return Type{Kind: Name, Node: m}
		}
		return property(t.Node.Props(), name, t.Node.Full)
	case Shape:
		if f.replaces(t, name) {
			return unknown
		}
		return property(t.Interface.Props, name, t.Interface.Name)
	case Object:
		return f.field(t.Origin, name)
	}
	return unknown
}

// replaces reports whether the scenarios may put something else into a property of an object of the API.
func (f *File) replaces(t Type, name string) bool {
	for _, c := range f.Companions {
		if len(c.fields[name]) > 0 {
			return true
		}
	}
	for _, w := range f.fields[name] {
		if w.owner == nil {
			if on := f.TypeOf(w.object); on.Kind == Unknown || on.Kind == none || same(on, t) {
				return true
			}
		}
	}
	return false
}

func property(props []apitable.Prop, name, scope string) Type {
	for _, p := range props {
		if p.Name == name {
			t := declared(p.Type, scope)
			t.Maybe = t.Maybe || p.Optional
			return t
		}
	}
	return unknown
}

// field is the type of a property of the scenario's own objects: by all that is put into it.
func (f *File) field(origin ast.Node, name string) Type {
	type key struct {
		origin ast.Node
		name   string
	}
	return f.solve(key{origin, name}, func() Type {
		t, ok := f.initial(origin, name)
		if !ok {
			return unknown
		}
		for _, w := range append(f.fields[name][:len(f.fields[name]):len(f.fields[name])], f.fields[anyField]...) {
			if w.owner != nil {
				if w.owner == origin {
					t = join(t, f.written(w))
				}
				continue
			}
			switch on := f.TypeOf(w.object); {
			case on.Kind == Unknown, on.Kind == Class:
				return unknown // it may be this object
			case on.Kind == Object && on.Origin == origin:
				t = join(t, f.written(w))
			}
		}
		return t
	})
}

func (f *File) written(w field) Type {
	if w.value == nil {
		if w.owner != nil {
			return Type{Kind: Nothing}
		}
		return unknown
	}
	return f.TypeOf(w.value)
}

// initial is what an object has from the start; ok is false if that can't be known.
func (f *File) initial(origin ast.Node, name string) (t Type, ok bool) {
	switch n := origin.(type) {
	case *ast.ObjectLiteral:
		for _, p := range n.Value {
			switch p := p.(type) {
			case *ast.PropertyShort:
				if p.Name.Name.String() == name {
					t = f.TypeOf(&p.Name)
				}
			case *ast.PropertyKeyed:
				key, plain := p.Key.(*ast.StringLiteral)
				if !plain || p.Computed {
					return t, false
				}
				if key.Value.String() == name {
					if p.Kind == ast.PropertyKindGet || p.Kind == ast.PropertyKindSet {
						return t, false
					}
					t = f.TypeOf(p.Value)
				}
			default:
				return t, false
			}
		}
	case *ast.ClassLiteral:
		if n.SuperClass != nil {
			return t, false
		}
		for _, el := range n.Body {
			if m, method := el.(*ast.MethodDefinition); method && !m.Static {
				if key, plain := m.Key.(*ast.StringLiteral); !plain || m.Computed {
					return t, false
				} else if key.Value.String() == name {
					if m.Kind != ast.PropertyKindMethod {
						return t, false
					}
					t = Type{Kind: Func, Func: f.functionOf[m.Body]}
				}
			}
		}
	}
	return t, true
}

// thisType is the type of this in a method of an object or a class.
func (f *File) thisType(n ast.Node) Type {
	for n := f.parents[n]; n != nil; n = f.parents[n] {
		if _, static := n.(*ast.ClassStaticBlock); static {
			return unknown
		}
		if d, field := n.(*ast.FieldDefinition); field {
			if d.Static {
				return unknown
			}
			return Type{Kind: Object, Origin: f.parents[n]}
		}
		fn, ok := f.functionOf[n]
		if _, arrow := n.(*ast.ArrowFunctionLiteral); !ok || arrow {
			continue
		}
		if m, method := f.parents[n].(*ast.MethodDefinition); method && m.Static {
			return unknown
		}
		if fn.owner == nil {
			return unknown
		}
		return Type{Kind: Object, Origin: fn.owner}
	}
	return unknown
}
