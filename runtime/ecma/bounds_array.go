package ecma

import (
	"math"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
)

// walkers are the methods of arrays that go through all elements. Makers also make as many.
var walkers, makers = []string{
	"indexOf", "lastIndexOf", "includes", "find", "findIndex", "findLast", "findLastIndex", "forEach", "every", "some",
	"filter", "reduce", "reduceRight", "shift", "unshift", "reverse",
}, []string{"map", "slice", "splice", "sort", "flat", "flatMap"}

// arrayBounds end what would go through billions of elements, most of them holes, or would make too many.
func arrayBounds() []jsvm.Patch {
	var list []jsvm.Patch
	for _, name := range walkers {
		list = append(list, bound(on("Array"), name, walkBound("Array.prototype."+name)))
	}
	for _, name := range makers {
		list = append(list, bound(on("Array"), name, makeBound("Array.prototype."+name)))
	}
	return append(list,
		bound(on("Array"), "concat", joinBound),
		bound(on("Array"), "fill", fillBound),
		bound(on("Array"), "copyWithin", walkBound("Array.prototype.copyWithin")),
		bound(on("Array"), "join", textBound, "Array"),
		bound(on("Array"), "toLocaleString", textBound),
		bound(at("Array"), "from", fromBound),
		bound(on("Function"), "apply", listBound(1, tooManyApply)),
		bound(at("Reflect"), "apply", listBound(2, tooManyArgs)),
		bound(at("Reflect"), "construct", listBound(1, tooManyArgs)),
	)
}

func walkBound(name string) bounded {
	return func(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
		steps(vm, name, lengthOf(vm, c.This))
		return original(c)
	}
}

// makeBound is for methods whose result is at most as long as the array. A range may be far shorter, and holes cost
// nothing, so that only the steps count at first; arrays without holes, which cost memory, are bounded by what they have.
func makeBound(name string) bounded {
	return func(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
		n := lengthOf(vm, c.This)
		switch name {
		case "Array.prototype.slice":
			n = rangeOf(c, n)
		case "Array.prototype.flat", "Array.prototype.flatMap":
			defer vm.Deeper()()
		}
		steps(vm, name, n)
		return original(c)
	}
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

func joinBound(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
	sum := lengthOf(vm, c.This)
	for _, v := range c.Arguments {
		sum += lengthOf(vm, v)
	}
	steps(vm, "Array.prototype.concat", sum)
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
	steps(vm, "Array.prototype.join", n)
	return original(c)
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
