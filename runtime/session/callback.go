package session

import (
	"errors"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
)

// Callback is a function that a script has given to the API to be called later, and the place where it did so. What it
// was given may be anything: that it is no function shows when it is called (behaviour page, section 1.7).
type Callback struct {
	s  *Session
	f  jsvm.Function
	at jsvm.Caller
}

func newCallback(s *Session, f goja.Value, at jsvm.Caller) Callback {
	return Callback{s, jsvm.FunctionOf(f), at}
}

// Callback notes a function at the line that runs now.
func (s *Session) Callback(f goja.Value) Callback { return newCallback(s, f, s.caller()) }

// Callable reports whether the callback is a function.
func (c Callback) Callable() bool { return c.f.Callable() }

// At returns the code that gave the function.
func (c Callback) At() jsvm.Caller { return c.at }

// caller returns the script's code that runs now. What the API does by itself in a callback of its own, as easyProcess does, counts
// as done by the line that asked for that.
func (s *Session) caller() jsvm.Caller {
	if c := s.vm.Caller(); c.Known() {
		return c
	}
	return s.within.at
}

// Call calls the function in a turn of ours, not while a script runs. What it throws ends the turn. An error without a place in the
// script, as that of a handler which is no function, gets the line that gave the function.
func (c Callback) Call(args ...goja.Value) goja.Value {
	s := c.s
	s.within = c // if it throws, until takeTurn has seen it
	v := s.vm.Invoke(c.f, goja.Undefined(), args...)
	s.within = Callback{}
	return v
}

// takeTurn runs f as one turn. An error that the callback called in it has left without a place in the script gets one.
func (s *Session) takeTurn(f func()) error {
	err := s.vm.Enter(f)
	if s.within.s != nil {
		err = s.within.Place(err)
		s.within = Callback{}
	}
	return s.near(err)
}

// Place gives an error that has no place in the script the line at which the callback was given: nothing of the script's ran, as it
// is no function, or one of the API's own that was given bare.
func (c Callback) Place(err error) error {
	e, ok := errors.AsType[*jsvm.Error](err)
	if !ok || e.Kind != jsvm.Throw || len(e.Stack) > 0 {
		return err
	}
	placed := &jsvm.Error{Kind: e.Kind, Message: e.Message, Class: e.Class, Value: e.Value, More: e.More, Names: e.Names}
	if frame := c.at.Frame(); frame != (diag.Frame{}) {
		placed.Stack = []diag.Frame{frame}
	}
	if !c.Callable() {
		c.s.noHandler = placed
	}
	return placed
}
