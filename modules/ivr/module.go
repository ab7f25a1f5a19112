// Package ivr is the IVR module: menus as states, each with a prompt, an input of digits and what comes next (behaviour page, section
// 8.4).
//
//	const bye = new IVRState('bye', {type: 'noinput', prompt: {say: 'Goodbye.', lang}, nextState: null}, () => call.hangup());
//	const menu = new IVRState('menu', {type: 'select', prompt: {say: 'Press 1.', lang}, nextStates: {1: bye}}, unknown, silent);
//	menu.enter(call);
//
// It works on calls as scripts do: through the methods of the Call object, and with listeners of its events.
package ivr

import (
	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
)

// Module declares the class IVRState and IVR.reset.
func Module() session.Module {
	return session.Module{
		Name:  "ivr",
		Funcs: []session.Func{{Name: "IVR.reset", Call: reset}},
		Classes: []session.Class{{Name: "IVRState", Construct: construct, Methods: []session.Method{
			{Name: "enter", Call: enter},
		}}},
	}
}

// state is what stands behind an IVRState.
type state struct {
	name                string
	object              *goja.Object
	onComplete, timeout goja.Value
}

// TraceID returns the name of the state.
func (st *state) TraceID() string { return "IVRState " + st.name }

// construct makes a state. Settings are read when a call enters it, so that states may refer to each other in a circle.
func construct(s *session.Session, c goja.ConstructorCall) *goja.Object {
	settings, ok := session.PlainObject(c.Argument(1))
	switch {
	case !session.Given(c.Argument(0)):
		s.VM().Throw("Error", "IVRState: the name parameter is missing")
	case !ok:
		s.VM().Throw("Error", "IVRState: the settings are an object, not "+session.Describe(c.Argument(1)))
	}
	st := &state{name: c.Argument(0).String(), onComplete: c.Argument(2), timeout: c.Argument(3)}
	st.object = s.NewInstance("IVRState", st)
	jsvm.Define(st.object, "settings", settings)
	jsvm.Define(st.object, "input", s.Value(""))
	return st.object
}

// menus are the calls of a session that are in a state.
type menus struct {
	s     *session.Session
	calls []*visit // in the order of their first state
}

type menusKey struct{}

func menusOf(s *session.Session) *menus {
	return session.Local(s, menusKey{}, func() *menus { return &menus{s: s} })
}

// enter is state.enter(call).
func enter(s *session.Session, self any, c goja.FunctionCall) goja.Value {
	call, ok := jsvm.Self(c.Argument(0)).(session.MediaUnit)
	if !ok || call.Target().Field != "call" {
		s.VM().Throw("TypeError", "IVRState.enter: a Call is expected, not "+session.Describe(c.Argument(0)))
	}
	menusOf(s).visit(call.Target()).enter(self.(*state))
	return goja.Undefined()
}

// reset is IVR.reset(): all calls leave their states, and nothing listens to them any more.
func reset(s *session.Session, _ goja.FunctionCall) goja.Value {
	m := menusOf(s)
	for _, v := range m.calls {
		v.leave()
		v.listen(false)
	}
	m.calls = nil
	return goja.Undefined()
}

// visit returns the visit of a call, making one on its first state.
func (m *menus) visit(call *session.Target) *visit {
	for _, v := range m.calls {
		if v.call == call {
			return v
		}
	}
	v := newVisit(m.s, call)
	m.calls = append(m.calls, v)
	return v
}
