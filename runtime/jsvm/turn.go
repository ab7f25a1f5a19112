package jsvm

import (
	"runtime"

	"github.com/dop251/goja"
)

// A turn is one entry into the engine. It calls a function of JavaScript, which calls a native one, in which everything else
// happens. So calls of scripts from there are never the engine's outermost entry, after which it would run promise jobs:
// they run once, at the end of the turn. And that native function is near the bottom of each stack of the turn, which
// makes [VM.entryName] work. The arguments that nobody reads have a reason: the engine makes its stack anew in each turn, and
// with them it is large enough for most turns at once.

// turnFile names the program that enters a turn; its frames are left out of stacks.
const turnFile = "<turn>"

// These are never changed.
var (
	turnProgram = goja.MustCompile(turnFile, "(function (enter) { enter() })", false)
	noName      = Shared("")
)

// RunProgram runs the top level of a program as one turn: promise jobs run after it, and then rejections without
// handler are looked for. The error is an [*Error].
func (vm *VM) RunProgram(p *Program) error {
	return vm.turn(func() {
		if _, err := vm.Run(p); err != nil {
			panic(err)
		}
	})
}

// Run runs the top level of a program within a turn, and returns the value of its last statement. The error is an [*Error]
// to panic with, as that of [VM.Call].
func (vm *VM) Run(p *Program) (goja.Value, error) {
	vm.load(p)
	v, err := vm.runtime.RunProgram(p.program)
	if err != nil {
		return nil, vm.errorOf(err)
	}
	return v, nil
}

// Enter runs f as one turn. Within it [VM.Call] calls scripts, as often as needed; promise jobs run once, after f has
// returned, and then rejections without handler are looked for. A JavaScript exception that f throws, with [VM.Throw] or
// by panicking with the error of a Call, becomes the error of the turn. The error is an [*Error].
//
// A Go panic in f, or in any native function below it, is returned as an error of kind Internal, and the VM takes no
// turn from then on. Turns don't nest: Enter within a turn panics.
func (vm *VM) Enter(f func()) error { return vm.turn(f) }

func (vm *VM) turn(f func()) (err error) {
	if vm.broken != nil {
		return vm.broken
	}
	if vm.active {
		panic("jsvm: a turn within a turn")
	}
	vm.active, vm.body = true, f
	vm.guard.begin()
	defer vm.finish(&err)
	if vm.enter == nil {
		f, raw := vm.runtime.RunProgram(turnProgram)
		if raw != nil {
			return vm.errorOf(raw)
		}
		vm.enter, _ = goja.AssertFunction(f)
		vm.arguments[0] = vm.entry
	}
	if _, raw := vm.enter(goja.Undefined(), vm.arguments[:]...); raw != nil {
		err = vm.errorOf(raw)
	}
	return err
}

// finish ends a turn: it takes in what went wrong, while the watchdog still watches, since telling what a thrown value
// is may run scripts.
func (vm *VM) finish(err *error) {
	if x := recover(); x != nil {
		e := vm.errorOf(x)
		if e.Kind == Internal {
			vm.broken = e
		}
		*err = e
	}
	if unhandled := vm.unhandled(); len(unhandled) > 0 {
		if e, ok := (*err).(*Error); ok {
			e.More = unhandled
		} else {
			first := unhandled[0]
			first.More = unhandled[1:]
			*err = first
		}
	}
	if vm.guard.end() {
		vm.runtime.ClearInterrupt()
	}
	vm.active, vm.body, vm.fatal, vm.depth = false, nil, nil, 0
}

// newEntry makes the native function that every turn begins in. It is its own getter of its name, too.
func (vm *VM) newEntry() *goja.Object {
	entry := vm.runtime.ToValue(func(goja.FunctionCall) goja.Value {
		body := vm.body
		if body == nil {
			return vm.entryName()
		}
		vm.body = nil
		defer vm.translate()
		body()
		vm.checkFatal()
		return goja.Undefined()
	}).(*goja.Object)
	_ = entry.DefineAccessorProperty("name", entry, nil, goja.FLAG_TRUE, goja.FLAG_FALSE)
	return entry
}

// entryName is asked for when the engine writes down a stack with the entry function at its bottom. The engine does so
// too when calls nest too deep, just before it gives up with an error that scripts can't catch, and whose way up through
// native functions takes quadratic time (half a minute for a recursion through Array.prototype.map). In that case we are
// first, and throw what browsers throw.
func (vm *VM) entryName() goja.Value {
	if tooDeep() {
		panic(vm.overflow())
	}
	return noName
}

