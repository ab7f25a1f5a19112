package ecma

import (
	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
)

// jsonBounds bound the depth of JSON, and the length of what is written.
func jsonBounds() []jsvm.Patch {
	return []jsvm.Patch{
		bound(at("JSON"), "parse", parseBound),
		bound(at("JSON"), "stringify", stringifyBound),
	}
}

func parseBound(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
	if s, ok := c.Argument(0).(goja.String); ok && s.Length() > maxParsed && jsonDepth(s.String()) > maxParsed {
		vm.ThrowInternal(tooMuchNested)
	}
	return original(c)
}

// jsonDepth returns how deep brackets nest in a JSON text.
func jsonDepth(s string) int {
	depth, deepest, quoted := 0, 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			depth++
			deepest = max(deepest, depth)
		case c == ']' || c == '}':
			depth--
		}
	}
	return deepest
}

// stringifyBound writes through a replacer that changes nothing, or does what the script's does, and counts: what is
// written can be much larger, or deeper, than what is in memory.
func stringifyBound(vm *jsvm.VM, c goja.FunctionCall, original nativeCall) goja.Value {
	if _, ok := c.Argument(0).(*goja.Object); !ok {
		return original(c)
	}
	w := writer{vm: vm, indent: indentOf(c.Argument(2))}
	if o, ok := c.Argument(1).(*goja.Object); ok {
		if w.replacer, ok = goja.AssertFunction(o); !ok {
			return original(c) // a list of names
		}
	}
	replacer := vm.Guard("", 2, w.value)
	c.Arguments = []goja.Value{c.Argument(0), replacer, c.Argument(2)}
	done := vm.Deeper()
	defer done()
	return original(c)
}

// indentOf returns the units of one level of indentation.
func indentOf(space goja.Value) int {
	switch {
	case goja.IsNumber(space):
		return min(max(int(space.ToInteger()), 0), 10)
	case goja.IsString(space):
		return min(space.(goja.String).Length(), 10)
	}
	return 0
}

// writer counts what JSON.stringify writes.
type writer struct {
	vm       *jsvm.VM
	indent   int
	replacer goja.Callable // the script's, or nil
	open     []goja.Value  // the objects that are being written, outermost first
	size     int           // units so far
}

// maxWritten is how deep JSON.stringify may write: the engine compares each object with all that it stands in.
const maxWritten = 5_000

// value is called for each value, with the object that holds it as this.
func (w *writer) value(c goja.FunctionCall) goja.Value {
	v := c.Argument(1)
	if w.replacer != nil {
		replaced, err := w.replacer(c.This, c.Arguments...)
		if err != nil {
			panic(err)
		}
		v = replaced
	}
	for len(w.open) > 0 && w.open[len(w.open)-1] != c.This {
		w.open = w.open[:len(w.open)-1]
	}
	if len(w.open) == 0 {
		w.open = append(w.open, c.This)
	}
	w.size += 1 + len(w.open)*w.indent
	switch v := v.(type) {
	case goja.String:
		w.size += v.Length()
	case *goja.Object:
		if len(w.open) >= maxWritten {
			w.vm.ThrowInternal(tooMuchNested)
		}
		w.open = append(w.open, v)
		w.size += 2
	}
	if w.size > maxString {
		w.vm.ThrowInternal(tooLong)
	}
	if w.vm.Interrupted() {
		w.vm.Stop()
	}
	return v
}
