package ecma

import (
	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
)

// evalHelpers are what rewritten scripts call where they call eval, and where a function in a block becomes a global.
func evalHelpers() []jsvm.Member {
	return []jsvm.Member{
		helper("eval", func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
			text, ok := c.Argument(1).(goja.String)
			if !ok {
				return c.Argument(1)
			}
			return evaluable(vm, text, c.Argument(0).ToInteger() != 0)
		}),
		{Name: jsvm.Helper + "indirectEval", Make: func(vm *jsvm.VM, _ any) goja.Value {
			original, _ := goja.AssertFunction(vm.Runtime().GlobalObject().Get("eval"))
			return function(vm, "eval", 1, func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
				v := c.Argument(0)
				if text, ok := v.(goja.String); ok {
					v = evaluable(vm, text, false)
				}
				v, err := original(goja.Undefined(), v)
				if err != nil {
					panic(err)
				}
				return v
			})
		}},
		helper("var", func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
			// In sloppy code, a global that can't be written stays as it is.
			_ = vm.Runtime().GlobalObject().Set(c.Argument(0).String(), c.Argument(1))
			return goja.Undefined()
		}),
	}
}

// evaluable is what eval has to be given for a text.
func evaluable(vm *jsvm.VM, text goja.String, strict bool) goja.Value {
	source := text.String()
	if changed := vm.Evaluable(source, strict); changed != source {
		return vm.Runtime().ToValue(changed)
	}
	return text
}

// helper is a function that lowered or rewritten code calls.
func helper(name string, call native) jsvm.Member {
	return jsvm.Member{Name: jsvm.Helper + name, Make: func(vm *jsvm.VM, _ any) goja.Value {
		return vm.Func("", 0, func(c goja.FunctionCall) goja.Value { return call(vm, c) })
	}}
}
