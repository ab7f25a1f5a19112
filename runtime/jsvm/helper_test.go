package jsvm

import (
	"testing"

	"github.com/dop251/goja"
)

// testTable is a small API: an enum, a namespace with gated names, a class, functions.
func testTable() *Table {
	enum := func(name string, values ...string) Member {
		members := make([]Member, len(values))
		for i, v := range values {
			members[i] = Member{Name: v, Value: Shared(name + "." + v)}
		}
		t := NewTable(name, TableOptions{ReadOnly: true}, members...)
		return Member{Name: name, Make: func(vm *VM, _ any) goja.Value { return vm.NewObject(t, nil, nil) }}
	}
	gated := func(m Member, gate string) Member {
		m.Gate = gate
		return m
	}
	function := func(name string, f func(vm *VM, c goja.FunctionCall) goja.Value) Member {
		return Member{Name: name, Make: func(vm *VM, _ any) goja.Value {
			return vm.Func(name, 1, func(c goja.FunctionCall) goja.Value { return f(vm, c) })
		}}
	}
	engine := NewTable("VoxEngine", TableOptions{},
		function("terminate", func(*VM, goja.FunctionCall) goja.Value { return goja.Undefined() }),
		gated(function("createASR", func(*VM, goja.FunctionCall) goja.Value { return Shared("asr") }), "ASR"),
	)
	ai := NewTable("AI", TableOptions{}, Member{Name: "version", Value: Shared(7)})
	instance := NewTable("Player", TableOptions{}, Member{Name: "stop", Hidden: true, Make: func(vm *VM, self any) goja.Value {
		return vm.Func("stop", 0, func(goja.FunctionCall) goja.Value { return vm.Runtime().ToValue(self) })
	}})
	return NewTable("globals", TableOptions{},
		enum("CallEvents", "Connected", "Disconnected", "Failed"),
		enum("ASREvents", "Result"),
		gated(enum("IVRState", "Ready"), "IVR"),
		Member{Name: "VoxEngine", Make: func(vm *VM, _ any) goja.Value { return vm.NewObject(engine, nil, nil) }},
		Member{Name: "AI", Gate: "AI", Make: func(vm *VM, _ any) goja.Value { return vm.NewObject(ai, nil, nil) }},
		Member{Name: "Player", Make: func(vm *VM, _ any) goja.Value {
			return vm.Class("Player", 1, nil, func(c goja.ConstructorCall) *goja.Object {
				return vm.NewObject(instance, c.Argument(0).String(), c.This.Prototype())
			})
		}},
		function("require", func(vm *VM, c goja.FunctionCall) goja.Value {
			return vm.Runtime().ToValue(vm.Open(c.Argument(0).String()))
		}),
		function("call", func(vm *VM, c goja.FunctionCall) goja.Value {
			v, err := vm.Call(c.Argument(0), goja.Undefined())
			if err != nil {
				panic(err)
			}
			return v
		}),
		function("invoke", func(vm *VM, c goja.FunctionCall) goja.Value {
			return vm.Invoke(FunctionOf(c.Argument(0)), goja.Undefined())
		}),
		function("fail", func(vm *VM, c goja.FunctionCall) goja.Value {
			vm.Throw(c.Argument(0).String(), "the API says no")
			return nil
		}),
		function("bug", func(*VM, goja.FunctionCall) goja.Value { panic("out of luck") }),
		Member{Name: "legacy", Value: goja.Undefined()},
	)
}

// testHelpers has what rewritten scripts need for eval.
func testHelpers() *Table {
	return NewTable("helpers", TableOptions{}, Member{Name: Helper + "eval", Make: func(vm *VM, _ any) goja.Value {
		return vm.Func("eval", 2, func(c goja.FunctionCall) goja.Value {
			if text, ok := c.Argument(1).(goja.String); ok {
				return vm.Runtime().ToValue(vm.Evaluable(text.String(), c.Argument(0).ToBoolean()))
			}
			return c.Argument(1)
		})
	}})
}

// newVM returns a VM over testTable that is closed with the test.
func newVM(t *testing.T, options ...func(*Options)) *VM {
	t.Helper()
	o := Options{Globals: testTable(), Helpers: testHelpers()}
	for _, set := range options {
		set(&o)
	}
	vm := New(o)
	t.Cleanup(vm.Close)
	return vm
}

func mustCompile(t *testing.T, name, text string) *Program {
	t.Helper()
	p, err := NewCache().Compile(Source{Name: name, Text: text})
	if err != nil {
		t.Fatalf("compile %s: %v", name, err)
	}
	return p
}

// run runs programs in order and returns the global `out` as text, or the first error.
func run(t *testing.T, vm *VM, texts ...string) (out string, err error) {
	t.Helper()
	for _, text := range texts {
		if err := vm.RunProgram(mustCompile(t, "test.js", text)); err != nil {
			return "", err
		}
	}
	if v := vm.Runtime().Get("out"); v != nil {
		out = v.String()
	}
	return out, nil
}

// failure returns the *Error of a turn that must fail.
func failure(t *testing.T, err error, kind Kind) *Error {
	t.Helper()
	e, ok := err.(*Error)
	if !ok {
		t.Fatalf("got %v (%T), want an *Error of kind %v", err, err, kind)
	}
	if e.Kind != kind {
		t.Fatalf("got kind %v (%v), want %v", e.Kind, e, kind)
	}
	return e
}
