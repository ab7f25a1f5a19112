package ivr

import (
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/loop"
	"voxemu/runtime/session"
	"voxemu/runtime/vclock"
)

// visit is one call on its way through states.
type visit struct {
	s         *session.Session
	call      *session.Target
	listeners []listener

	state     *state // nil outside all states
	rules     rules
	input     string
	prompting bool
	timer     *loop.Timer
	steps     int // how often a state was entered or left
}

type listener struct {
	event string
	f     goja.Value
}

func newVisit(s *session.Session, call *session.Target) *visit {
	v := &visit{s: s, call: call}
	for _, l := range []struct {
		event string
		f     func(event goja.Value)
	}{
		{"Call.ToneReceived", func(e goja.Value) { v.digit(session.Text(session.Prop(e, "tone"))) }},
		{"Call.PlaybackFinished", func(goja.Value) { v.prompted() }},
		{"Call.Disconnected", func(goja.Value) { v.leave() }},
		{"Call.Failed", func(goja.Value) { v.leave() }},
	} {
		v.listeners = append(v.listeners, listener{l.event, s.VM().Func("", 1, func(c goja.FunctionCall) goja.Value {
			l.f(c.Argument(0))
			return goja.Undefined()
		})})
	}
	v.listen(true)
	return v
}

// listen adds the listeners to the call, or takes them away.
func (v *visit) listen(on bool) {
	for _, l := range v.listeners {
		if on {
			v.call.AddListener(v.s.Value(l.event), l.f)
		} else {
			v.call.RemoveListener(v.s.Value(l.event), l.f)
		}
	}
}

// enter begins a state: digits are heard from now on, the input is empty and the prompt plays.
func (v *visit) enter(st *state) {
	r := v.read(st)
	v.s.Do(session.Command{Name: "enter", Target: st.TraceID(), Args: []any{v.call}})
	v.leave()
	v.state, v.rules = st, r
	v.setInput("")
	v.method("handleTones", v.s.Value(true))
	v.prompting = true
	switch {
	case r.say != "":
		v.method("say", v.s.Value(r.say), v.sayOptions())
	case r.play != "":
		v.method("startPlayback", v.s.Value(r.play))
	default:
		v.after(0, "the end of a prompt that is empty", v.prompted)
	}
}

// sayOptions are the second argument of say.
func (v *visit) sayOptions() goja.Value {
	fs := session.Fields{}
	if session.Given(v.rules.lang) {
		fs = append(fs, session.Field{Key: "voice", Value: v.rules.lang})
	}
	if namespace, ok := v.s.Runtime().GlobalObject().Get("IVR").(*goja.Object); ok {
		if options := namespace.Get("ttsOptions"); session.Given(options) {
			fs = append(fs, session.Field{Key: "ttsOptions", Value: options})
		}
	}
	return v.s.Object(fs)
}

// leave ends the state, if the call is in one. What plays goes on.
func (v *visit) leave() {
	v.timer.Stop()
	v.state, v.prompting = nil, false
	v.steps++
}

// prompted is called when the prompt is over: digits are waited for, or the next state begins.
func (v *visit) prompted() {
	if v.state == nil || !v.prompting {
		return
	}
	v.prompting = false
	if v.rules.kind != "noinput" {
		v.wait()
		return
	}
	if next, ok := jsvm.Self(v.rules.next).(*state); ok {
		v.enter(next)
		return
	}
	v.complete()
}

// wait gives the caller time for the next digit.
func (v *visit) wait() { v.after(v.rules.timeout, "the input of "+v.state.name, v.timedOut) }

func (v *visit) after(d time.Duration, why string, f func()) {
	v.timer.Stop()
	v.timer = v.s.Scope().After(d, vclock.Script, vclock.Text("IVR: "+why), func() error { return v.s.Turn(f) })
}

func (v *visit) timedOut() {
	st, input := v.state, v.input
	v.leave()
	v.callback(st.timeout, input)
}

// digit takes a key press in. The first one stops the prompt.
func (v *visit) digit(tone string) {
	if v.state == nil || v.rules.kind == "noinput" {
		return
	}
	if v.prompting {
		v.prompting = false
		v.method("stopPlayback")
	}
	v.timer.Stop()
	switch r := v.rules; {
	case r.kind == "select":
		v.setInput(tone)
		if next, ok := jsvm.Self(session.Prop(r.nextStates, tone)).(*state); ok {
			v.enter(next)
			return
		}
		v.complete()
	case r.kind == "inputunknown" && r.terminate != "" && tone == r.terminate:
		v.complete()
	default:
		v.setInput(v.input + tone)
		steps := v.steps
		full := v.full()
		switch {
		case v.steps != steps: // the validator has gone elsewhere
		case full:
			v.complete()
		default:
			v.wait()
		}
	}
}

// full reports whether the input is complete.
func (v *visit) full() bool {
	if v.rules.kind == "inputfixed" {
		return len(v.input) >= v.rules.length
	}
	if !session.Callable(v.rules.validator) {
		return false
	}
	return v.run(v.rules.validator, v.s.Value(v.input)).ToBoolean()
}

// complete leaves the state with its input.
func (v *visit) complete() {
	st, input := v.state, v.input
	v.leave()
	v.callback(st.onComplete, input)
}

func (v *visit) setInput(input string) {
	v.input = input
	jsvm.Define(v.state.object, "input", v.s.Value(input))
}

// callback calls a function of the state, if it has it.
func (v *visit) callback(f goja.Value, input string) {
	if session.Given(f) {
		v.run(f, v.s.Value(input))
	}
}

// method calls a method of the call.
func (v *visit) method(name string, args ...goja.Value) {
	v.run(v.call.Object.(*goja.Object).Get(name), args...)
}

func (v *visit) run(f goja.Value, args ...goja.Value) goja.Value {
	return v.s.VM().Invoke(jsvm.FunctionOf(f), goja.Undefined(), args...)
}
