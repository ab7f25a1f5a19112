// Package conference is the Conference and Endpoint classes, VoxEngine.createConference and VoxEngine.destroyConference (behaviour page,
// sections 4.4 and 6.6).
//
// A conference is a mixer of the media graph: each member hears all others. Who is a member follows from the edges,
//
//	const room = VoxEngine.createConference();
//	VoxEngine.sendMediaBetween(call, room);
//
// and in sessions of rules for video conferences from the endpoints that are added. Endpoints have all their events and settings,
// and hear those that they are to receive; only pictures do not exist here, which scenarios can't see anyway.
package conference

import (
	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
)

// Module declares the classes and the functions.
func Module() session.Module {
	return session.Module{
		Name: "conference",
		Funcs: []session.Func{
			{Name: "VoxEngine.createConference", Call: create},
			{Name: "VoxEngine.destroyConference", Call: destroy},
		},
		Classes: []session.Class{
			{Name: "Conference", Methods: []session.Method{
				method("addEventListener", (*Conference).addEventListener),
				method("removeEventListener", (*Conference).removeEventListener),
				method("id", (*Conference).id),
				method("getId", (*Conference).id),
				method("stop", (*Conference).stop),
				method("getList", (*Conference).getList),
				method("get", (*Conference).get),
				method("add", (*Conference).add),
				method("sendMediaTo", (*Conference).sendMediaTo),
				method("stopMediaTo", (*Conference).stopMediaTo),
			}},
			{Name: "Endpoint", Methods: []session.Method{
				method("id", (*Endpoint).id),
				method("getDirection", (*Endpoint).getDirection),
				method("getMode", (*Endpoint).getMode),
				method("setDisplayName", (*Endpoint).setDisplayName),
				method("manageEndpoint", (*Endpoint).manageEndpoint),
				method("getCall", (*Endpoint).getCall),
			}},
		},
	}
}

// method adapts a method of T.
func method[T any](name string, f func(T, goja.FunctionCall) goja.Value) session.Method {
	return session.Method{Name: name, Call: func(_ *session.Session, self any, c goja.FunctionCall) goja.Value {
		return f(self.(T), c)
	}}
}

// create is VoxEngine.createConference({hd_audio}?). The quality of audio makes no difference here.
func create(s *session.Session, f goja.FunctionCall) goja.Value {
	c := &Conference{s: s}
	c.target = s.NewTarget(s.Token(43), "conference", nil)
	c.target.Object = s.NewInstance("Conference", c)
	c.unit = s.Network().Graph().NewConference(c.target.ID)
	var args []any
	if v := f.Argument(0); session.Given(v) {
		args = []any{v}
	}
	s.Do(session.Command{
		Name: "createConference", Target: c.target.ID, Args: args, Native: "CreateConference",
		Params: []any{
			session.Fields{{Key: "id", Value: c.target.ID}},
			session.Fields{{Key: "hd_audio", Value: session.Prop(f.Argument(0), "hd_audio").ToBoolean()}},
		},
	})
	c.raise("Started", nil)
	s.OnStop(c.unit.End)
	return c.target.Object
}

// destroy is VoxEngine.destroyConference(conference): the same as conference.stop().
func destroy(s *session.Session, f goja.FunctionCall) goja.Value {
	c, ok := jsvm.Self(f.Argument(0)).(*Conference)
	if !ok {
		s.VM().Throw("TypeError", "destroyConference: a Conference is expected, not "+session.Describe(f.Argument(0)))
	}
	c.end("destroyConference")
	return goja.Undefined()
}

// end stops the conference; a second time is warned about.
func (c *Conference) end(where string) {
	c.s.Do(session.Command{
		Name: where, Target: c.target.ID,
		Native: "DestroyConference", Params: []any{session.Fields{{Key: "id", Value: c.target.ID}}},
	})
	if c.unit.Ended() {
		c.s.Warn(diag.CodeIgnored, where+": conference "+c.target.ID+" has ended")
		return
	}
	c.unit.End()
	c.list = nil
	c.raise("Stopped", nil)
}
