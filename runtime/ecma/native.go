package ecma

import (
	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
)

// native is a built-in function written in Go.
type native func(vm *jsvm.VM, c goja.FunctionCall) goja.Value

// method is the patch that adds a method to the prototype of a class.
func method(class, name string, length int, call native) jsvm.Patch {
	return jsvm.Patch{Words: []string{name}, Apply: func(vm *jsvm.VM) {
		hide(prototype(vm, class), name, function(vm, name, length, call))
	}}
}

// function makes a function of a native.
func function(vm *jsvm.VM, name string, length int, call native) *goja.Object {
	return vm.Func(name, length, func(c goja.FunctionCall) goja.Value { return call(vm, c) })
}

// hide sets a property as built-ins have it: writable and configurable, but not enumerable.
func hide(o *goja.Object, name string, v goja.Value) {
	_ = o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

// prototype returns the prototype of a class of the engine.
func prototype(vm *jsvm.VM, class string) *goja.Object {
	return global(vm.Runtime(), class).Get("prototype").(*goja.Object)
}

// global returns a global object of the engine.
func global(r *goja.Runtime, name string) *goja.Object {
	return r.GlobalObject().Get(name).(*goja.Object)
}

// member returns a function of a global object of the engine.
func member(r *goja.Runtime, class, name string) goja.Value { return global(r, class).Get(name) }

// invoke calls a function; what it throws goes on to the caller.
func invoke(vm *jsvm.VM, f, this goja.Value, args ...goja.Value) goja.Value {
	return vm.Invoke(jsvm.FunctionOf(f), this, args...)
}

// toString is ToString of the language; it throws for symbols.
func toString(v goja.Value) goja.String {
	v = v.ToString()
	if s, ok := v.(goja.String); ok {
		return s
	}
	return (*goja.Runtime)(nil).ToValue(v.String()).(goja.String) // numbers stay numbers in goja's ToString
}
