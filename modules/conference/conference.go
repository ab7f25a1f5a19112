package conference

import (
	"fmt"
	"slices"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// Conference is what stands behind a Conference object.
type Conference struct {
	s      *session.Session
	target *session.Target
	unit   *telephony.Unit
	list   []*Endpoint // those that are in, in the order they came
}

var (
	_ session.MediaUnit  = (*Conference)(nil)
	_ session.Identified = (*Conference)(nil)
)

// Unit returns the conference's place in the media graph.
func (c *Conference) Unit() *telephony.Unit { return c.unit }

// Target returns the object that raises the conference's events.
func (c *Conference) Target() *session.Target { return c.target }

// TraceID returns the id of the conference.
func (c *Conference) TraceID() string { return c.target.ID }

func (c *Conference) raise(name string, fs session.Fields, extra ...session.Field) {
	c.target.Raise(session.Event{Name: "Conference." + name, Fields: fs, Extra: extra})
}

func (c *Conference) addEventListener(f goja.FunctionCall) goja.Value {
	c.target.AddListener(f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

func (c *Conference) removeEventListener(f goja.FunctionCall) goja.Value {
	c.target.RemoveListener(f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

func (c *Conference) id(goja.FunctionCall) goja.Value { return c.s.Value(c.target.ID) }

func (c *Conference) stop(goja.FunctionCall) goja.Value {
	c.end("stop")
	return goja.Undefined()
}

func (c *Conference) sendMediaTo(f goja.FunctionCall) goja.Value { return c.s.SendMedia(c, f) }
func (c *Conference) stopMediaTo(f goja.FunctionCall) goja.Value { return c.s.StopMedia(c, f) }

// getList returns the endpoints in the order they were added.
func (c *Conference) getList(goja.FunctionCall) goja.Value {
	list := make([]any, len(c.list))
	for i, e := range c.list {
		list[i] = e.object
	}
	return c.s.Value(list)
}

// get returns the endpoint of an id, or undefined (assumed).
func (c *Conference) get(f goja.FunctionCall) goja.Value {
	id := session.Text(f.Argument(0))
	for _, e := range c.list {
		if e.name == id {
			return e.object
		}
	}
	return goja.Undefined()
}

// The errors of adding an endpoint. Of the codes only noRule's is known; the other is assumed.
const (
	noRule       = 102
	notAdded     = 100
	maxEndpoints = 100
)

// add is conference.add({call, mode, direction, displayName, scheme, receiveParameters}): the call becomes an endpoint. What can't be added raises
// ConferenceError, and the endpoint that is returned is in no conference.
func (c *Conference) add(f goja.FunctionCall) goja.Value {
	p := f.Argument(0)
	e := newEndpoint(c, p)
	c.s.Do(session.Command{
		Name: "add", Target: c.target.ID, Args: []any{p}, Native: "AddEndpoint",
		Params: []any{session.Fields{{Key: "conferenceId", Value: c.target.ID}, {Key: "id", Value: e.name}}, p},
	})
	fail := func(code int, why string) goja.Value {
		c.raise("Error", session.Fields{{Key: "code", Value: code}, {Key: "endpointId", Value: e.name}, {Key: "error", Value: why}})
		return e.object
	}
	leg := e.call.Unit().Leg
	switch {
	case !c.s.VideoConference():
		return fail(noRule, "the rule is not for video conferences: set its videoConference flag")
	case c.unit.Ended():
		return fail(notAdded, "the conference has ended")
	case leg.State() == telephony.Terminated:
		return fail(notAdded, "the call is over")
	case len(c.list) >= maxEndpoints:
		return fail(notAdded, fmt.Sprintf("the conference has %d endpoints already", maxEndpoints))
	case slices.ContainsFunc(c.list, func(o *Endpoint) bool { return o.call.Unit() == e.call.Unit() }):
		return fail(notAdded, "the call is an endpoint already")
	}
	c.list = append(c.list, e)
	e.connect()
	if v := session.Prop(p, "receiveParameters"); session.Given(v) {
		if wrong := e.receive("add", v); wrong != "" {
			c.s.Warn(diag.CodeArgument, "add: "+string(wrong))
		}
	}
	for _, o := range c.list {
		if o != e {
			o.hear(e)
		}
	}
	e.raise("EndpointAdded")
	c.s.OnLegEnd(leg, func() {
		if i := slices.Index(c.list, e); i >= 0 {
			c.list = slices.Delete(c.list, i, i+1)
			e.raise("EndpointRemoved")
		}
	})
	return e.object
}

func (c *Conference) warnRoute(err error) {
	if err != nil {
		c.s.Warn(diag.CodeRoute, err.Error())
	}
}
