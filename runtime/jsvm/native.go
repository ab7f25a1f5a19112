package jsvm

import (
	"github.com/dop251/goja"
)

// Func returns a native function with a name and a number of parameters, as scripts see them. F throws with [VM.Throw], or
// by panicking with an error of [VM.Call]. It must not keep the slice of arguments.
func (vm *VM) Func(name string, length int, f func(goja.FunctionCall) goja.Value) *goja.Object {
	o := vm.runtime.ToValue(func(c goja.FunctionCall) goja.Value {
		defer vm.translate()
		v := f(c)
		vm.checkFatal()
		return v
	}).(*goja.Object)
	vm.describe(o, name, length)
	return o
}

// Class returns a class: a constructor whose objects have proto, which gets a property `constructor`; a nil proto makes a
// fresh one. Construct makes the object for `new`; call.This has the right prototype, also if a script extends the class,
// so that NewObject should be given call.This.Prototype(). Without `new` the class throws a TypeError.
func (vm *VM) Class(name string, length int, proto *goja.Object, construct func(goja.ConstructorCall) *goja.Object) *goja.Object {
	class := vm.runtime.ToValue(func(c goja.ConstructorCall) *goja.Object {
		defer vm.translate()
		if vm.calledPlain() {
			vm.Throw("TypeError", "Class constructor "+name+" cannot be invoked without 'new'")
		}
		o := construct(c)
		vm.checkFatal()
		return o
	}).(*goja.Object)
	vm.describe(class, name, length)
	if proto == nil {
		proto = vm.runtime.NewObject()
	}
	_ = class.DefineDataProperty("prototype", proto, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
	if b := behind(proto); b != nil {
		b.over.put("constructor", class)
	} else {
		_ = proto.DefineDataProperty("constructor", class, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
	return class
}

// Constructor returns a constructor that does the same with and without `new`. Construct makes the object; call.NewTarget is
// nil without `new`. Prototype is left to the caller.
func (vm *VM) Constructor(name string, length int, construct func(goja.ConstructorCall) *goja.Object) *goja.Object {
	f := vm.runtime.ToValue(func(c goja.ConstructorCall) *goja.Object {
		defer vm.translate()
		o := construct(c)
		vm.checkFatal()
		return o
	}).(*goja.Object)
	vm.describe(f, name, length)
	return f
}

// calledPlain reports whether the constructor that runs was called as a plain function. The engine doesn't tell, but it
// gives a frame to functions only: under `new` the innermost frame is the script's, or that of Reflect.construct.
func (vm *VM) calledPlain() bool {
	vm.frames = vm.runtime.CaptureCallStack(1, vm.frames[:0])
	return len(vm.frames) > 0 && vm.frames[0].SrcName() == "<native>" && vm.frames[0].FuncName() != "construct"
}

// describe gives a function its name and number of parameters. The engine would take the name from Go.
func (vm *VM) describe(f *goja.Object, name string, length int) {
	_ = f.DefineDataProperty("name", vm.runtime.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	if length != 0 {
		_ = f.DefineDataProperty("length", vm.runtime.ToValue(length), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
}

// NewError returns a new Error of a class: Error, TypeError, RangeError or another that the language has. Its stack is
// the one that runs now.
func (vm *VM) NewError(class, message string) goja.Value {
	text := vm.runtime.ToValue(message)
	for _, c := range []string{class, "Error"} {
		if e, err := vm.runtime.New(vm.runtime.GlobalObject().Get(c), text); err == nil && isError(e) {
			return e
		}
	}
	return vm.runtime.NewTypeError(message) // the script has replaced the classes
}

// Throw throws a new Error of a class in the script that has called the native function. It doesn't return.
func (vm *VM) Throw(class, message string) {
	panic(vm.NewError(class, message))
}
