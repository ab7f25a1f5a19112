package program

import "github.com/dop251/goja/ast"

// BuiltIn reports whether an expression surely is a global of the language by that name, such as Date or Promise.
func (f *File) BuiltIn(e ast.Expression, name string) bool {
	id, ok := bare(e).(*ast.Identifier)
	return ok && id.Name.String() == name && !f.dynamic && f.variables[id] == nil && !f.implicit[name] && !f.Foreign(name)
}

// SetsOn reports whether the scenarios may put something into a property of that name of a value of that type.
func (f *File) SetsOn(t Type, name string) bool {
	for _, c := range f.Companions {
		if len(c.fields[name]) > 0 {
			return true
		}
	}
	for _, w := range f.fields[name] {
		if on := f.TypeOf(w.object); w.owner == nil && (on.Kind == Unknown || on.Kind == none || on.Kind == t.Kind) {
			return true
		}
	}
	return false
}

// givesText reports whether a method of strings gives a string.
func givesText(name string) bool {
	switch name {
	case "repeat", "padStart", "padEnd", "slice", "substring", "substr", "trim", "trimStart", "trimEnd", "toUpperCase", "toLowerCase", "concat",
		"replace", "replaceAll", "charAt", "normalize", "toString":
		return true
	}
	return false
}
