package lifecycle

import (
	"sync"

	"github.com/dop251/goja/ast"

	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
)

// builtIn returns the globals of the language.
var builtIn = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, name := range []string{
		"undefined", "NaN", "Infinity", "globalThis", "Object", "Function", "Array", "String", "Number", "Boolean", "Symbol", "BigInt", "Math",
		"JSON", "Date", "RegExp", "Promise", "Map", "Set", "WeakMap", "WeakSet", "WeakRef", "FinalizationRegistry", "Proxy", "Reflect", "Error",
		"TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "URIError", "AggregateError", "InternalError", "ArrayBuffer",
		"SharedArrayBuffer", "DataView", "Atomics", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array",
		"Uint32Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array", "Intl", "parseInt", "parseFloat", "isNaN",
		"isFinite", "encodeURI", "encodeURIComponent", "decodeURI", "decodeURIComponent", "escape", "unescape", "arguments", "console",
	} {
		m[name] = true
	}
	return m
})

// computed stands for members whose name isn't known.
const computed = "*"

// ownMembers returns the names of all members that the scenarios give to objects of their own. A method of any other name is one of the
// language or of the API.
func ownMembers(p *rule.Pass) map[string]bool {
	own := map[string]bool{}
	key := func(e ast.Expression, is bool) {
		if s, ok := e.(*ast.StringLiteral); ok && !is {
			own[s.Value.String()] = true
		} else {
			own[computed] = true
		}
	}
	together(p, func(f *program.File) {
		for _, n := range f.Nodes() {
			switch n := n.(type) {
			case *ast.PropertyKeyed:
				key(n.Key, n.Computed)
			case *ast.PropertyShort:
				own[n.Name.Name.String()] = true
			case *ast.MethodDefinition:
				key(n.Key, n.Computed)
			case *ast.FieldDefinition:
				key(n.Key, n.Computed)
			case *ast.AssignExpression:
				switch left := n.Left.(type) {
				case *ast.DotExpression:
					own[left.Identifier.Name.String()] = true
				case *ast.BracketExpression:
					key(left.Member, false)
				}
			}
		}
	})
	return own
}
