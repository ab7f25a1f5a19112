package ecma

import (
	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
)

// recursionBounds end recursion that the engine doesn't count, or gets out of too slowly.
func recursionBounds() []jsvm.Patch {
	return []jsvm.Patch{
		{Words: []string{"yield"}, Apply: generatorBounds},
		{Words: []string{"Proxy"}, Apply: proxyBounds},
		{Words: []string{"async", "await", "then"}, Apply: func(vm *jsvm.VM) { vm.ShallowCalls() }},
	}
}

// generatorBounds count how deep generators run each other.
func generatorBounds(vm *jsvm.VM) {
	v, err := vm.Runtime().RunProgram(generatorProgram)
	if err != nil {
		return
	}
	proto := v.(*goja.Object)
	for _, name := range []string{"next", "return", "throw"} {
		guard(vm, proto, name, func(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
			defer vm.Deeper()()
			return original(c)
		})
	}
}

// generatorProgram finds the prototype of all generators. It is never changed.
var generatorProgram = goja.MustCompile("<native>", "(function* () {}).prototype.__proto__", false)

// proxyBounds end chains of proxies that the engine would follow forever, or to the end of its stack.
func proxyBounds(vm *jsvm.VM) {
	check := func(v goja.Value) {
		o, ok := v.(*goja.Object)
		for n := 0; ok && isProxy(o); n++ {
			if n == maxProxies {
				vm.ThrowInternal(tooMuchNested)
			}
			p, isOpen := o.Export().(goja.Proxy)
			if !isOpen || p.Target() == nil { // revoked
				return
			}
			o = p.Target()
		}
	}
	guard(vm, global(vm.Runtime(), "Proxy"), "revocable", func(_ *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
		check(c.Argument(0))
		return original(c)
	})
	newProxy(vm, check)
	for _, class := range []string{"Object", "Reflect"} {
		guard(vm, global(vm.Runtime(), class), "setPrototypeOf", func(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
			cycle(vm, c.Argument(0), c.Argument(1))
			return original(c)
		})
	}
	protoBound(vm)
}

// newProxy looks at the target of each new proxy. The class has no prototype, so that a proxy can stand for it.
func newProxy(vm *jsvm.VM, check func(target goja.Value)) {
	r := vm.Runtime()
	class, ok := r.GlobalObject().Get("Proxy").(*goja.Object)
	construct, found := nativeOf(member(r, "Reflect", "construct"))
	if !ok || !found || isProxy(class) {
		return
	}
	hide(r.GlobalObject(), "Proxy", r.ToValue(r.NewProxy(class, &goja.ProxyTrapConfig{
		Construct: func(class *goja.Object, args []goja.Value, _ *goja.Object) *goja.Object {
			if len(args) > 0 {
				check(args[0])
			}
			return construct(goja.FunctionCall{Arguments: []goja.Value{class, list(r, args)}}).(*goja.Object)
		},
	})))
}

// protoBound guards the setter of __proto__.
func protoBound(vm *jsvm.VM) {
	r := vm.Runtime()
	proto := prototype(vm, "Object")
	describe, ok := nativeOf(member(r, "Object", "getOwnPropertyDescriptor"))
	if !ok {
		return
	}
	d, ok := describe(goja.FunctionCall{Arguments: []goja.Value{proto, r.ToValue("__proto__")}}).(*goja.Object)
	if !ok {
		return
	}
	original, ok := nativeOf(d.Get("set"))
	if !ok {
		return
	}
	set := guarded(vm, d.Get("set").(*goja.Object), original, func(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
		cycle(vm, c.This, c.Argument(0))
		return original(c)
	})
	_ = proto.DefineAccessorProperty("__proto__", d.Get("get"), set, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

// cycle throws if o is to get a prototype behind which, through proxies, it stands itself: to look up a name there would
// never end. The language has no check there, and Firefox throws at the lookup.
func cycle(vm *jsvm.VM, v, proto goja.Value) {
	target, ok := v.(*goja.Object)
	if !ok {
		return
	}
	through := false
	o, ok := proto.(*goja.Object)
	for n := 0; ok && o != nil && n < 1_000_000; n++ {
		if o == target {
			if through {
				vm.ThrowInternal(tooMuchNested)
			}
			return // the engine refuses
		}
		if isProxy(o) {
			through = true
			p, isOpen := o.Export().(goja.Proxy)
			if !isOpen {
				return
			}
			o = p.Target()
			continue
		}
		o = o.Prototype()
	}
}
