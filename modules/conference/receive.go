package conference

import (
	"slices"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
)

// everyone is the key of receive parameters that stands for all endpoints without a key of their own (assumed).
const everyone = "default"

// receives is which others an endpoint wants to hear: by the id of an endpoint, or by everyone. Who has no entry is heard.
type receives map[string]bool

func (r receives) from(id string) bool {
	for _, key := range []string{id, everyone} {
		if hears, ok := r[key]; ok {
			return hears
		}
	}
	return true
}

// receiveProblem is why receive parameters can't be used.
type receiveProblem string

// readReceive reads {id: {audio: [...], video: [...]}}. An empty list of audio is nothing of that endpoint, any other all of it;
// without one what held before holds on. Of video nothing is left to be seen.
func readReceive(p goja.Value) (keys []string, hears []bool, wrong receiveProblem) {
	o, ok := session.PlainObject(p)
	if !ok {
		return nil, nil, receiveProblem("the receive parameters are an object of endpoint ids, not " + session.Describe(p))
	}
	for _, key := range o.Keys() {
		of, ok := session.PlainObject(o.Get(key))
		if !ok {
			return nil, nil, receiveProblem("what is received of " + key + " is {audio, video}, not " + session.Describe(o.Get(key)))
		}
		for _, kind := range []string{"audio", "video"} {
			v := session.Prop(of, kind)
			if !session.Given(v) {
				continue
			}
			list, ok := session.PlainObject(v)
			if !ok || list.ClassName() != "Array" {
				return nil, nil, receiveProblem(kind + " of " + key + " is a list, not " + session.Describe(v))
			}
			if kind == "audio" {
				keys, hears = append(keys, key), append(hears, len(list.Keys()) > 0)
			}
		}
	}
	return keys, hears, ""
}

// receive takes over receive parameters; those without a mistake take effect at once.
func (e *Endpoint) receive(where string, p goja.Value) receiveProblem {
	keys, hears, wrong := readReceive(p)
	if wrong != "" {
		return wrong
	}
	if e.receives == nil {
		e.receives = receives{}
	}
	for i, key := range keys {
		if key != everyone && !slices.ContainsFunc(e.c.list, func(o *Endpoint) bool { return o.name == key }) {
			e.c.s.Warn(diag.CodeArgument, where+": the conference has no endpoint "+key)
			continue
		}
		e.receives[key] = hears[i]
	}
	e.listen()
	return ""
}

// listen makes the conference keep from the endpoint whom it does not want to hear.
func (e *Endpoint) listen() {
	for _, o := range e.c.list {
		if o != e {
			e.hear(o)
		}
	}
}

func (e *Endpoint) hear(o *Endpoint) {
	e.c.s.Network().Graph().Mute(e.c.unit, e.call.Unit(), o.call.Unit(), !e.receives.from(o.name))
}
