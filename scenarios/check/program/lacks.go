package program

import (
	"slices"

	"github.com/dop251/goja/ast"
)

// Lacks reports whether an object of the scenario surely has no property of a name: reading it gives undefined.
func (f *File) Lacks(t Type, name string) bool {
	if t.Kind != Object || f.dynamic || f.Sets(name) || f.Sets(anyField) || slices.Contains(inherited, name) || f.extended(t.Origin) {
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

// inherited are the properties that all objects have.
var inherited = []string{
	"constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf", "__proto__",
}

// extended reports whether an object may be given properties by a function of the language.
func (f *File) extended(origin ast.Node) bool {
	for _, of := range append([]*File{f}, f.Companions...) {
		for _, c := range of.calls {
			switch name, _ := c.Method(); name {
			case "assign", "defineProperty", "defineProperties", "setPrototypeOf":
				if t := of.TypeOf(c.Arg(0)); t.Kind != Object || t.Origin == origin {
					return true
				}
			}
		}
	}
	return false
}

// Function is the function that a variable belongs to, also if it is one of a block in it; nil at the top level.
func (v *Variable) Function() *Function { return v.Scope.function }

// Values are all values that are put into a variable; whole is false if there are others that can't be told.
func (v *Variable) Values() (values []ast.Expression, whole bool) {
	whole = true
	for _, s := range v.sources {
		e, ok := s.value.(ast.Expression)
		if !ok || len(s.path) > 0 {
			whole = false
			continue
		}
		values = append(values, e)
	}
	return values, whole
}

// From is the expression whose value, or a part of it by destructuring, a variable has once and for all; nil if that isn't one expression.
func (v *Variable) From() ast.Expression {
	if len(v.sources) != 1 {
		return nil
	}
	e, _ := v.sources[0].value.(ast.Expression)
	return e
}
