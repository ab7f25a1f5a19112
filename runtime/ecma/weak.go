package ecma

import (
	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
)

// A WeakRef holds its target strongly here, and a FinalizationRegistry never calls back. Both are allowed: the language
// doesn't say when, or whether, something is collected.

// weakPatches add WeakRef and FinalizationRegistry.
func weakPatches() []jsvm.Patch {
	return []jsvm.Patch{
		{Words: []string{"WeakRef"}, Apply: func(vm *jsvm.VM) { addWeak(vm, weakRef) }},
		{Words: []string{"FinalizationRegistry"}, Apply: func(vm *jsvm.VM) { addWeak(vm, finalizationRegistry) }},
	}
}

// weakClass is one of the two classes. Its objects are plain ones; a private map knows what belongs to them.
type weakClass struct {
	name    string
	check   func(vm *jsvm.VM, v goja.Value) // of the constructor's argument
	methods []weakMethod
}

type weakMethod struct {
	name   string
	length int
	// call gets what the constructor was given, or for registries the list of what is registered.
	call func(vm *jsvm.VM, c goja.FunctionCall, held *weakState) goja.Value
}

// weakState is what belongs to one object.
type weakState struct {
	target goja.Value
	tokens []goja.Value
}

var (
	weakRef = weakClass{"WeakRef", checkTarget, []weakMethod{
		{"deref", 0, func(_ *jsvm.VM, _ goja.FunctionCall, s *weakState) goja.Value { return s.target }},
	}}
	finalizationRegistry = weakClass{"FinalizationRegistry", checkCleanup, []weakMethod{
		{"register", 2, register},
		{"unregister", 1, unregister},
	}}
)

func checkTarget(vm *jsvm.VM, v goja.Value) {
	if !isObject(v) {
		vm.Throw("TypeError", "WeakRef: target must be an object")
	}
}

func checkCleanup(vm *jsvm.VM, v goja.Value) {
	if _, ok := goja.AssertFunction(v); !ok {
		vm.Throw("TypeError", "FinalizationRegistry: cleanup must be callable")
	}
}

func register(vm *jsvm.VM, c goja.FunctionCall, s *weakState) goja.Value {
	target, token := c.Argument(0), c.Argument(2)
	switch {
	case !isObject(target):
		vm.Throw("TypeError", "FinalizationRegistry.prototype.register: target must be an object")
	case target.SameAs(c.Argument(1)):
		vm.Throw("TypeError", "FinalizationRegistry.prototype.register: target must not be the held value")
	case isObject(token):
		s.tokens = append(s.tokens, token)
	case !goja.IsUndefined(token):
		vm.Throw("TypeError", "FinalizationRegistry.prototype.register: unregister token must be an object")
	}
	return goja.Undefined()
}

func unregister(vm *jsvm.VM, c goja.FunctionCall, s *weakState) goja.Value {
	token := c.Argument(0)
	if !isObject(token) {
		vm.Throw("TypeError", "FinalizationRegistry.prototype.unregister: unregister token must be an object")
	}
	left := s.tokens[:0]
	for _, t := range s.tokens {
		if !t.SameAs(token) {
			left = append(left, t)
		}
	}
	removed := len(left) < len(s.tokens)
	s.tokens = left
	return vm.Runtime().ToValue(removed)
}

func isObject(v goja.Value) bool {
	_, ok := v.(*goja.Object)
	return ok
}

// addWeak adds one of the classes to the globals.
func addWeak(vm *jsvm.VM, w weakClass) {
	r := vm.Runtime()
	states := newHidden[*weakState](vm)
	proto := r.NewObject()
	class := vm.Class(w.name, 1, proto, func(c goja.ConstructorCall) *goja.Object {
		w.check(vm, c.Argument(0))
		states.set(c.This, &weakState{target: c.Argument(0)})
		return nil
	})
	_ = class.DefineDataProperty("length", r.ToValue(1), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	for _, m := range w.methods {
		hide(proto, m.name, function(vm, m.name, m.length, func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
			s, ok := states.get(c.This)
			if !ok {
				vm.Throw("TypeError", w.name+".prototype."+m.name+" called on incompatible receiver")
			}
			return m.call(vm, c, s)
		}))
	}
	_ = proto.DefineDataPropertySymbol(goja.SymToStringTag, r.ToValue(w.name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	hide(r.GlobalObject(), w.name, class)
}
