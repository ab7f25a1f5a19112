package ecma

import (
	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
)

// hidden keeps something of ours for objects of scripts, unseen by them. It lives in a WeakMap of the engine, so that it
// goes with the object.
type hidden[T any] struct {
	vm      *jsvm.VM
	weakMap goja.Value
	read    goja.Callable
	write   goja.Callable
}

func newHidden[T any](vm *jsvm.VM) *hidden[T] {
	r := vm.Runtime()
	class := global(r, "WeakMap")
	m, err := r.New(class)
	if err != nil {
		panic(err)
	}
	proto := class.Get("prototype").(*goja.Object)
	get, _ := goja.AssertFunction(proto.Get("get"))
	set, _ := goja.AssertFunction(proto.Get("set"))
	return &hidden[T]{vm: vm, weakMap: m, read: get, write: set}
}

// get returns what belongs to a value, if it is an object that something belongs to.
func (h *hidden[T]) get(v goja.Value) (T, bool) {
	var none T
	if !isObject(v) {
		return none, false
	}
	box, err := h.read(h.weakMap, v)
	if err != nil || !isObject(box) {
		return none, false
	}
	t, ok := box.Export().(boxed[T])
	return t.value, ok
}

func (h *hidden[T]) set(o *goja.Object, t T) {
	if _, err := h.write(h.weakMap, o, h.vm.Runtime().ToValue(boxed[T]{t})); err != nil {
		panic(err)
	}
}

// boxed is a Go value as the engine carries it.
type boxed[T any] struct{ value T }
