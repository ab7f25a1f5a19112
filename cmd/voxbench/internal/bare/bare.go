// Package bare is what goja alone can do with a call-counting scenario: a runner without log, trace, call model or clock. It
// is the floor that voxemu is held against.
//
// Global names hang on the prototype of the global object and are made when a script touches them, so that a fresh
// runtime costs next to nothing.
package bare

import (
	"fmt"

	"github.com/dop251/goja"
)

// Program is a compiled scenario.
type Program struct{ p *goja.Program }

// Compile compiles a scenario.
func Compile(name, text string) (*Program, error) {
	p, err := goja.Compile(name, text, false)
	if err != nil {
		return nil, fmt.Errorf("compile %s: %w", name, err)
	}
	return &Program{p}, nil
}

// Store is a key-value storage in memory.
type Store map[string]string

// session is one session: a runtime, its listeners and what is queued.
type session struct {
	vm      *goja.Runtime
	app     map[string]goja.Callable
	call    map[string]goja.Callable
	queue   []func() error
	store   Store
	over    bool
	globals map[string]goja.Value
}

// Play runs one session to its end: it loads the scenario, makes a call that is answered at once and hears a prompt.
func (p *Program) Play(store Store) error {
	s := &session{vm: goja.New(), store: store, app: map[string]goja.Callable{}, call: map[string]goja.Callable{}, globals: map[string]goja.Value{}}
	if err := s.vm.GlobalObject().SetPrototype(s.vm.NewDynamicObject(globals{s})); err != nil {
		return err
	}
	if _, err := s.vm.RunProgram(p.p); err != nil {
		return err
	}
	s.raise(s.app, "Application.CallAlerting", func(e *goja.Object) error { return e.Set("call", s.newCall()) })
	for len(s.queue) > 0 && !s.over {
		next := s.queue[0]
		s.queue = s.queue[1:]
		if err := next(); err != nil {
			return err
		}
	}
	if !s.over {
		return fmt.Errorf("the scenario did not terminate")
	}
	return nil
}

// raise queues an event for its listener, if there is one.
func (s *session) raise(listeners map[string]goja.Callable, name string, fill func(*goja.Object) error) {
	s.queue = append(s.queue, func() error {
		f, ok := listeners[name]
		if !ok {
			return nil
		}
		e := s.vm.NewObject()
		if err := e.Set("name", name); err != nil {
			return err
		}
		if err := fill(e); err != nil {
			return err
		}
		_, err := f(goja.Undefined(), e)
		return err
	})
}

func (s *session) newCall() *goja.Object {
	return s.object(map[string]func(goja.FunctionCall) goja.Value{
		"addEventListener": s.listen(s.call),
		"answer":           func(goja.FunctionCall) goja.Value { return nil },
		"say": func(goja.FunctionCall) goja.Value {
			s.raise(s.call, "Call.PlaybackFinished", func(*goja.Object) error { return nil })
			return nil
		},
	})
}

func (s *session) listen(to map[string]goja.Callable) func(goja.FunctionCall) goja.Value {
	return func(c goja.FunctionCall) goja.Value {
		if f, ok := goja.AssertFunction(c.Argument(1)); ok {
			to[c.Argument(0).String()] = f
		}
		return nil
	}
}

// object makes an object of functions; their order is of no interest here.
func (s *session) object(functions map[string]func(goja.FunctionCall) goja.Value) *goja.Object {
	o := s.vm.NewObject()
	for name, f := range functions {
		o.Set(name, f)
	}
	return o
}

// settle returns a promise that is resolved in a later turn.
func (s *session) settle(value func() goja.Value) goja.Value {
	p, resolve, _ := s.vm.NewPromise()
	s.queue = append(s.queue, func() error { return resolve(value()) })
	return s.vm.ToValue(p)
}

func (s *session) pair(key, value string) goja.Value {
	o := s.vm.NewObject()
	o.Set("key", key)
	o.Set("value", value)
	o.Set("expireAt", 0)
	return o
}
