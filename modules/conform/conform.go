// Package conform compares the events that scripts get with what the API table declares of them, and with what the behaviour page
// adds to that: the name, the fields and their types, the order of the fields, and that JSON.stringify writes them.
//
// The harnesses of the modules' tests watch every session with [Watch], so that each test of a module is one of its events, too.
package conform

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"voxemu/modules/apitable"
	"voxemu/runtime/session"
)

// Watch returns what the option Watch of a session takes: it fails the test for each event that does not conform, once for each
// mistake.
func Watch(t testing.TB) func(session.Emitted) {
	known := map[string]bool{}
	return func(e session.Emitted) {
		for _, mistake := range Check(e) {
			if !known[mistake] {
				known[mistake] = true
				t.Errorf("the event does not conform: %s", mistake)
			}
		}
	}
}

// sourceKey is the field that names the one with the source.
const sourceKey = "eventSourceField"

// Check returns what is wrong with an event, each mistake with the name of the event and the field.
func Check(e session.Emitted) []string {
	c := &check{session: e.Session, where: e.Name}
	payload, ok := apitable.Payload(e.Name)
	if !ok {
		return []string{e.Name + ": the API table has no such event"}
	}
	c.scope = scopeOf(payload.Name)
	c.props(e.Object, withCommon(payload.Props, e.Target), e.Name)
	c.source(e, payload)
	c.order(e.Object)
	c.json(e.Object)
	return c.mistakes
}

// withCommon adds the fields that all events have (behaviour page, section 1.8).
func withCommon(props []apitable.Prop, t *session.Target) []apitable.Prop {
	all := slices.Clone(props)
	add := func(name string) {
		if !slices.ContainsFunc(all, func(p apitable.Prop) bool { return p.Name == name }) {
			all = append(all, apitable.Prop{Name: name, Type: "string"})
		}
	}
	add("name")
	if t.Field != "" {
		add("id")
		add(sourceKey)
	}
	return all
}

// check is the comparison of one event.
type check struct {
	session  *session.Session
	scope    string // where names of types are looked for
	where    string
	mistakes []string
}

func (c *check) mistake(path, format string, args ...any) {
	c.mistakes = append(c.mistakes, path+": "+fmt.Sprintf(format, args...))
}

// source compares what the event tells of itself with the object that raises it.
func (c *check) source(e session.Emitted, payload apitable.Interface) {
	if name := e.Object.Get("name"); name == nil || name.String() != e.Name {
		c.mistake(e.Name, "the field name is %v", name)
	}
	if e.Target.Field == "" {
		return
	}
	if field := e.Object.Get(sourceKey); field == nil || field.String() != e.Target.Field {
		c.mistake(e.Name, "eventSourceField is %v, not %s", field, e.Target.Field)
	}
	if source := e.Object.Get(e.Target.Field); source == nil || !source.StrictEquals(e.Target.Object) {
		c.mistake(e.Name, "the field %s is not what raises the event", e.Target.Field)
	}
	if id := e.Object.Get("id"); id == nil || id.String() != e.Target.ID {
		c.mistake(e.Name, "the field id is not that of what raises the event")
	}
}

// order checks that the native fields come first and in alphabetical order (behaviour page, section 1.8). Behind them stand
// eventSourceField and API objects.
func (c *check) order(o *goja.Object) {
	keys := o.Keys()
	if i := slices.Index(keys, sourceKey); i >= 0 {
		keys = keys[:i]
	} else {
		keys = slices.DeleteFunc(keys, func(k string) bool { return c.isAPI(o.Get(k)) })
	}
	if !slices.IsSorted(keys) {
		c.mistake(c.where, "the native fields are not in alphabetical order: %s", strings.Join(keys, ", "))
	}
}

// json checks that JSON.stringify can write the event, with its fields.
func (c *check) json(o *goja.Object) {
	text, err := o.MarshalJSON()
	switch {
	case err != nil:
		c.mistake(c.where, "JSON.stringify throws %v", err)
	case !strings.Contains(string(text), `"name":`):
		c.mistake(c.where, "JSON.stringify writes %s", text)
	}
}
