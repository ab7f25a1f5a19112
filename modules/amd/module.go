// Package amd finds out whether a human or a voicemail has answered: AMD.create and its detector, and AI.detectVoicemail, which is
// older (behaviour page, section 8.5).
//
//	const amd = AMD.create({model: AMD.Model.US});
//	amd.addEventListener(AMD.Events.DetectionComplete, (e) => Logger.write(e.resultClass));
//	VoxEngine.callPSTN(number, callerid, {amd});
//
// What the far end is, it says itself: see [telephony.Leg.Detect].
package amd

import (
	"fmt"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// Module declares the functions and the class of detectors.
func Module() session.Module {
	return session.Module{
		Name: "amd",
		Funcs: []session.Func{
			{Name: "AMD.create", Call: create},
			{Name: "AI.detectVoicemail", Call: detectVoicemail},
		},
		Classes: []session.Class{{Name: "AMD.AnsweringMachineDetector", Methods: []session.Method{
			method("addEventListener", (*Detector).addEventListener),
			method("removeEventListener", (*Detector).removeEventListener),
			method("id", (*Detector).id),
			method("detect", (*Detector).detect),
		}}},
	}
}

// method adapts a method of Detector.
func method(name string, f func(*Detector, goja.FunctionCall) goja.Value) session.Method {
	return session.Method{Name: name, Call: func(_ *session.Session, self any, c goja.FunctionCall) goja.Value {
		return f(self.(*Detector), c)
	}}
}

// The timeout, in ms (behaviour page, section 2).
const (
	defaultTimeout = 6500
	maxTimeout     = 20000
)

// create is AMD.create({model, timeout?, thresholds?, call?}). A wrong model is told when the detector begins.
func create(s *session.Session, c goja.FunctionCall) goja.Value {
	p := c.Argument(0)
	if _, ok := session.PlainObject(p); !ok {
		s.VM().Throw("TypeError", "AMD.create: an object with a model is expected, not "+session.Describe(p))
	}
	d := &Detector{s: s, model: session.Prop(p, "model"), sure: thresholds(s, session.Prop(p, "thresholds"))}
	ms := timeout(s, session.Prop(p, "timeout"))
	d.timeout = time.Duration(ms) * time.Millisecond
	d.target = s.NewTarget(s.Token(43), "amd", nil)
	d.object = s.NewInstance("AMD.AnsweringMachineDetector", d)
	d.target.Object = d.object
	jsvm.Define(d.object, "model", d.model)
	jsvm.Define(d.object, "timeout", s.Value(ms))
	if v := session.Prop(p, "call"); session.Given(v) {
		d.take(s.CallOf(v, "AMD.create: call"))
	}
	s.Do(session.Command{Name: "AMD.create", Target: d.target.ID, Args: []any{p}})
	return d.object
}

func timeout(s *session.Session, v goja.Value) int64 {
	if !session.Given(v) {
		return defaultTimeout
	}
	ms := v.ToInteger()
	if ms < 0 || ms > maxTimeout {
		used := min(max(ms, 0), maxTimeout)
		s.Warn(diag.CodeArgument, fmt.Sprintf("AMD.create: timeout is from 0 to %d ms, not %s: %d is used", maxTimeout, session.Describe(v), used))
		return used
	}
	return ms
}

// thresholds reads how sure a detector has to be. They are from 0 to 1, the confidences that they are compared with from 0 to
// 100 (that they are is assumed).
func thresholds(s *session.Session, v goja.Value) map[telephony.Nature]int {
	sure := map[telephony.Nature]int{}
	for _, nature := range []telephony.Nature{telephony.Human, telephony.Voicemail, telephony.Mimic} {
		t := session.Prop(v, string(nature))
		if !session.Given(t) {
			continue
		}
		f := t.ToFloat()
		if !(f >= 0 && f <= 1) {
			s.Warn(diag.CodeArgument, fmt.Sprintf("AMD.create: thresholds.%s is from 0 to 1, not %s: it is ignored", nature, session.Describe(t)))
			continue
		}
		sure[nature] = percent(f)
	}
	return sure
}

// percent is a threshold as a confidence, rounded up: a confidence of 80 reaches 0.8.
func percent(f float64) int {
	n := int(f * 100)
	if float64(n)/100 < f {
		n++
	}
	return n
}
