package recorder

import (
	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
)

// The methods of this file are those of a ConferenceRecorder. They say how the video of a conference is recorded, and there is no
// video: what they are given is checked and remembered (behaviour page, section 6.5).

// setConference is setConference(conference).
func (r *Recorder) setConference(f goja.FunctionCall) goja.Value {
	u, ok := jsvm.Self(f.Argument(0)).(session.MediaUnit)
	if !ok || u.Target().Field != "conference" {
		r.s.VM().Throw("TypeError", "setConference: a Conference is expected, not "+session.Describe(f.Argument(0)))
	}
	r.command("setConference", "SetConferenceRecorder", u.Target())
	r.live("setConference")
	return goja.Undefined()
}

// setPriority is setPriority(endpoints): a promise of nothing. It is rejected for anything but an array.
func (r *Recorder) setPriority(f goja.FunctionCall) goja.Value {
	r.command("setPriority", "SetPriorityRecorder", f.Argument(0))
	promise, resolve, reject := r.s.VM().Promise()
	if list, ok := session.PlainObject(f.Argument(0)); ok && list.ClassName() == "Array" {
		r.priority = list
		resolve(goja.Undefined())
	} else {
		reject(r.s.VM().NewError("TypeError", "setPriority: an array of Endpoints is expected, not "+session.Describe(f.Argument(0))))
	}
	return promise
}

// getPriority returns what setPriority was given last, or an empty array.
func (r *Recorder) getPriority(goja.FunctionCall) goja.Value {
	if r.priority != nil {
		return r.priority
	}
	return r.s.Value([]any{})
}

// update is update(parameters).
func (r *Recorder) update(f goja.FunctionCall) goja.Value {
	r.command("update", "UpdateRecorder", f.Argument(0))
	r.live("update")
	return goja.Undefined()
}
