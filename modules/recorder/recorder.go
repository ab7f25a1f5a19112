package recorder

import (
	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/loop"
	"voxemu/runtime/recording"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// Recorder is what stands behind a Recorder or a ConferenceRecorder object.
type Recorder struct {
	s        *session.Session
	target   *session.Target
	unit     *telephony.Unit
	rec      *recording.Recording
	tape     *session.Tape
	starting *loop.Timer
	over     bool
	video    video
}

var (
	_ session.MediaUnit  = (*Recorder)(nil)
	_ session.Identified = (*Recorder)(nil)
)

// Unit returns the recorder's place in the media graph.
func (r *Recorder) Unit() *telephony.Unit { return r.unit }

// Target returns the object that raises the recorder's events.
func (r *Recorder) Target() *session.Target { return r.target }

// TraceID returns the id of the recorder.
func (r *Recorder) TraceID() string { return r.target.ID }

func (r *Recorder) raise(name string, fs ...session.Field) {
	r.target.Raise(session.Event{Name: "Recorder." + name, Fields: fs})
}

// end stops the recording and keeps it.
func (r *Recorder) end() {
	if r.over {
		return
	}
	r.over = true
	r.starting.Stop()
	seconds := r.tape.Seconds()
	r.tape.Stop()
	r.s.SaveRecording("createRecorder", r.rec)
	r.raise("Stopped", session.Field{Key: "cost", Value: "0"}, session.Field{Key: "duration", Value: seconds})
}

func (r *Recorder) command(name, native string, args ...any) {
	r.s.Do(session.Command{
		Name: name, Target: r.target.ID, Args: args,
		Native: native, Params: append([]any{session.Fields{{Key: "id", Value: r.target.ID}}}, args...),
	})
}

// live reports whether the recorder still records, and warns if it does not.
func (r *Recorder) live(where string) bool {
	if r.over {
		r.s.Warn(diag.CodeIgnored, where+": recorder "+r.target.ID+" has ended")
	}
	return !r.over
}

func (r *Recorder) addEventListener(f goja.FunctionCall) goja.Value {
	r.target.AddListener(f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

func (r *Recorder) removeEventListener(f goja.FunctionCall) goja.Value {
	r.target.RemoveListener(f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

func (r *Recorder) id(goja.FunctionCall) goja.Value { return r.s.Value(r.target.ID) }

// mute is mute(on): silence is recorded while it is on; the sources stay.
func (r *Recorder) mute(f goja.FunctionCall) goja.Value {
	on := f.Argument(0).ToBoolean()
	r.command("mute", "MuteRecorder", on)
	if r.live("mute") {
		r.tape.Mute(on)
	}
	return goja.Undefined()
}

func (r *Recorder) stop(goja.FunctionCall) goja.Value {
	r.command("stop", "StopRecorder")
	if r.live("stop") {
		r.end()
	}
	return goja.Undefined()
}