// tooDeep reports whether the engine asks because calls nest too deep. It says no where an exception would find the
// engine unprepared: at the start of an async function or a generator.
func tooDeep() bool {
	const engine = "github.com/dop251/goja."
	var pcs [8]uintptr
	// The engine's chain of calls to here is always the same, but for what is put inline: (*vm).pushCtx would be the
	// eighth, in front of it what it is called by.
	callers := runtime.CallersFrames(pcs[:runtime.Callers(7, pcs[:])])
	pushes := false
	for n, more := 0, true; more && (n < 3 || pushes && n < 6); n++ {
		var f runtime.Frame
		f, more = callers.Next()
		switch f.Function {
		case engine + "(*vm).pushCtx":
			pushes = true
		case engine + "(*generatorObject).init", engine + "(*asyncRunner).start":
			return false
		case engine + "(*generator).enter": // in front of which nothing has happened yet
			return pushes
		}
	}
	return pushes
}

// overflow makes the error that Firefox throws when calls nest too deep.
func (vm *VM) overflow() goja.Value {
	return vm.newInternalError(overflowMessage)
}

// Function is a value that is to be called, looked at once. It may be anything: that it is no function shows in the call.
type Function struct {
	value goja.Value
	call  func(goja.FunctionCall) goja.Value // nil if it is no function
}

// FunctionOf looks at a value.
func FunctionOf(v goja.Value) Function {
	o, ok := v.(*goja.Object)
	if !ok {
		return Function{value: v}
	}
	if o.ClassName() == "Function" { // others make a copy of themselves, and run getters for it
		if call, ok := o.Export().(func(goja.FunctionCall) goja.Value); ok {
			return Function{o, call}
		}
	}
	call, ok := goja.AssertFunction(o)
	if !ok {
		return Function{value: v}
	}
	return Function{o, func(c goja.FunctionCall) goja.Value { // a proxy
		v, err := call(c.This, c.Arguments...)
		if err != nil {
			panic(err)
		}
		return v
	}}
}

// Value returns the value.
func (f Function) Value() goja.Value { return f.value }

// Callable reports whether it is a function.
func (f Function) Callable() bool { return f.call != nil }

// Call calls a function within a turn. A value that is no function gives a TypeError. The error is an [*Error]; to let it
// through to the script that called us, or to end the turn with it, panic with it, or use [VM.Invoke].
//
// Once the turn has been interrupted, or recursion has ended it, each Call returns that error at once.
func (vm *VM) Call(fn, this goja.Value, args ...goja.Value) (v goja.Value, err error) {
	vm.mayCall()
	if vm.fatal != nil {
		return nil, vm.fatal
	}
	call, ok := goja.AssertFunction(fn)
	if !ok {
		return nil, vm.notFunction(fn)
	}
	v, err = call(this, args...)
	if err != nil {
		return nil, vm.errorOf(err)
	}
	return v, nil
}

// Invoke is Call for those who can do nothing about an error: what is thrown goes on to the script that called us, or ends the turn.
// It is quicker, since the engine need not be ready to return to here.
func (vm *VM) Invoke(f Function, this goja.Value, args ...goja.Value) goja.Value {
	vm.mayCall()
	if vm.fatal != nil {
		panic(vm.fatal)
	}
	if f.call == nil {
		panic(vm.notFunction(f.value))
	}
	return f.call(goja.FunctionCall{This: this, Arguments: args})
}

func (vm *VM) mayCall() {
	if !vm.active {
		panic("jsvm: a call outside a turn")
	}
}

func (vm *VM) notFunction(v goja.Value) *Error {
	var e *Error
	text := vm.show(v)
	if ex := vm.runtime.Try(func() { vm.Throw("TypeError", text+" is not a function") }); ex != nil {
		e = vm.errorOf(ex)
	}
	return e
}

// checkFatal ends the native function that runs, if the turn is over: nobody may swallow that.
func (vm *VM) checkFatal() {
	if vm.fatal != nil {
		panic(vm.fatal.cause)
	}
}

// translate is deferred by native functions. It turns a panic with an [*Error] into what the engine understands.
func (vm *VM) translate() {
	switch x := recover().(type) {
	case nil:
	case *Error:
		if x.cause != nil {
			panic(x.cause)
		}
		panic(x)
	default:
		panic(x)
	}
}
