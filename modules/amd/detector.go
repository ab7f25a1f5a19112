package amd

import (
	"slices"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// Detector is what stands behind an AMD.AnsweringMachineDetector. It works once.
type Detector struct {
	s       *session.Session
	target  *session.Target
	object  *goja.Object
	model   goja.Value
	timeout time.Duration
	sure    map[telephony.Nature]int

	call    *session.Target
	leg     *telephony.Leg
	begun   bool
	outcome session.Fields // nil until it is known
	failed  bool           // the outcome is an error
	waiting []promise
}

// promise is one of detect.
type promise struct{ resolve, reject func(goja.Value) }

var (
	_ session.CallDetector = (*Detector)(nil)
	_ session.Identified   = (*Detector)(nil)
)

// TraceID returns the id of the detector.
func (d *Detector) TraceID() string { return d.target.ID }

// take gives the detector its call.
func (d *Detector) take(call *session.Target, l *telephony.Leg) {
	d.call, d.leg = call, l
	jsvm.Define(d.object, "call", call.Object)
}

// Attach is the amd parameter of a call: the detector begins by itself.
func (d *Detector) Attach(call *session.Target, l *telephony.Leg) {
	if d.begun {
		d.s.Warn(diag.CodeIgnored, "amd: this detector serves call "+d.leg.ID+": make one for each call")
		return
	}
	d.take(call, l)
	d.begin()
}

// detect is detect(): it begins, unless it has, and promises what is found.
func (d *Detector) detect(goja.FunctionCall) goja.Value {
	d.s.Do(session.Command{Name: "detect", Target: d.target.ID})
	p, resolve, reject := d.s.VM().Promise()
	w := promise{resolve, reject}
	switch {
	case d.leg == nil:
		e := d.problem("The 'call' parameter is required, the operation will be skipped!")
		d.error(e)
		d.settle(w, e, true)
	case d.outcome != nil:
		d.settle(w, d.outcome, d.failed)
	default:
		d.waiting = append(d.waiting, w)
		d.begin()
	}
	return p
}

// begin listens to the call.
func (d *Detector) begin() {
	if d.begun {
		return
	}
	d.begun = true
	if !slices.Contains(models(), session.Text(d.model)) {
		d.fail("unknown model: " + session.Describe(d.model))
		return
	}
	err := d.leg.Detect(telephony.DetectOptions{
		Timeout: d.timeout, Sure: d.sure, Done: d.found,
		Begun: func() { d.onCall("Started", nil) },
	})
	if err != nil {
		d.fail(err.Error())
	}
}

// models are the values of AMD.Model.
func models() []string {
	return []string{"br", "cl", "colombia", "eu_general", "es", "kz", "mx", "ru", "ph", "pe", "us"}
}

// found tells what was found out: on the call, on the detector, and to those who wait.
func (d *Detector) found(f telephony.Finding) {
	class, subtype := classOf(f.Nature)
	fs := session.Fields{{Key: "callId", Value: d.leg.ID}}
	clear := class == "HUMAN" || class == "VOICEMAIL"
	if clear {
		fs = append(fs, session.Field{Key: "confidence", Value: f.Confidence})
	}
	fs = append(fs, session.Field{Key: "resultClass", Value: class})
	if clear {
		fs = append(fs, session.Field{Key: "resultSubtype", Value: subtype})
	}
	if f.Nature != telephony.CallOver {
		d.onCall("Result", session.Fields{
			{Key: "audioSubType", Value: subtype}, {Key: "audioType", Value: class}, {Key: "confidence", Value: f.Confidence},
		})
		d.onCall("Stopped", nil)
	}
	call := session.Field{Key: "call", Value: d.call}
	d.target.Raise(session.Event{Name: "AMD.Events.DetectionComplete", Fields: fs, Extra: session.Fields{call}})
	d.end(append(session.Fields{{Key: "amd", Value: d.target}, call}, fs...), false)
}

// classOf returns the result's class and subtype.
func classOf(n telephony.Nature) (class, subtype string) {
	switch n {
	case telephony.Human:
		return "HUMAN", "NONE"
	case telephony.Voicemail:
		return "VOICEMAIL", "NONE"
	case telephony.Mimic:
		return "VOICEMAIL", "MIMIC"
	case telephony.CallOver:
		return "CALL_ENDED", "NONE"
	}
	return "TIMEOUT", "NONE"
}

// fail tells why nothing can be found out.
func (d *Detector) fail(why string) {
	e := d.problem(why)
	d.onCall("Error", nil)
	d.error(e)
	d.end(e, true)
}

// problem is the payload of an error.
func (d *Detector) problem(message string) session.Fields {
	fs := session.Fields{{Key: "amd", Value: d.target}}
	if d.leg != nil {
		fs = append(fs, session.Field{Key: "callId", Value: d.leg.ID})
	}
	return append(fs, session.Field{Key: "message", Value: message})
}

// error raises DetectionError; amd comes by itself.
func (d *Detector) error(e session.Fields) {
	d.target.Raise(session.Event{Name: "AMD.Events.DetectionError", Fields: slices.Clone(e[1:])})
}

func (d *Detector) onCall(name string, fs session.Fields) {
	d.call.Raise(session.Event{Name: "Call.AudioIdentification" + name, Fields: fs})
}

func (d *Detector) end(outcome session.Fields, failed bool) {
	d.outcome, d.failed = outcome, failed
	for _, w := range d.waiting {
		d.settle(w, outcome, failed)
	}
	d.waiting = nil
}

// settle settles a promise after the events that are queued.
func (d *Detector) settle(w promise, outcome session.Fields, failed bool) {
	d.s.Scope().Queue(func() error {
		return d.s.Turn(func() {
			if failed {
				w.reject(d.s.Value(outcome))
			} else {
				w.resolve(d.s.Value(outcome))
			}
		})
	})
}

func (d *Detector) addEventListener(f goja.FunctionCall) goja.Value {
	d.target.AddListener(f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

func (d *Detector) removeEventListener(f goja.FunctionCall) goja.Value {
	d.target.RemoveListener(f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

func (d *Detector) id(goja.FunctionCall) goja.Value { return d.s.Value(d.target.ID) }
