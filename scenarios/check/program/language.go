package program

import (
	_ "embed" // the names of the language
	"strings"
	"sync"

	"github.com/dop251/goja/ast"
)

//go:embed language.txt
var languageText string

// language are the globals of the language (behaviour page, section 1.2): those of a fresh context here, InternalError of the cloud's
// engine, and arguments, which functions have.
var language = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{"arguments": true, "InternalError": true}
	for name := range strings.FieldsSeq(languageText) {
		names[name] = true
	}
	return names
})

// OfLanguage reports whether a global is one of the language, such as Date, parseInt or undefined.
func OfLanguage(name string) bool { return language()[name] }

// OfEveryObject reports whether all objects have a property of that name.
func OfEveryObject(name string) bool {
	switch name {
	case "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf", "__proto__",
		"__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__":
		return true
	}
	return false
}

// BuiltIn reports whether an expression surely is a global of the language by that name, such as Date or Promise.
func (f *File) BuiltIn(e ast.Expression, name string) bool {
	id, ok := bare(e).(*ast.Identifier)
	return ok && id.Name.String() == name && !f.dynamic && f.variables[id] == nil && !f.implicit[name] && !f.Foreign(name)
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
