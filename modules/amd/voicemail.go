package amd

import (
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// defaultThreshold is that of detectVoicemail.
const defaultThreshold = 0.8

// detectVoicemail is AI.detectVoicemail(call, {model?, threshold?}): a promise that is kept when a voicemail is found and broken when
// not (sample). It takes as long as a detector of AMD does (assumed). The call raises the event, too.
func detectVoicemail(s *session.Session, c goja.FunctionCall) goja.Value {
	const where = "AI.detectVoicemail"
	call, leg := s.CallOf(c.Argument(0), where)
	options := c.Argument(1)
	args := []any{call}
	if session.Given(options) {
		args = append(args, options)
	}
	s.Do(session.Command{Name: "AI.detectVoicemail", Target: call.ID, Args: args})
	p, resolve, reject := s.VM().Promise()
	later := func(f func()) { s.Scope().Queue(func() error { return s.Turn(f) }) }
	broken := func(why string) goja.Value {
		later(func() { reject(s.VM().NewError("Error", where+": "+why)) })
		return p
	}
	if model := session.Prop(options, "model"); session.Given(model) && model.String() != "ru" && model.String() != "colombia" {
		return broken("the model is 'ru' or 'colombia', not " + session.Describe(model))
	}
	threshold := percent(defaultThreshold)
	if v := session.Prop(options, "threshold"); session.Given(v) {
		if f := v.ToFloat(); f >= 0 && f <= 1 {
			threshold = percent(f)
		} else {
			s.Warn(diag.CodeArgument, where+": threshold is from 0 to 1, not "+session.Describe(v)+": 0.8 is used")
		}
	}
	err := leg.Detect(telephony.DetectOptions{
		Timeout: defaultTimeout * time.Millisecond,
		Sure:    map[telephony.Nature]int{telephony.Voicemail: threshold, telephony.Mimic: threshold},
		Done: func(f telephony.Finding) {
			name, settle, fs := "VoicemailNotDetected", reject, session.Fields{{Key: "call", Value: call}}
			if f.Nature == telephony.Voicemail || f.Nature == telephony.Mimic {
				name, settle = "VoicemailDetected", resolve
				fs = append(fs, session.Field{Key: "confidence", Value: f.Confidence})
			}
			name = "AI.Events." + name
			call.Raise(session.Event{Name: name, Fields: fs[1:]})
			later(func() { settle(s.Value(append(fs, session.Field{Key: "name", Value: name}))) })
		},
	})
	if err != nil {
		return broken(err.Error())
	}
	return p
}
