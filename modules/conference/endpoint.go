package conference

import (
	"slices"
	"strconv"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
)

// Endpoint is what stands behind an Endpoint object: a call in a conference.
type Endpoint struct {
	c               *Conference
	name            string // its id
	object          *goja.Object
	call            session.MediaUnit
	mode, direction string
	receives        receives
}

var _ session.Identified = (*Endpoint)(nil)

// TraceID returns the id of the endpoint.
func (e *Endpoint) TraceID() string { return e.name }

// newEndpoint reads the parameters of conference.add. Without a call it throws.
func newEndpoint(c *Conference, p goja.Value) *Endpoint {
	v := session.Prop(p, "call")
	call, ok := jsvm.Self(v).(session.MediaUnit)
	if !ok || call.Unit().Leg == nil {
		c.s.VM().Throw("TypeError", "add: the call parameter is a Call, not "+session.Describe(v))
	}
	e := &Endpoint{c: c, name: c.s.Token(43), call: call}
	e.mode = e.choice(p, "mode", 0, "MIX", "FORWARD")
	e.direction = e.choice(p, "direction", 2, "SEND", "RECEIVE", "BOTH")
	e.object = c.s.NewInstance("Endpoint", e)
	return e
}

// choice reads one of some texts, or the number of one, as the enums have it. The default is assumed.
func (e *Endpoint) choice(p goja.Value, name string, standard int, texts ...string) string {
	v := session.Prop(p, name)
	if !session.Given(v) {
		return texts[standard]
	}
	text := v.String()
	if i, err := strconv.Atoi(text); err == nil && i >= 0 && i < len(texts) {
		return texts[i]
	}
	if !slices.Contains(texts, text) {
		e.c.s.Warn(diag.CodeArgument, "add: there is no "+name+" "+session.Describe(v)+": "+texts[standard]+" is used")
		return texts[standard]
	}
	return text
}

// connect makes the call a member: one that sends is heard, one that receives hears the others (assumed).
func (e *Endpoint) connect() {
	graph := e.c.s.Network().Graph()
	if e.direction != "RECEIVE" {
		e.c.warnRoute(graph.Connect(e.call.Unit(), e.c.unit))
	}
	if e.direction != "SEND" {
		e.c.warnRoute(graph.Connect(e.c.unit, e.call.Unit()))
	}
}

func (e *Endpoint) raise(name string) {
	e.c.raise(name, session.Fields{
		{Key: "direction", Value: e.direction}, {Key: "endpointId", Value: e.name}, {Key: "mode", Value: e.mode},
	}, session.Field{Key: "endpoint", Value: e.object})
}

func (e *Endpoint) id(goja.FunctionCall) goja.Value           { return e.c.s.Value(e.name) }
func (e *Endpoint) getDirection(goja.FunctionCall) goja.Value { return e.c.s.Value(e.direction) }
func (e *Endpoint) getMode(goja.FunctionCall) goja.Value      { return e.c.s.Value(e.mode) }
func (e *Endpoint) getCall(goja.FunctionCall) goja.Value      { return e.call.Target().Object }

func (e *Endpoint) command(name, native string, args ...any) {
	e.c.s.Do(session.Command{
		Name: name, Target: e.name, Args: args,
		Native: native, Params: append([]any{session.Fields{{Key: "id", Value: e.name}}}, args...),
	})
}

// in reports whether the endpoint is in its conference, and warns if it is not.
func (e *Endpoint) in(where string) bool {
	if slices.Contains(e.c.list, e) {
		return true
	}
	e.c.s.Warn(diag.CodeIgnored, where+": endpoint "+e.name+" is in no conference")
	return false
}

// setDisplayName changes the name that others see; EndpointUpdated follows (assumed).
func (e *Endpoint) setDisplayName(f goja.FunctionCall) goja.Value {
	e.command("setDisplayName", "SetDisplayNameEndpoint", f.Argument(0))
	if e.in("setDisplayName") {
		e.raise("EndpointUpdated")
	}
	return goja.Undefined()
}

// manageEndpoint chooses which of the others the endpoint hears: {id: {audio: []}} no longer, {id: {audio: ['default']}} again. What
// isn't named stays as it was (assumed). A mistake rejects the promise, and nothing changes.
func (e *Endpoint) manageEndpoint(f goja.FunctionCall) goja.Value {
	e.command("manageEndpoint", "ManageEndpoint", f.Argument(0))
	promise, resolve, reject := e.c.s.VM().Promise()
	if !e.in("manageEndpoint") {
		reject(e.c.s.VM().NewError("Error", "manageEndpoint: the endpoint is in no conference"))
		return promise
	}
	if wrong := e.receive("manageEndpoint", f.Argument(0)); wrong != "" {
		reject(e.c.s.VM().NewError("TypeError", "manageEndpoint: "+string(wrong)))
		return promise
	}
	e.raise("EndpointManaged")
	resolve(goja.Undefined())
	return promise
}
