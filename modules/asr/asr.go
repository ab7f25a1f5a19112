package asr

import (
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// ASR is what stands behind an ASR object.
type ASR struct {
	s          *session.Session
	target     *session.Target
	recogniser *telephony.Recogniser
	settings   settings
	since      vclock.Time
	stopped    bool
}

var (
	_ session.MediaUnit  = (*ASR)(nil)
	_ session.Identified = (*ASR)(nil)
)

// Unit returns the recogniser's place in the media graph.
func (a *ASR) Unit() *telephony.Unit { return a.recogniser.Unit() }

// Target returns the object that raises the events.
func (a *ASR) Target() *session.Target { return a.target }

// TraceID returns the id of the recogniser.
func (a *ASR) TraceID() string { return a.target.ID }

func (a *ASR) raise(name string, fs ...session.Field) {
	a.target.Raise(session.Event{Name: "ASR." + name, Fields: fs})
}

// recognised turns what the recogniser tells into events.
func (a *ASR) recognised(e telephony.RecogniserEvent) {
	if a.settings.wrong != "" {
		return
	}
	switch e := e.(type) {
	case telephony.SpeechBegan:
		a.raise("CaptureStarted")
	case telephony.Words:
		a.raise("InterimResult", session.Field{Key: "text", Value: e.Text})
	case telephony.SpeechOver:
		a.raise("SpeechCaptured")
	case telephony.Result:
		a.raise("Result", session.Field{Key: "confidence", Value: e.Confidence}, session.Field{Key: "text", Value: e.Text})
	}
}

func (a *ASR) addEventListener(f goja.FunctionCall) goja.Value {
	a.target.AddListener(f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

func (a *ASR) removeEventListener(f goja.FunctionCall) goja.Value {
	a.target.RemoveListener(f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

func (a *ASR) id(goja.FunctionCall) goja.Value         { return a.s.Value(a.target.ID) }
func (a *ASR) language(goja.FunctionCall) goja.Value   { return a.settings.language }
func (a *ASR) dictionary(goja.FunctionCall) goja.Value { return a.settings.dictionary }

// stop ends the recognition: Stopped is the last event. Its duration is in whole seconds, rounded down; nothing is charged here.
func (a *ASR) stop(goja.FunctionCall) goja.Value {
	a.s.Do(session.Command{
		Name: "stop", Target: a.target.ID, Native: "StopASR", Params: []any{session.Fields{{Key: "id", Value: a.target.ID}}},
	})
	if a.stopped {
		a.s.Warn(diag.CodeIgnored, "stop: the recogniser has been stopped already")
		return goja.Undefined()
	}
	a.stopped = true
	a.recogniser.Stop()
	seconds := int(a.s.Scope().Now().Sub(a.since) / time.Second)
	a.raise("Stopped", session.Field{Key: "cost", Value: "0"}, session.Field{Key: "duration", Value: seconds})
	return goja.Undefined()
}
