package calls

import (
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/loop"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// The methods of this file follow the behaviour page, section 8.6; what is a beep is said by [telephony.Leg.DetectTones].

// beeps is a detection of beeps under way.
type beeps struct {
	detector    *telephony.ToneDetector
	frequencies []float64
	timer       *loop.Timer
}

// enableBeepDetection is enableBeepDetection({frequencies?, timeout?}?): it ends with the first beep of one of the frequencies in
// Hz, or after the timeout in ms; without one it goes on until the call is over.
func (c *Call) enableBeepDetection(f goja.FunctionCall) goja.Value {
	p := f.Argument(0)
	c.command("enableBeepDetection", "", nil, trim([]any{p})...)
	if c.state == telephony.Terminated {
		c.noEffect(telephony.Warning("enableBeepDetection: call " + c.leg.ID + " is over"))
		return goja.Undefined()
	}
	if why := c.noBeeps(); why != "" {
		c.beepError(why)
		return goja.Undefined()
	}
	b := &beeps{frequencies: c.hertz(session.Prop(p, "frequencies"))}
	detector, err := c.leg.DetectTones(c.leg.ID+" beeps", func(t telephony.Tone) {
		if !t.Progress && t.Has(b.frequencies) {
			c.beepDetected(session.Fields{{Key: "frequencies", Value: numbers(t.Frequencies)}, {Key: "timeout", Value: session.Absent{}}})
		}
	})
	if err != nil {
		c.beepError(err.Error())
		return goja.Undefined()
	}
	b.detector = detector
	c.beeps = b
	if v := session.Prop(p, "timeout"); session.Given(v) {
		ms := v.ToFloat()
		if ms >= 0 && ms <= float64(24*time.Hour/time.Millisecond) {
			b.timer = c.after(time.Duration(ms)*time.Millisecond, "the end of beep detection", func() {
				c.beepDetected(session.Fields{{Key: "timeout", Value: true}})
			})
		} else {
			c.s.Warn(diag.CodeArgument, "enableBeepDetection: timeout is a number of milliseconds, not "+session.Describe(v)+": there is none")
		}
	}
	return goja.Undefined()
}

// noBeeps says why no beeps can be looked for.
func (c *Call) noBeeps() string {
	switch {
	case c.beeps != nil:
		return "beep detection is enabled already"
	case c.leg.Direct:
		return "the media of the call does not pass through the platform"
	}
	return ""
}

// disableBeepDetection ends it with timeout false.
func (c *Call) disableBeepDetection(goja.FunctionCall) goja.Value {
	c.command("disableBeepDetection", "", nil)
	if c.beeps == nil {
		c.noEffect(telephony.Warning("disableBeepDetection: call " + c.leg.ID + " has no beep detection"))
		return goja.Undefined()
	}
	c.beepDetected(session.Fields{{Key: "timeout", Value: false}})
	return goja.Undefined()
}

// hertz reads frequencies; what is no number is left out, with a warning.
func (c *Call) hertz(v goja.Value) []float64 {
	o, ok := session.PlainObject(v)
	if !ok || o.ClassName() != "Array" {
		if session.Given(v) {
			c.s.Warn(diag.CodeArgument, "enableBeepDetection: frequencies is an array of numbers, not "+session.Describe(v)+": any beep counts")
		}
		return nil
	}
	var list []float64
	for _, k := range o.Keys() {
		if f := o.Get(k).ToFloat(); f > 0 {
			list = append(list, f)
		} else {
			c.s.Warn(diag.CodeArgument, "enableBeepDetection: a frequency is a number of Hz, not "+session.Describe(o.Get(k)))
		}
	}
	return list
}

func numbers(list []float64) []any {
	out := make([]any, len(list))
	for i, f := range list {
		out[i] = f
	}
	return out
}

// beepDetected raises the one event of a detection.
func (c *Call) beepDetected(fs session.Fields) {
	c.endBeeps()
	c.raise("Call.BeepDetectionComplete", fs)
}

func (c *Call) beepError(reason string) {
	c.raise("Call.BeepDetectionError", session.Fields{{Key: "reason", Value: reason}})
}

func (c *Call) endBeeps() {
	if b := c.beeps; b != nil {
		c.beeps = nil
		b.timer.Stop()
		b.detector.Stop()
	}
}

// listenForTones makes the first tone that the far end of a connected call sends a ToneDetected. It is called when a script
// begins to listen to that event, as nothing else is left that enables it (assumed).
func (c *Call) listenForTones(event goja.Value) {
	if c.tones != nil || c.state == telephony.Terminated || session.Text(event) != "Call.ToneDetected" {
		return
	}
	d, err := c.leg.DetectTones(c.leg.ID+" tones", func(t telephony.Tone) {
		if c.state == telephony.Connected {
			c.tones.Stop()
			c.raise("Call.ToneDetected", session.Fields{{Key: "ProgressTone", Value: t.Progress}, {Key: "VoicemailTone", Value: !t.Progress}})
		}
	})
	c.noEffect(err)
	c.tones = d
}

// endDetectors ends what listens to the call.
func (c *Call) endDetectors() {
	c.endBeeps()
	if c.tones != nil {
		c.tones.Stop()
	}
}
