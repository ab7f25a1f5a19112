package ecma

import (
	"strings"
	"sync"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
)

// functionPatches put constructors of functions in front of the engine's, which see to it that what is made of a text has
// the same language as a script: rewritten where needed, and no longer or deeper than the engine can bear.
func functionPatches() []jsvm.Patch {
	return []jsvm.Patch{{Words: []string{"Function", ".constructor", "GeneratorFunction", "AsyncFunction"}, Apply: func(vm *jsvm.VM) {
		list, err := vm.Runtime().RunProgram(functionProgram())
		if err != nil {
			panic(err)
		}
		plain := wrapConstructor(vm, list.(*goja.Object).Get("0").(*goja.Object), "function")
		hide(vm.Runtime().GlobalObject(), "Function", plain)
		for i, kind := range []string{"function*", "async function"} {
			c := list.(*goja.Object).Get([]string{"1", "2"}[i]).(*goja.Object)
			_ = wrapConstructor(vm, c, kind).SetPrototype(plain)
		}
	}}}
}

// functionProgram returns the engine's constructors.
var functionProgram = sync.OnceValue(func() *goja.Program {
	return goja.MustCompile("<native>", "[Function, (function* () {}).constructor, (async function () {}).constructor]", false)
})

// wrapConstructor puts a constructor of ours in the place of one of the engine's.
func wrapConstructor(vm *jsvm.VM, original *goja.Object, kind string) *goja.Object {
	r := vm.Runtime()
	construct, _ := goja.AssertFunction(member(r, "Reflect", "construct"))
	var class *goja.Object
	class = vm.Constructor(original.Get("name").String(), 1, func(c goja.ConstructorCall) *goja.Object {
		args := make([]string, len(c.Arguments))
		values := make([]any, len(c.Arguments))
		for i, v := range c.Arguments {
			s := toString(v)
			args[i], values[i] = s.String(), s
		}
		text := functionText(kind, args)
		if changed := vm.Evaluable(text, false); changed != text {
			f := invoke(vm, r.GlobalObject().Get("eval"), goja.Undefined(), r.ToValue(changed)).(*goja.Object)
			if t := c.NewTarget; t != nil && t != class {
				if proto, ok := t.Get("prototype").(*goja.Object); ok {
					_ = f.SetPrototype(proto)
				}
			}
			return f
		}
		target := goja.Value(original)
		if c.NewTarget != nil && c.NewTarget != class {
			target = c.NewTarget
		}
		f, err := construct(goja.Undefined(), original, r.NewArray(values...), target)
		if err != nil {
			panic(err)
		}
		return f.(*goja.Object)
	})
	proto := original.Get("prototype").(*goja.Object)
	_ = class.DefineDataProperty("prototype", proto, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
	writable := goja.FLAG_FALSE
	if kind == "function" {
		writable = goja.FLAG_TRUE
	}
	_ = proto.DefineDataProperty("constructor", class, writable, goja.FLAG_TRUE, goja.FLAG_FALSE)
	return class
}

// functionText is the source of a function that a constructor makes of parameters and a body.
func functionText(kind string, args []string) string {
	body := ""
	if n := len(args); n > 0 {
		args, body = args[:n-1], args[n-1]
	}
	return "(" + kind + " anonymous(" + strings.Join(args, ",") + "\n) {\n" + body + "\n})"
}
