package jsvm

import (
	"errors"
	"fmt"
	"runtime"
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
)

// Kind is what kind of end an error means.
type Kind int

// The kinds of errors.
const (
	// Syntax: the script can't be compiled.
	Syntax Kind = iota + 1
	// Throw: an exception that the script didn't catch.
	Throw
	// Rejection: a promise was rejected and had no handler at the end of the turn (behaviour page, section 1.7).
	Rejection
	// Timeout: the watchdog ended the turn. Scripts can't catch that.
	Timeout
	// Overflow: calls nested too deep, or a source does.
	Overflow
	// Memory: the turn, or the VM, has taken more memory than it may. Scripts can't catch that.
	Memory
	// Internal: a Go panic. It is our bug, not the script's.
	Internal
)

// String returns the name of the kind.
func (k Kind) String() string {
	switch k {
	case Syntax:
		return "syntax"
	case Throw:
		return "throw"
	case Rejection:
		return "rejection"
	case Timeout:
		return "timeout"
	case Overflow:
		return "overflow"
	case Memory:
		return "memory"
	case Internal:
		return "internal"
	}
	return fmt.Sprintf("Kind(%d)", int(k))
}

// What is thrown when calls nest too deep: Firefox's error.
const (
	overflowClass   = "InternalError"
	overflowMessage = "too much recursion"
)

// Error is why a script can't be compiled, or a turn has failed.
type Error struct {
	Kind Kind
	// Message is one line: "TypeError: x is not a function", or what was thrown as text.
	Message string
	// Class is the name of the thrown Error, such as "TypeError"; "" if something else was thrown.
	Class string
	// Stack are the user's frames, innermost first, at most 50. That of an Error is where it was made.
	Stack []diag.Frame
	// Hint offers one thing to do about a Syntax error; it may be empty.
	Hint string
	// Names are the names that may not exist, if that is what a TypeError of the engine's is about, the likeliest first:
	// "Call.sendMedia" by the table of the object, "call.sendMedia" as the script writes it.
	Names []string
	// Source is the text of the file that a Syntax error is in; "" if it isn't known.
	Source string
	// Ours says that a Syntax error is about what this engine can't run yet: the cloud may take it.
	Ours bool
	// Value is what was thrown, or the reason of the rejection; nil for other kinds.
	Value goja.Value
	// Go is the Go stack of the panic, innermost first, if Kind is Internal.
	Go []byte
	// More are further rejections of the same turn, in order.
	More []*Error

	cause error // what the engine knows it by
}

// Error returns the message with its place.
func (e *Error) Error() string {
	if at := e.Pos().String(); at != "" {
		return at + ": " + e.Message
	}
	return e.Message
}

// Pos returns the place in the user's source, if it is known.
func (e *Error) Pos() diag.Pos {
	if len(e.Stack) == 0 {
		return diag.Pos{}
	}
	return e.Stack[0].Pos
}

// Problem shows the error to a person; source is the text of the file of [Error.Pos], or "".
func (e *Error) Problem(source string) *diag.Problem {
	p := &diag.Problem{Message: e.Message, Pos: e.Pos(), Source: source, Hint: e.Hint, Stack: e.Stack, Exit: diag.ExitFailed, Err: e}
	if e.Kind == Internal {
		p.Exit = diag.ExitInternal
	}
	return p
}

// errorOf turns what came out of the engine, or was panicked with, into an [*Error].
func (vm *VM) errorOf(x any) *Error {
	err, ok := x.(error)
	if !ok {
		return internalError(x)
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	if e, ok := errors.AsType[*goja.InterruptedError](err); ok {
		return vm.stop(vm.interrupted(e))
	}
	if e, ok := errors.AsType[*goja.StackOverflowError](err); ok {
		return vm.stop(&Error{
			Kind:    Overflow,
			Message: overflowClass + ": " + overflowMessage,
			Class:   overflowClass,
			Stack:   vm.userFrames(e.Stack()),
			cause:   e,
		})
	}
	if e, ok := errors.AsType[*goja.Exception](err); ok {
		return vm.thrown(Throw, e.Value(), e.Stack(), e)
	}
	return internalError(x)
}

// interrupted tells why a turn was interrupted.
func (vm *VM) interrupted(e *goja.InterruptedError) *Error {
	end := &Error{Kind: Timeout, Message: fmt.Sprint(e.Value()), Stack: vm.userFrames(e.Stack()), cause: e}
	switch why := e.Value().(type) {
	case tooRecursive:
		end.Kind, end.Class, end.Message = Overflow, overflowClass, overflowClass+": "+overflowMessage
	case outOfMemory:
		end.Kind, end.Class, end.Message = Memory, overflowClass, overflowClass+": "+why.String()
	}
	return end
}

// stop notes that the turn is over.
func (vm *VM) stop(e *Error) *Error {
	vm.fatal = e
	return e
}

// thrown describes a thrown value, or the reason of a rejection.
func (vm *VM) thrown(kind Kind, v goja.Value, frames []goja.StackFrame, cause error) *Error {
	e := &Error{Kind: kind, Value: v, Stack: vm.userFrames(frames), Message: "uncaught exception", cause: cause}
	vm.quietly(func() {
		e.Message = vm.show(v)
		o, ok := v.(*goja.Object)
		if !ok {
			return
		}
		if isError(o) {
			e.Class = o.Get("name").String()
			vm.declared(e)
			e.Names = vm.wrongNames(e.Message, frames)
			if e.Class == overflowClass && e.Message == overflowClass+": "+overflowMessage {
				e.Kind = Overflow
			}
		} else if stack, ok := o.Get("stack").(goja.String); ok {
			e.Stack = vm.parseStack(stack.String(), e.Stack)
		}
	})
	return e
}

// show returns a value as a person wants to see it in a message. It never fails.
func (vm *VM) show(v goja.Value) (text string) {
	text = "something that can't be shown"
	vm.quietly(func() {
		o, ok := v.(*goja.Object)
		switch {
		case v == nil:
			text = "undefined"
		case !ok:
			text = v.String()
			if _, symbol := v.(*goja.Symbol); symbol {
				text = "Symbol(" + text + ")"
			}
		default:
			text = "[object " + o.ClassName() + "]"
			if text = o.String(); text == "[object Object]" {
				if json, err := o.MarshalJSON(); err == nil {
					text = string(json)
				}
			}
		}
	})
	return text
}

// quietly runs what may run the script's own toString, getters and the like, and keeps what goes wrong there to itself.
func (vm *VM) quietly(f func()) {
	defer func() {
		if x := recover(); x != nil {
			if e := vm.errorOf(x); e.Kind == Internal {
				panic(x)
			}
		}
	}()
	_ = vm.runtime.Try(f)
}

// isError reports whether an object is an Error, of whatever class.
func isError(o *goja.Object) bool { return o.ClassName() == "Error" }

// internalError makes an error of a Go panic. It is called while the panic unwinds the stack.
func internalError(x any) *Error {
	return &Error{Kind: Internal, Message: fmt.Sprintf("internal error: %v", x), Go: panicStack()}
}

// panicStack returns the Go stack from where the first of the nested panics was raised.
func panicStack() []byte {
	pcs := make([]uintptr, 1024)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	var b strings.Builder
	for more := true; more; {
		var f runtime.Frame
		f, more = frames.Next()
		if f.Function == "runtime.gopanic" {
			b.Reset() // what is further in belongs to the unwinding
			continue
		}
		fmt.Fprintf(&b, "%s\n\t%s:%d\n", f.Function, f.File, f.Line)
	}
	return []byte(b.String())
}
