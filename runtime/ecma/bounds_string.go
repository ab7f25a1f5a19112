package ecma

import (
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
)

// stringBounds keep the strings that built-in functions make as short as the platform's.
func stringBounds() []jsvm.Patch {
	return []jsvm.Patch{
		bound(on("String"), "repeat", repeatBound),
		bound(on("String"), "padStart", padBound),
		bound(on("String"), "padEnd", padBound),
		bound(on("String"), "concat", concatBound),
		bound(on("String"), "replaceAll", replaceBound),
		bound(at("String"), "raw", rawBound),
	}
}

// asText and asNumber turn what is about to be converted anyway into a primitive, at the place where a script would see it
// converted. Null and undefined are for the original to refuse.
func asText(v goja.Value) goja.Value {
	if _, ok := v.(*goja.Object); ok {
		return toString(v)
	}
	return v
}

func asNumber(v goja.Value) goja.Value {
	if _, ok := v.(*goja.Object); ok {
		return v.ToNumber()
	}
	return v
}

// sizeOf returns the length of a primitive as a string.
func sizeOf(v goja.Value) float64 {
	if s, ok := v.(goja.String); ok {
		return float64(s.Length())
	}
	return float64(len(v.String())) // numbers and the like are ASCII
}

func isNothing(v goja.Value) bool { return goja.IsUndefined(v) || goja.IsNull(v) }

func isSymbolValue(v goja.Value) bool { _, ok := v.(*goja.Symbol); return ok }

// isHuge reports whether a number is at least 1 and makes more than the longest string of pieces of that size.
func isHuge(count, size float64) bool { return count >= 1 && count*size > maxString }

func repeatBound(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
	if !isNothing(c.This) && !isSymbolValue(c.This) {
		c.This = asText(c.This)
		if n := asNumber(c.Argument(0)); !isSymbolValue(n) && !isBigInt(n) {
			count := n.ToFloat()
			if count <= -1 {
				vm.Throw("RangeError", "repeat count must be non-negative")
			}
			if isHuge(count, max(sizeOf(c.This), 0)) || count > 1<<53 && count == count*2 {
				vm.Throw("RangeError", tooOften)
			}
			c.Arguments = []goja.Value{n}
			if sizeOf(c.This) == 0 && count > 0 {
				return c.This // the engine would go through all of it
			}
		}
	}
	return original(c)
}

func isBigInt(v goja.Value) bool {
	t := v.ExportType()
	return t != nil && t.String() == "*big.Int"
}

func padBound(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
	if !isNothing(c.This) && !isSymbolValue(c.This) {
		c.This = asText(c.This)
		n := asNumber(c.Argument(0))
		c.Arguments = append([]goja.Value{n}, argsFrom(c.Arguments, 1)...)
		if !isSymbolValue(n) && !isBigInt(n) && n.ToFloat() > maxString && n.ToFloat() > sizeOf(c.This) {
			fill := asText(c.Argument(1))
			if goja.IsUndefined(fill) || !isSymbolValue(fill) && sizeOf(fill) > 0 {
				vm.Throw("RangeError", tooOften)
			}
			c.Arguments = []goja.Value{n, fill}
		}
	}
	return original(c)
}

func argsFrom(args []goja.Value, from int) []goja.Value {
	if len(args) <= from {
		return nil
	}
	return args[from:]
}

func concatBound(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
	if isNothing(c.This) || isSymbolValue(c.This) {
		return original(c)
	}
	c.This = asText(c.This)
	sum := sizeOf(c.This)
	args := make([]goja.Value, len(c.Arguments))
	for i, v := range c.Arguments {
		if args[i] = asText(v); isSymbolValue(args[i]) {
			return original(c) // which throws
		}
		if sum += sizeOf(args[i]); sum > maxString {
			vm.ThrowInternal(tooLong)
		}
	}
	c.Arguments = args
	return original(c)
}

// replaceBound looks at replacements of a string by a string, which are those that grow without running a script.
func replaceBound(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
	this, thisOK := c.This.(goja.String)
	what, whatOK := c.Argument(0).(goja.String)
	with, withOK := c.Argument(1).(goja.String)
	if thisOK && whatOK && withOK && isHuge(float64(this.Length()+1), float64(with.Length())) {
		n := strings.Count(this.String(), what.String())
		if float64(this.Length())+float64(n)*float64(with.Length()-what.Length()) > maxString {
			vm.ThrowInternal(tooLong)
		}
	}
	return original(c)
}

func rawBound(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
	if o, ok := c.Argument(0).(*goja.Object); ok {
		if raw := ownData(vm, o, "raw"); raw != nil && lengthOf(vm, raw) > maxString {
			vm.ThrowInternal(tooLong)
		}
	}
	return original(c)
}
