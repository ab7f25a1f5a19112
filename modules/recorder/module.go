// Package recorder is the Recorder and ConferenceRecorder classes and VoxEngine.createRecorder (behaviour page, sections 4.4 and
// 6.5).
//
// A recorder mixes all that is sent to it. What it heard is kept as the recordings of calls are ([session.Recordings]), in one channel:
//
//	const recorder = VoxEngine.createRecorder({name: 'meeting'});
//	room.sendMediaTo(recorder);
//
// The settings of a conference's video are checked and kept with the recording. No picture is made.
package recorder

import (
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/recording"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// starts is how long after its creation a recorder has started: as long as the recording of a call takes (assumed).
const starts = 20 * time.Millisecond

// Module declares the classes and VoxEngine.createRecorder.
func Module() session.Module {
	return session.Module{
		Name:  "recorder",
		Funcs: []session.Func{{Name: "VoxEngine.createRecorder", Call: create}},
		Classes: []session.Class{
			{Name: "Recorder", Methods: methods()},
			{Name: "ConferenceRecorder", Methods: append(methods(),
				method("setConference", (*Recorder).setConference),
				method("setPriority", (*Recorder).setPriority),
				method("getPriority", (*Recorder).getPriority),
				method("update", (*Recorder).update),
			)},
		},
	}
}

// methods are those that both classes have.
func methods() []session.Method {
	return []session.Method{
		method("addEventListener", (*Recorder).addEventListener),
		method("removeEventListener", (*Recorder).removeEventListener),
		method("id", (*Recorder).id),
		method("mute", (*Recorder).mute),
		method("stop", (*Recorder).stop),
	}
}

// method adapts a method of Recorder.
func method(name string, f func(*Recorder, goja.FunctionCall) goja.Value) session.Method {
	return session.Method{Name: name, Call: func(_ *session.Session, self any, c goja.FunctionCall) goja.Value {
		return f(self.(*Recorder), c)
	}}
}

// create is VoxEngine.createRecorder(parameters?) or, in the legacy form, (name, secure). All recorders have the methods of a
// ConferenceRecorder, as it may turn out later that they record one (assumed).
func create(s *session.Session, f goja.FunctionCall) goja.Value {
	p := f.Argument(0)
	shown := session.Fields{}
	if o, ok := session.PlainObject(p); ok {
		for _, k := range o.Keys() {
			shown = append(shown, session.Field{Key: k, Value: o.Get(k)})
		}
	} else if session.Given(p) {
		shown = session.Fields{{Key: "name", Value: p.String()}, {Key: "secure", Value: f.Argument(1).ToBoolean()}}
	}
	r := &Recorder{s: s}
	r.target = s.NewTarget(s.Token(43), "recorder", nil)
	if err := s.Proto("ConferenceRecorder").SetPrototype(s.Proto("Recorder")); err != nil {
		panic(err) // both are plain objects of ours
	}
	r.target.Object = s.NewInstance("ConferenceRecorder", r)
	s.Do(session.Command{
		Name: "createRecorder", Target: r.target.ID, Args: []any{shown},
		Native: "CreateRecorder", Params: []any{session.Fields{{Key: "id", Value: r.target.ID}}, shown},
	})
	r.rec = s.NewRecording("createRecorder", "recorder", r.target.ID, p)
	if _, ok := session.PlainObject(p); !ok {
		r.rec.Secure = f.Argument(1).ToBoolean()
	}
	r.tape = s.NewTape(r.rec)
	r.readVideo(p)
	r.unit = r.tape.Track(recording.Mixed, telephony.UnitOptions{Name: r.target.ID, Inputs: telephony.Many})
	r.starting = s.Scope().After(starts, vclock.Signalling, vclock.Text("recorder "+r.target.ID+" starts"), func() error {
		r.raise("Started", session.Field{Key: "url", Value: r.rec.URL})
		return nil
	})
	s.OnStop(r.end)
	return r.target.Object
}
