package ecma

import (
	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/pattern"
)

// patchStringSearch wraps those methods of strings that make an expression of an argument that is none: it has to be one of ours if
// goja's would answer wrongly.
func patchStringSearch(vm *jsvm.VM) {
	proto := prototype(vm, "String")
	for _, m := range []struct {
		name, flags string
		symbol      *goja.Symbol
	}{
		{"match", "", goja.SymMatch},
		{"matchAll", "g", goja.SymMatchAll},
		{"search", "", goja.SymSearch},
	} {
		original, ok := goja.AssertFunction(proto.Get(m.name))
		if !ok {
			continue
		}
		hide(proto, m.name, vm.Func(m.name, 1, func(c goja.FunctionCall) goja.Value {
			v, ok := searchText(vm, c, m.flags, m.symbol)
			if ok {
				return v
			}
			v, err := original(c.This, c.Arguments...)
			if err != nil {
				panic(err)
			}
			return v
		}))
	}
}

// searchText looks for an expression that is given as text, if that needs help.
func searchText(vm *jsvm.VM, c goja.FunctionCall, flags string, symbol *goja.Symbol) (found goja.Value, ok bool) {
	text, isText := c.Argument(0).(goja.String)
	if !isText || goja.IsUndefined(c.This) || goja.IsNull(c.This) || !pattern.NeedsHelp(text.String(), flags) {
		return nil, false
	}
	r := vm.Runtime()
	create := r.GlobalObject().Get(regexpName)
	if create == nil {
		return nil, false
	}
	this := toString(c.This)
	x := invoke(vm, create, goja.Undefined(), text, r.ToValue(flags)).(*goja.Object)
	return invoke(vm, x.GetSymbol(symbol), x, this), true
}
