package ecma

import (
	"math"
	"reflect"
	"slices"
	"strconv"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
)

// Bounds of what one call of a built-in function may make or go through. The engine's functions are not interrupted, and
// take what memory they like, so that sizes are looked at before they begin.
const (
	// maxString is the longest string of the platform, in UTF-16 units (behaviour page, section 2).
	maxString = 8_388_607
	// maxMade is how many elements one call may make: 128 MB here, eight times the platform's heap.
	maxMade = 8 << 20
	// maxSteps is how many elements, holes among them, one call may go through without looking for interrupts. The engine
	// takes 40 to 150 ns for one.
	maxSteps = 50_000_000
	// maxBytes is the longest ArrayBuffer, in bytes.
	maxBytes = 64 << 20
	// maxArguments is how many arguments a call takes from a list, as in Firefox.
	maxArguments = 500_000
	// maxParsed is how deep JSON may nest that is parsed; Firefox has no bound.
	maxParsed = 100_000
	// maxProxies is how many proxies may stand behind one another.
	maxProxies = 500
)

// What Firefox throws.
const (
	tooLong       = "allocation size overflow"
	tooOften      = "repeat count must be less than infinity and not overflow maximum string size"
	badLength     = "invalid array length"
	tooManyArgs   = "too many arguments provided for a function call"
	tooManyApply  = "arguments array passed to Function.prototype.apply is too large"
	tooMuchNested = "too much recursion"
	outOfMemory   = "out of memory"
)

// boundPatches set bounds to the built-in functions that could take the process down.
func boundPatches() []jsvm.Patch {
	return slices.Concat(stringBounds(), arrayBounds(), bufferBounds(), bigBounds(), jsonBounds(), recursionBounds())
}

// nativeCall is a built-in function of the engine.
type nativeCall = func(goja.FunctionCall) goja.Value

// bounded is what stands before a built-in function. It calls original, or throws.
type bounded func(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value

// bound is the patch that puts a bound before the method of an object. Find gets the object.
func bound(find func(*jsvm.VM) *goja.Object, name string, before bounded, words ...string) jsvm.Patch {
	return jsvm.Patch{Words: append([]string{name}, words...), Apply: func(vm *jsvm.VM) { guard(vm, find(vm), name, before) }}
}

// guard puts a bound before a method, unless a script has replaced it with its own.
func guard(vm *jsvm.VM, o *goja.Object, name string, before bounded) {
	if original, ok := nativeOf(o.Get(name)); ok {
		hide(o, name, guarded(vm, o.Get(name).(*goja.Object), original, before))
	}
}

// guarded returns the function that stands for f, which is original.
func guarded(vm *jsvm.VM, f *goja.Object, original nativeCall, before bounded) *goja.Object {
	return vm.Guard(f.Get("name").String(), int(f.Get("length").ToInteger()), func(c goja.FunctionCall) goja.Value {
		return before(vm, c, original)
	})
}

// on finds the prototype of a class, at finds the class or namespace itself.
func on(class string) func(*jsvm.VM) *goja.Object {
	return func(vm *jsvm.VM) *goja.Object { return prototype(vm, class) }
}

func at(name string) func(*jsvm.VM) *goja.Object {
	return func(vm *jsvm.VM) *goja.Object { return global(vm.Runtime(), name) }
}

// constructor replaces a class by one that looks at the arguments before the original makes the object.
func constructor(vm *jsvm.VM, name string, before func(args []goja.Value) []goja.Value) {
	r := vm.Runtime()
	class, ok := r.GlobalObject().Get(name).(*goja.Object)
	if !ok {
		return
	}
	proto, isClass := class.Get("prototype").(*goja.Object)
	construct, found := nativeOf(member(r, "Reflect", "construct"))
	describe, found2 := nativeOf(member(r, "Object", "getOwnPropertyDescriptor"))
	define, found3 := nativeOf(member(r, "Object", "defineProperty"))
	ownKeys, found4 := nativeOf(member(r, "Reflect", "ownKeys"))
	if !isClass || !found || !found2 || !found3 || !found4 {
		return // a script has replaced them with its own
	}
	stand := vm.GuardClass(name, int(class.Get("length").ToInteger()), func(c goja.ConstructorCall) *goja.Object {
		call := []goja.Value{class, list(r, before(c.Arguments))}
		if c.NewTarget != nil {
			call = append(call, c.NewTarget)
		}
		return construct(goja.FunctionCall{Arguments: call}).(*goja.Object)
	})
	_ = stand.DefineDataProperty("prototype", proto, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
	hide(proto, "constructor", stand)
	_ = stand.SetPrototype(class.Prototype())
	keys := ownKeys(goja.FunctionCall{Arguments: []goja.Value{class}}).(*goja.Object)
	for i := range keys.Get("length").ToInteger() {
		key := keys.Get(strconv.FormatInt(i, 10))
		switch key.String() {
		case "name", "length", "prototype":
			continue
		}
		d := describe(goja.FunctionCall{Arguments: []goja.Value{class, key}})
		define(goja.FunctionCall{Arguments: []goja.Value{stand, key, d}})
	}
	hide(r.GlobalObject(), name, stand)
}

// list returns an array of values.
func list(r *goja.Runtime, values []goja.Value) *goja.Object {
	elements := make([]any, len(values))
	for i, v := range values {
		elements[i] = v
	}
	return r.NewArray(elements...)
}

// nativeOf returns the Go function of a built-in one.
func nativeOf(v goja.Value) (nativeCall, bool) {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil, false
	}
	f, ok := o.Export().(nativeCall)
	return f, ok
}

func isProxy(o *goja.Object) bool { return o.ExportType() == reflect.TypeFor[goja.Proxy]() }

// lengthOf returns the length of an array, or of an object whose length is a property of its own that no script sees
// being read; otherwise 0.
func lengthOf(vm *jsvm.VM, v goja.Value) float64 {
	o, ok := v.(*goja.Object)
	switch {
	case !ok:
		return 0
	case o.ExportType() == reflect.TypeFor[[]any]():
		return length(o.Get("length")) // a set passes for a list here, and has none
	case isProxy(o):
		return 0
	}
	return length(ownData(vm, o, "length"))
}

// length is what a length counts for: 0 if it is not a number.
func length(v goja.Value) float64 {
	if v != nil && goja.IsNumber(v) {
		if n := v.ToFloat(); !math.IsNaN(n) {
			return n
		}
	}
	return 0
}

// ownData returns the value of an object's own property that is no accessor, or nil.
func ownData(vm *jsvm.VM, o *goja.Object, name string) goja.Value {
	if isProxy(o) {
		return nil
	}
	describe, ok := nativeOf(member(vm.Runtime(), "Object", "getOwnPropertyDescriptor"))
	if !ok {
		return nil
	}
	d, ok := describe(goja.FunctionCall{Arguments: []goja.Value{o, vm.Runtime().ToValue(name)}}).(*goja.Object)
	if !ok {
		return nil
	}
	return d.Get("value")
}

// made throws if a call would make too many elements.
func made(vm *jsvm.VM, n float64) {
	if n > maxMade {
		vm.ThrowInternal(outOfMemory)
	}
}
