package ecma

import (
	"math"
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/intl/date"
	"voxemu/runtime/intl/locale"
	"voxemu/runtime/jsvm"
)

// localePatches give the methods that take a locale one.
func localePatches() []jsvm.Patch {
	text := func(name string, length int, call native) jsvm.Patch { return method("String", name, length, call) }
	dates := func(name string, needs date.Needs) jsvm.Patch {
		return jsvm.Patch{Words: []string{name}, Apply: func(vm *jsvm.VM) { patchDate(vm, name, needs) }}
	}
	return []jsvm.Patch{
		text("localeCompare", 1, localeCompare),
		text("toLocaleUpperCase", 0, localeCase(locale.ToUpper)),
		text("toLocaleLowerCase", 0, localeCase(locale.ToLower)),
		dates("toLocaleString", date.ToLocaleString),
		dates("toLocaleDateString", date.ToLocaleDateString),
		dates("toLocaleTimeString", date.ToLocaleTimeString),
		{Words: []string{"toLocaleString"}, Apply: func(vm *jsvm.VM) {
			for _, class := range []string{"Number", "BigInt"} {
				proto := prototype(vm, class)
				valueOf := proto.Get("valueOf")
				hide(proto, "toLocaleString", function(vm, "toLocaleString", 0, func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
					return localeNumber(vm, invoke(vm, valueOf, c.This), c)
				}))
			}
			typed := vm.Runtime().ToValue(prototype(vm, "Int8Array").Prototype()).(*goja.Object)
			for _, proto := range []*goja.Object{prototype(vm, "Array"), typed} {
				patchElements(vm, proto)
			}
		}},
	}
}

// thisText is the string that a method of strings is called on.
func thisText(vm *jsvm.VM, c goja.FunctionCall, method string) goja.String {
	if goja.IsUndefined(c.This) || goja.IsNull(c.This) {
		vm.Throw("TypeError", "String.prototype."+method+" called on null or undefined")
	}
	return toString(c.This)
}

func localeCompare(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
	a := thisText(vm, c, "localeCompare").String()
	b := toString(c.Argument(0)).String()
	collator, err := newCollator(options{vm, optionsObject(vm, c.Argument(2), true)}, requestedLocales(vm, c.Argument(1)))
	must(vm, err)
	return vm.Runtime().ToValue(collator.Compare(a, b))
}

// localeCase changes the case of letters by the rules of the first locale that is asked for.
func localeCase(change func(locale.Tag, string) string) native {
	return func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
		text := thisText(vm, c, "toLocaleUpperCase").String()
		requested := requestedLocales(vm, c.Argument(0))
		if len(requested) == 0 {
			requested, _ = locale.Canonicalize([]string{locale.Default})
		}
		return vm.Runtime().ToValue(change(requested[0], text))
	}
}

func localeNumber(vm *jsvm.VM, v goja.Value, c goja.FunctionCall) goja.Value {
	f, err := newNumber(options{vm, optionsObject(vm, c.Argument(1), true)}, requestedLocales(vm, c.Argument(0)))
	must(vm, err)
	return vm.Runtime().ToValue(f.Format(numeric(v)))
}

func patchDate(vm *jsvm.VM, name string, needs date.Needs) {
	proto := prototype(vm, "Date")
	getTime := proto.Get("getTime")
	hide(proto, name, function(vm, name, 0, func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
		ms := invoke(vm, getTime, c.This).ToFloat()
		if math.IsNaN(ms) {
			return vm.Runtime().ToValue("Invalid Date")
		}
		f, err := newDate(options{vm, optionsObject(vm, c.Argument(1), true)}, requestedLocales(vm, c.Argument(0)), needs)
		must(vm, err)
		text, err := f.Format(ms)
		must(vm, err)
		return vm.Runtime().ToValue(text)
	}))
}

// patchElements makes toLocaleString of arrays pass its arguments on to the elements.
func patchElements(vm *jsvm.VM, proto *goja.Object) {
	original := proto.Get("toLocaleString")
	hide(proto, "toLocaleString", function(vm, "toLocaleString", 0, func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
		o, ok := c.This.(*goja.Object)
		if !ok || len(c.Arguments) == 0 {
			return invoke(vm, original, c.This)
		}
		length := int64(0)
		if v := o.Get("length"); v != nil {
			length = v.ToInteger()
		}
		var parts []string
		for i := range min(length, maxElements) {
			v := o.Get(vm.Runtime().ToValue(i).String())
			if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
				parts = append(parts, "")
				continue
			}
			f := v.ToObject(vm.Runtime()).Get("toLocaleString")
			parts = append(parts, toString(invoke(vm, f, v, c.Arguments...)).String())
		}
		return vm.Runtime().ToValue(strings.Join(parts, ","))
	}))
}

// maxElements bounds how many elements of an array are written.
const maxElements = 1_000_000
