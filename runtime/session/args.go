package session

import (
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
)

// Given reports whether a value is there: neither missing, undefined nor null.
func Given(v goja.Value) bool { return v != nil && !goja.IsUndefined(v) && !goja.IsNull(v) }

// PlainObject returns a value as an object with properties to read, if it is one: not null, not a function.
func PlainObject(v goja.Value) (*goja.Object, bool) {
	o, ok := v.(*goja.Object)
	if !ok || o.ClassName() == "Function" {
		return nil, false
	}
	return o, true
}

// Prop reads a property of an options argument; it is undefined when v is no object or lacks it.
func Prop(v goja.Value, name string) goja.Value {
	if o, ok := PlainObject(v); ok {
		if p := o.Get(name); p != nil {
			return p
		}
	}
	return goja.Undefined()
}

// Text returns a value as a string; "" when it is not given.
func Text(v goja.Value) string {
	if !Given(v) {
		return ""
	}
	return v.String()
}

// Callable reports whether a value is a function.
func Callable(v goja.Value) bool {
	_, ok := goja.AssertFunction(v)
	return ok
}

// Name returns how an error message names a value that is not given: "undefined" or "null".
func Name(v goja.Value) string {
	if v == nil {
		return "undefined"
	}
	return v.String()
}

// Describe names a value in an error message.
func Describe(v goja.Value) string {
	if !Given(v) {
		return Name(v)
	}
	if o, ok := v.(*goja.Object); ok {
		switch class := o.ClassName(); class {
		case "Object", "Array":
			return "an " + strings.ToLower(class)
		default:
			return "a " + strings.ToLower(class)
		}
	}
	return v.String()
}

// WarnArgument warns of an argument that is not what the API declares.
func (s *Session) WarnArgument(text string) { s.Warn(diag.CodeArgument, text) }
