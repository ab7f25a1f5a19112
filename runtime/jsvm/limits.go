package jsvm

import (
	"errors"

	"github.com/dop251/goja"
)

const (
	// maxDepth is how deep built-in functions that [VM.Deeper] counts may call each other. The engine doesn't count them
	// as it counts scripts' calls.
	maxDepth = 4_000
	// JobFrames is how deep calls may nest in a VM with promises: where the engine ends a recursion by itself, which takes
	// time that grows with the square of the depth. See [VM.ShallowCalls].
	JobFrames = 3_000
)

// Interrupted reports whether the turn that runs has been interrupted. Built-in functions of ours that take long ask, and
// then call [VM.Stop].
func (vm *VM) Interrupted() bool { return vm.guard.state.Load()&1 == 1 }

// Stop ends the turn that has been interrupted. It doesn't return.
func (vm *VM) Stop() {
	// The engine sees to interrupts before each instruction, and scripts can't catch them.
	_, err := vm.runtime.RunProgram(turnProgram)
	if err == nil {
		err = errors.New("jsvm: a turn that was interrupted goes on")
	}
	_ = vm.errorOf(err) // notes that the turn is over
	panic(err)
}

// ThrowInternal throws Firefox's InternalError. It doesn't return.
func (vm *VM) ThrowInternal(message string) { panic(vm.newInternalError(message)) }

func (vm *VM) newInternalError(message string) goja.Value {
	e := vm.NewError("Error", message).(*goja.Object)
	_ = e.DefineDataProperty("name", vm.runtime.ToValue(overflowClass), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	return e
}

// Deeper counts a call of a built-in function that may call itself without the engine's counting it, and throws
// InternalError when that is too deep. The function calls what it returns when it is done.
func (vm *VM) Deeper() (done func()) {
	if vm.depth >= maxDepth {
		panic(vm.overflow())
	}
	vm.depth++
	return vm.shallower
}

// ShallowCalls lets calls nest no deeper than [JobFrames] from now on.
func (vm *VM) ShallowCalls() {
	vm.runtime.SetMaxCallStackSize(min(vm.options.MaxFrames, JobFrames))
}

// NearLimits reports whether a turn so far has run for 80 % of its time, and whether the VM has had 80 % of the
// platform's memory live ([Options.MemoryWarning]). Neither is taken back.
func (vm *VM) NearLimits() (slow, full bool) { return vm.guard.slow.Load(), vm.guard.full.Load() }

func (vm *VM) shallower() { vm.depth-- }

// Guard returns a native function that stands for a built-in one and lets it do the work, with its name and number of
// parameters. Unlike that of [VM.Func], f throws by panicking with JavaScript values only, and costs nothing more than a
// built-in function does.
func (vm *VM) Guard(name string, length int, f func(goja.FunctionCall) goja.Value) *goja.Object {
	o := vm.runtime.ToValue(f).(*goja.Object)
	vm.describe(o, name, length)
	return o
}

// GuardClass is [VM.Guard] for a class. Called as a function, it throws a TypeError.
func (vm *VM) GuardClass(name string, length int, f func(goja.ConstructorCall) *goja.Object) *goja.Object {
	var class *goja.Object
	class = vm.runtime.ToValue(func(c goja.ConstructorCall) *goja.Object {
		if vm.called(name, class, c) {
			vm.Throw("TypeError", "calling a builtin "+name+" constructor without new is forbidden")
		}
		return f(c)
	}).(*goja.Object)
	vm.describe(class, name, length)
	return class
}

// called reports whether a class was called as a function. The engine doesn't tell, but a function has a frame of its own,
// unless a built-in function has called it, and then its this is no new object of the class.
func (vm *VM) called(name string, class *goja.Object, c goja.ConstructorCall) bool {
	if c.NewTarget != nil {
		return false
	}
	vm.frames = vm.runtime.CaptureCallStack(1, vm.frames[:0])
	if len(vm.frames) > 0 && vm.frames[0].SrcName() == "<native>" && vm.frames[0].FuncName() == name {
		return true
	}
	proto := class.Get("prototype")
	for o := c.This; o != nil; o = o.Prototype() {
		if o == proto {
			return false
		}
	}
	return true
}
