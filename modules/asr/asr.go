package asr

import (
	"cmp"
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
	started    bool
	missed     bool // what is being said began before the start
	failed     bool
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
	if _, begins := e.(telephony.SpeechBegan); begins {
		a.missed = !a.started
	}
	if a.missed || a.failed {
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

// begin does what the recogniser of the settings does: it starts, at once unless told otherwise, or fails, then or later. After a
// failure nothing is recognised; the object lives on until it is stopped.
func (a *ASR) begin() {
	b, _ := a.s.Services().Recognisers.Find(a.settings.name)
	switch {
	case a.settings.wrong != "":
		a.fail(a.settings.wrong)
	case b.Silent:
	case b.Refused:
		a.after(b.After, func() { a.fail(cmp.Or(b.Text, "the recogniser refused the request")) })
	default:
		a.after(b.After, func() {
			a.started = true
			a.raise("Started")
		})
		if b.Drops {
			a.later(b.After+b.Drop, func() { a.fail("the connection to the recogniser was lost") })
		}
	}
}

// after is later, or now.
func (a *ASR) after(d time.Duration, f func()) {
	if d == 0 {
		f()
		return
	}
	a.later(d, f)
}

func (a *ASR) later(d time.Duration, f func()) {
	a.s.Scope().After(d, vclock.Signalling, vclock.Text("recogniser "+a.target.ID), func() error {
		if !a.stopped {
			f()
		}
		return nil
	})
}

func (a *ASR) fail(why string) {
	a.failed = true
	a.raise("Error", session.Field{Key: "error", Value: why})
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
