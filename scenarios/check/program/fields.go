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
	for of := range f.Together() {
		if len(of.fields[name]) > 0 {
			return true
		}
	}
	return false
}

// SetsOn reports whether the scenarios may put something into a property of that name of a value of that kind.
func (f *File) SetsOn(t Type, name string) bool {
	return f.setsWhere(name, func(on Type) bool { return on.Kind == t.Kind })
}

// setsWhere reports whether the scenarios may put something into a property of a value for whose type is holds. Of other scenarios any write
// by that name counts.
func (f *File) setsWhere(name string, is func(Type) bool) bool {
	for _, c := range f.Companions {
		if len(c.fields[name]) > 0 {
			return true
		}
	}
	for _, w := range f.fields[name] {
		if w.owner != nil {
			continue
		}
		if on := f.TypeOf(w.object); on.Kind == Unknown || on.Kind == none || is(on) {
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
	return f.setsWhere(name, func(on Type) bool { return same(on, t) })
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
		if !ok || f.extended(origin) || f.writtenElsewhere(name) {
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

// writtenElsewhere reports whether another scenario may put something into a property of that name.
func (f *File) writtenElsewhere(name string) bool {
	for _, c := range f.Companions {
		if len(c.fields[name]) > 0 || len(c.fields[anyField]) > 0 {
			return true
		}
	}
	return false
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

// Lacks reports whether an object of the scenario surely has no property of a name: reading it gives undefined.
func (f *File) Lacks(t Type, name string) bool {
	if t.Kind != Object || f.dynamic || f.Sets(name) || f.Sets(anyField) || OfEveryObject(name) || f.extended(t.Origin) {
		return false
	}
	switch n := t.Origin.(type) {
	case *ast.ObjectLiteral:
		if v, ok := f.initial(n, "__proto__"); !ok || v.Kind != none {
			return false
		}
	case *ast.ClassLiteral:
	default:
		return false
	}
	v, ok := f.initial(t.Origin, name)
	return ok && v.Kind == none
}

// extended reports whether an object may be given properties by a function of the language. Other scenarios are not asked for types.
func (f *File) extended(origin ast.Node) bool {
	for _, c := range f.Companions {
		for _, call := range c.calls {
			if addsProperties(call) {
				return true
			}
		}
	}
	if f.depth == 0 {
		f.findReceiving()
	}
	if r := f.index.receiving; r != nil {
		return r.any || r.objects[origin]
	}
	for _, c := range f.heirs().extending { // nothing can be kept: it rests on what isn't known yet
		if t := f.TypeOf(c.Arg(0)); t.Kind != Object || t.Origin == origin {
			return true
		}
	}
	return false
}

// receiving are the objects to which functions of the language give properties; any says that not all of them are known.
type receiving struct {
	objects map[ast.Node]bool
	any     bool
}

// findReceiving finds them once, before types are looked for.
func (f *File) findReceiving() {
	if f.index.receiving != nil {
		return
	}
	r := &receiving{objects: map[ast.Node]bool{}}
	for _, c := range f.heirs().extending {
		t := f.TypeOf(c.Arg(0))
		r.any = r.any || t.Kind != Object
		r.objects[t.Origin] = true
	}
	f.index.receiving = r
}

// addsProperties reports whether a call may give properties to an object that isn't made there.
func addsProperties(c *Call) bool {
	name, of := c.Method()
	switch name {
	case "set":
		if id, ok := of.(*ast.Identifier); !ok || id.Name != "Reflect" {
			return false
		}
	case "assign", "defineProperty", "defineProperties", "setPrototypeOf", "extend", "merge", "mixin":
	default:
		return false
	}
	_, made := c.Arg(0).(*ast.ObjectLiteral)
	return !made && len(c.Args) > 1
}
