package ecma

import (
	"math"
	"reflect"
	"strconv"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
)

// walkers are the methods of arrays that go through all elements, holes too; callers those of them that call a function
// of the script's for each element that is there. Those that call it for holes as well are interrupted without our help.
var walkers, callers = []string{
	"indexOf", "lastIndexOf", "includes", "shift", "unshift", "reverse", "copyWithin", "slice", "splice",
}, []string{"forEach", "every", "some", "filter", "map", "reduce", "reduceRight", "flatMap"}

// arrayBounds end what goes through billions of elements, most of them holes, and what would make too many.
func arrayBounds() []jsvm.Patch {
	var list []jsvm.Patch
	for _, name := range walkers {
		list = append(list, bound(on("Array"), name, walkBound))
	}
	for _, name := range callers {
		list = append(list, bound(on("Array"), name, callBound))
	}
	return append(list,
		bound(on("Array"), "concat", concatArraysBound),
		bound(on("Array"), "flat", flatBound),
		bound(on("Array"), "fill", fillBound),
		bound(on("Array"), "sort", sortBound),
		bound(on("Array"), "join", textBound, "Array"),
		bound(on("Array"), "toLocaleString", textBound),
		bound(at("Array"), "from", fromBound),
		bound(on("Function"), "apply", listBound(1, tooManyApply)),
		bound(at("Reflect"), "apply", listBound(2, tooManyArgs)),
		bound(at("Reflect"), "construct", listBound(1, tooManyArgs)),
	)
}

func walkBound(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
	if lengthOf(vm, c.This) <= maxSteps {
		return original(c)
	}
	this := c.This
	c.This = watched(vm, this.(*goja.Object))
	if v := original(c); v != c.This {
		return v
	}
	return this
}

// callBound is for methods whose first argument is called with the array as the last argument.
func callBound(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
	f, ok := goja.AssertFunction(c.Argument(0))
	if !ok || lengthOf(vm, c.This) <= maxMade { // the engine's map makes as many elements at once
		return original(c)
	}
	this := c.This
	c.This = watched(vm, this.(*goja.Object))
	args := append([]goja.Value(nil), c.Arguments...)
	args[0] = vm.Guard("", 0, func(call goja.FunctionCall) goja.Value {
		call.Arguments = append([]goja.Value(nil), call.Arguments...)
		call.Arguments[len(call.Arguments)-1] = this
		v, err := f(call.This, call.Arguments...)
		if err != nil {
			panic(err)
		}
		return v
	})
	c.Arguments = args
	return original(c)
}

// watched returns a proxy that stands for an array of very many elements, and notices interrupts while they are gone
// through.
func watched(vm *jsvm.VM, o *goja.Object) *goja.Object {
	r := vm.Runtime()
	has, ok := nativeOf(member(r, "Reflect", "has"))
	if !ok || isProxy(o) {
		return o
	}
	check := func() {
		if vm.Interrupted() {
			vm.Stop()
		}
	}
	return r.ToValue(r.NewProxy(o, &goja.ProxyTrapConfig{
		GetIdx: func(o *goja.Object, i int, _ goja.Value) goja.Value {
			check()
			return o.Get(strconv.Itoa(i)) // nil for a hole
		},
		HasIdx: func(o *goja.Object, i int) bool {
			check()
			return has(goja.FunctionCall{Arguments: []goja.Value{o, r.ToValue(strconv.Itoa(i))}}).ToBoolean()
		},
		DeletePropertyIdx: func(o *goja.Object, i int) bool {
			check()
			return o.Delete(strconv.Itoa(i)) == nil
		},
	})).(*goja.Object)
}

// concatArraysBound watches the arrays that are joined. An array that is told not to be spread is taken as it is.
func concatArraysBound(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
	args := append([]goja.Value{c.This}, c.Arguments...)
	for i, v := range args {
		if o, ok := v.(*goja.Object); ok && lengthOf(vm, v) > maxSteps && o.ExportType() == reflect.TypeFor[[]any]() && o.GetSymbol(goja.SymIsConcatSpreadable) == nil {
			args[i] = watched(vm, o)
		}
	}
	c.This, c.Arguments = args[0], args[1:]
	return original(c)
}

// flatBound counts how deep flat is in itself, and watches what it begins with.
func flatBound(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
	defer vm.Deeper()()
	return walkBound(vm, c, original)
}

// rangeOf returns how many elements of n lie between the first two arguments, if these are numbers.
func rangeOf(c goja.FunctionCall, n float64) float64 {
	from, to := 0.0, n
	for i, p := range []*float64{&from, &to} {
		switch v := c.Argument(i); {
		case goja.IsUndefined(v):
		case goja.IsNumber(v):
			*p = v.ToFloat()
		default:
			return n
		}
		if *p < 0 {
			*p += n
		}
		*p = min(max(math.Trunc(*p), 0), n)
	}
	return max(to-from, 0)
}

func fillBound(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
	if len(c.Arguments) > 0 {
		made(vm, rangeOf(goja.FunctionCall{Arguments: argsFrom(c.Arguments, 1)}, lengthOf(vm, c.This)))
	} else {
		made(vm, lengthOf(vm, c.This))
	}
	return original(c)
}

// sortBound bounds what is sorted: the engine makes a list of as many elements, holes too.
func sortBound(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
	made(vm, lengthOf(vm, c.This))
	return original(c)
}

// textBound is for methods that make a string of all elements, and may call themselves for each.
func textBound(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
	defer vm.Deeper()()
	n := lengthOf(vm, c.This)
	size := 1.0
	if s, ok := c.Argument(0).(goja.String); ok {
		size = float64(s.Length())
	}
	if (n-1)*size > maxString {
		vm.ThrowInternal(tooLong)
	}
	return walkBound(vm, c, original)
}

func fromBound(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
	made(vm, lengthOf(vm, c.Argument(0)))
	return original(c)
}

// listBound bounds the length of the list of arguments that a call takes.
func listBound(at int, message string) bounded {
	return func(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
		if lengthOf(vm, c.Argument(at)) > maxArguments {
			vm.Throw("RangeError", message)
		}
		return original(c)
	}
}
