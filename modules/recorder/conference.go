package recorder

import (
	"slices"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
)

// The methods of this file are those of a ConferenceRecorder (behaviour page, section 6.5).

// setConference is setConference(conference): what is heard in the conference is recorded, in place of one that was set before
// (assumed).
func (r *Recorder) setConference(f goja.FunctionCall) goja.Value {
	u, ok := jsvm.Self(f.Argument(0)).(session.MediaUnit)
	if !ok || u.Target().Field != "conference" {
		r.s.VM().Throw("TypeError", "setConference: a Conference is expected, not "+session.Describe(f.Argument(0)))
	}
	r.command("setConference", "SetConferenceRecorder", u.Target())
	if !r.live("setConference") {
		return goja.Undefined()
	}
	graph := r.s.Network().Graph()
	if before := r.video.conference; before != nil && before != u && graph.Hears(r.unit, before.Unit()) {
		_ = graph.Disconnect(before.Unit(), r.unit) // there is an edge
	}
	r.video.conference = u
	r.tape.Set("setConference", u.Target())
	if err := graph.Connect(u.Unit(), r.unit); err != nil {
		r.s.Warn(diag.CodeRoute, err.Error())
	}
	return goja.Undefined()
}

// setPriority is setPriority(endpoints): a promise of nothing. It is rejected for anything but an array of Endpoints.
func (r *Recorder) setPriority(f goja.FunctionCall) goja.Value {
	r.command("setPriority", "SetPriorityRecorder", f.Argument(0))
	promise, resolve, reject := r.s.VM().Promise()
	list, wrong := r.endpoints(f.Argument(0))
	if wrong != "" {
		reject(r.s.VM().NewError("TypeError", "setPriority: an array of Endpoints is expected, not "+wrong))
		return promise
	}
	if r.live("setPriority") {
		r.video.priority = list
		r.tape.Set("setPriority", slices.Clone(list))
	}
	resolve(goja.Undefined())
	return promise
}

// endpoints reads an array of Endpoints, or says what it is instead.
func (r *Recorder) endpoints(v goja.Value) (list []any, wrong string) {
	o, ok := session.PlainObject(v)
	if !ok || o.ClassName() != "Array" {
		return nil, session.Describe(v)
	}
	list = []any{}
	for _, k := range o.Keys() {
		one := o.Get(k)
		e, ok := one.(*goja.Object)
		if !ok || e.Prototype() != r.s.Proto("Endpoint") {
			return nil, "one with " + session.Describe(one)
		}
		list = append(list, one)
	}
	return list, ""
}

// getPriority returns what setPriority was given last, as an array of its own, or an empty one.
func (r *Recorder) getPriority(goja.FunctionCall) goja.Value {
	return r.s.Value(append([]any{}, r.video.priority...))
}

// update is update(parameters): what they name is set, the rest stays as it is.
func (r *Recorder) update(f goja.FunctionCall) goja.Value {
	p := f.Argument(0)
	o, ok := session.PlainObject(p)
	if !ok {
		r.s.VM().Throw("TypeError", "update: an object of parameters is expected, not "+session.Describe(p))
	}
	r.command("update", "UpdateRecorder", p)
	if r.live("update") {
		r.tape.Set("update", r.checked("update", o, updates()))
	}
	return goja.Undefined()
}
