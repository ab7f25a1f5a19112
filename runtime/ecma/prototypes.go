package ecma

import (
	"reflect"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
)

// prototypePatches keep objects of the API, too, out of circles of prototypes: the engine looks for those when it is given any other
// object, and looking a name up in one never ends.
func prototypePatches() []jsvm.Patch {
	return []jsvm.Patch{
		{Words: []string{"setPrototypeOf"}, Apply: func(vm *jsvm.VM) {
			for _, class := range []string{"Object", "Reflect"} {
				holder := global(vm.Runtime(), class)
				set := holder.Get("setPrototypeOf")
				reports := class == "Reflect" // instead of throwing
				hide(holder, "setPrototypeOf", function(vm, "setPrototypeOf", 2, func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
					if circular(c.Argument(0), c.Argument(1)) {
						if reports {
							return vm.Runtime().ToValue(false)
						}
						throwCircle(vm)
					}
					return invoke(vm, set, c.This, c.Arguments...)
				}))
			}
		}},
		{Words: []string{"__proto__"}, Apply: func(vm *jsvm.VM) {
			object := prototype(vm, "Object")
			r := vm.Runtime()
			d, ok := invoke(vm, member(r, "Object", "getOwnPropertyDescriptor"), goja.Undefined(), object, r.ToValue("__proto__")).(*goja.Object)
			if !ok {
				return
			}
			set := d.Get("set")
			guarded := function(vm, "set __proto__", 1, func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
				if circular(c.This, c.Argument(0)) {
					throwCircle(vm)
				}
				return invoke(vm, set, c.This, c.Arguments...)
			})
			_ = object.DefineAccessorProperty("__proto__", d.Get("get"), guarded, goja.FLAG_TRUE, goja.FLAG_FALSE)
		}},
	}
}

// throwCircle throws what Firefox does.
func throwCircle(vm *jsvm.VM) {
	vm.Throw("TypeError", "can't set prototype: it would cause a prototype chain cycle")
}

// circular reports whether an object would become its own prototype. A proxy ends the search, as it does in the language.
func circular(of, proto goja.Value) bool {
	o, ok := of.(*goja.Object)
	if !ok {
		return false
	}
	for p, _ := proto.(*goja.Object); p != nil; p = p.Prototype() {
		if p == o {
			return true
		}
		if p.ExportType() == reflect.TypeFor[goja.Proxy]() {
			return false
		}
	}
	return false
}
