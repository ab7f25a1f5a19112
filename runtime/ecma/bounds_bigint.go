package ecma

import (
	"math/big"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
)

// maxBits is the longest BigInt of Firefox.
const maxBits = 1 << 20

const tooBig = "BigInt is too big to allocate"

// bigHelpers are what rewritten scripts call where an operator could make a BigInt of any length: the engine would take the
// memory, and can't be stopped meanwhile. Shifts of 0 and powers of 0 and 1 throw as well.
func bigHelpers() []jsvm.Member {
	return []jsvm.Member{helper("bits", func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
		if n, ok := bigOf(c.Argument(0)); ok && (!n.IsInt64() || n.Int64() > maxBits || n.Int64() < -maxBits) {
			vm.Throw("RangeError", tooBig)
		}
		return c.Argument(0)
	})}
}

func bigOf(v goja.Value) (*big.Int, bool) {
	if isObject(v) || !isBigInt(v) {
		return nil, false
	}
	n, ok := v.Export().(*big.Int)
	return n, ok
}

// bigBounds bound the functions that make BigInts of any length.
func bigBounds() []jsvm.Patch {
	return []jsvm.Patch{bound(at("BigInt"), "asUintN", asUintNBound), bound(at("BigInt"), "asIntN", asIntNBound)}
}

func asUintNBound(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
	if n, ok := bigOf(c.Argument(1)); ok && wide(c.Argument(0)) {
		if n.Sign() < 0 {
			vm.Throw("RangeError", tooBig)
		}
		return c.Argument(1)
	}
	return original(c)
}

func asIntNBound(_ *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
	if _, ok := bigOf(c.Argument(1)); ok && wide(c.Argument(0)) {
		return c.Argument(1) // which has fewer bits
	}
	return original(c)
}

// wide reports whether a number of bits is more than any BigInt has, and one that the functions take.
func wide(bits goja.Value) bool {
	return goja.IsNumber(bits) && bits.ToFloat() > 2*maxBits && bits.ToFloat() < 1<<53
}
