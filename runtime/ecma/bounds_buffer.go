package ecma

import (
	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
)

// bufferBounds bound what is allocated for buffers.
func bufferBounds() []jsvm.Patch {
	var list []jsvm.Patch
	for _, class := range []struct {
		name string
		size float64 // bytes of an element
	}{
		{"ArrayBuffer", 1}, {"Int8Array", 1}, {"Uint8Array", 1}, {"Uint8ClampedArray", 1}, {"Int16Array", 2}, {"Uint16Array", 2},
		{"Int32Array", 4}, {"Uint32Array", 4}, {"Float32Array", 4}, {"Float64Array", 8}, {"BigInt64Array", 8}, {"BigUint64Array", 8},
	} {
		list = append(list, jsvm.Patch{Words: []string{class.name}, Apply: func(vm *jsvm.VM) {
			constructor(vm, class.name, func(args []goja.Value) []goja.Value {
				return bufferBound(vm, args, class.name == "ArrayBuffer", class.size)
			})
		}})
	}
	return list
}

// bufferBound looks at the length of a buffer that is made.
func bufferBound(vm *jsvm.VM, args []goja.Value, buffer bool, size float64) []goja.Value {
	if len(args) == 0 {
		return args
	}
	v := args[0]
	n := 0.0
	switch o, isObject := v.(*goja.Object); {
	case isObject && buffer:
		v = o.ToNumber()
		args = append([]goja.Value{v}, args[1:]...)
		fallthrough
	case !isObject:
		if isSymbolValue(v) || isBigInt(v) {
			return args
		}
		n = v.ToFloat()
	default:
		n = lengthOf(vm, v)
	}
	switch {
	case n > 1<<53 || n*size > 8<<30: // Firefox's bound
		vm.Throw("RangeError", badLength)
	case n*size > maxBytes:
		vm.ThrowInternal(outOfMemory)
	}
	return args
}
