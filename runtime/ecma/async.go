package ecma

import (
	_ "embed"
	"reflect"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
)

//go:embed async.js
var asyncSource string

// asyncProgram makes the helpers of asynchronous iteration. Its name keeps its frames out of the users' stacks.
var asyncProgram = sync.OnceValue(func() *goja.Program {
	return goja.MustCompile("<native>", "(function (host) {"+asyncSource+"\n})", false)
})

// asyncPatches add what scripts can see of asynchronous iteration without using it.
func asyncPatches() []jsvm.Patch {
	return []jsvm.Patch{{Words: []string{"asyncIterator", jsvm.Helper + "async"}, Apply: func(vm *jsvm.VM) {
		// The engine's own code has no use for it, so each VM may have a symbol of its own.
		symbol := vm.Runtime().ToValue(goja.NewSymbol("Symbol.asyncIterator"))
		_ = global(vm.Runtime(), "Symbol").DefineDataProperty("asyncIterator", symbol, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
	}}}
}

// asyncHelpers are what rewritten scripts call for asynchronous iteration.
func asyncHelpers() []jsvm.Member {
	const all = jsvm.Helper + "async"
	members := []jsvm.Member{{Name: all, Make: func(vm *jsvm.VM, _ any) goja.Value {
		vm.Prepare(all)
		f, err := vm.Runtime().RunProgram(asyncProgram())
		if err != nil {
			panic(err)
		}
		return invoke(vm, f, goja.Undefined(), asyncHost(vm))
	}}}
	for _, name := range strings.Fields("ag agKey agName agObject agClass await delegate forAwait") {
		members = append(members, jsvm.Member{Name: jsvm.Helper + name, Make: func(vm *jsvm.VM, _ any) goja.Value {
			return vm.Helper("async").(*goja.Object).Get(name)
		}})
	}
	return members
}

// asyncHost is what async.js needs of Go.
func asyncHost(vm *jsvm.VM) *goja.Object {
	r := vm.Runtime()
	array := prototype(vm, "Array")
	host := r.NewObject()
	for _, name := range []string{"push", "shift", "pop"} {
		f, _ := goja.AssertFunction(array.Get(name))
		_ = host.Set(name, function(vm, name, 1, func(_ *jsvm.VM, c goja.FunctionCall) goja.Value {
			v, err := f(c.Argument(0), c.Arguments[1:]...)
			if err != nil {
				panic(err)
			}
			return v
		}))
	}
	_ = host.Set("isGenerator", function(vm, "isGenerator", 1, func(_ *jsvm.VM, c goja.FunctionCall) goja.Value {
		return r.ToValue(isGenerator(c.Argument(0)))
	}))
	_ = host.Set("show", function(vm, "show", 1, func(_ *jsvm.VM, c goja.FunctionCall) goja.Value {
		return r.ToValue(show(c.Argument(0)))
	}))
	_ = host.Set("asyncGeneratorFunction", function(vm, "", 1, func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
		var args []string
		r.ForOf(c.Argument(0), func(v goja.Value) bool {
			args = append(args, toString(v).String())
			return true
		})
		text := vm.Evaluable(functionText("async function*", args), false)
		return invoke(vm, r.GlobalObject().Get("eval"), goja.Undefined(), r.ToValue(text))
	}))
	return host
}

// isGenerator reports whether a value is a generator object. The engine keeps that to itself, but the type of what is behind
// the object tells.
func isGenerator(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	return ok && reflect.ValueOf(o).Elem().FieldByName("self").Elem().Type().String() == "*goja.generatorObject"
}

// show names a value in a message.
func show(v goja.Value) string {
	switch v := v.(type) {
	case *goja.Object:
		return "object"
	case *goja.Symbol:
		return "symbol"
	case goja.String:
		return `"` + v.String() + `"`
	}
	return v.String()
}
