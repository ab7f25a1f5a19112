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
	s    *Session
	f    goja.Value
	call goja.Callable // f, if it is a function
	at   jsvm.Caller
}

func newCallback(s *Session, f goja.Value, at jsvm.Caller) Callback {
	call, _ := goja.AssertFunction(f)
	return Callback{s, f, call, at}
}

// Callback notes a function at the line that runs now.
func (s *Session) Callback(f goja.Value) Callback { return newCallback(s, f, s.caller()) }

// caller returns the script's code that runs now. What the API does by itself in a callback of its own, as easyProcess does, counts
// as done by the line that asked for that.
func (s *Session) caller() jsvm.Caller {
	if c := s.vm.Caller(); c.Known() {
		return c
	}
	return s.within
}

// Call calls the function within a turn. An error without a place in the script, as that of a handler which is no function, gets
// the line that gave the function. Panic with the error to end the turn.
func (c Callback) Call(args ...goja.Value) (goja.Value, error) {
	defer func(before jsvm.Caller) { c.s.within = before }(c.s.within)
	c.s.within = c.at
	v, err := c.s.vm.CallKnown(c.f, c.call, goja.Undefined(), args...)
	if err == nil {
		return v, nil
	}
	return nil, c.s.Placed(err, c.f, c.at)
}

// Placed gives an error that has no place in the script the line at which a callback was given: nothing of the script's ran, as
// f is no function, or one of the API's own that was given bare.
func (s *Session) Placed(err error, f goja.Value, at jsvm.Caller) error {
	e, ok := errors.AsType[*jsvm.Error](err)
	if !ok || e.Kind != jsvm.Throw || len(e.Stack) > 0 {
		return err
	}
	placed := &jsvm.Error{Kind: e.Kind, Message: e.Message, Class: e.Class, Value: e.Value, More: e.More, Names: e.Names}
	if frame := at.Frame(); frame != (diag.Frame{}) {
		placed.Stack = []diag.Frame{frame}
	}
	if !Callable(f) {
		s.noHandler = placed
	}
	return placed
}
