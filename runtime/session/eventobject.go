package session

import (
	"slices"

	"github.com/dop251/goja"
)

// eventObject is an event as scripts see it: a plain object in all they usually do with it. Its fields become JavaScript values
// when they are first read, as most are not.
type eventObject struct {
	s      *Session
	fields Fields
	few    [6]Field // where the fields are, unless there are more
}

var _ goja.DynamicObject = (*eventObject)(nil)

// newEventObject makes the object that listeners get: the native fields in alphabetical order, then the source (behaviour
// page, section 1.8).
func (s *Session) newEventObject(t *Target, e *Event) *goja.Object {
	o := &eventObject{s: s}
	o.fields = e.appendNative(o.few[:0], t)
	if t.Field != "" {
		o.fields = append(o.fields, Field{"eventSourceField", &t.Field}, Field{t.Field, t.Object})
	}
	o.fields = append(o.fields, e.Extra...)
	return s.Runtime().NewDynamicObject(o)
}

func (o *eventObject) index(name string) int {
	return slices.IndexFunc(o.fields, func(f Field) bool { return f.Key == name })
}

// Get returns a field, or nil.
func (o *eventObject) Get(name string) goja.Value {
	i := o.index(name)
	if i < 0 {
		return nil
	}
	v, made := o.fields[i].Value.(goja.Value)
	if !made {
		v = o.s.Value(o.fields[i].Value)
		o.fields[i].Value = v
	}
	return v
}

// Set writes a field, or adds one.
func (o *eventObject) Set(name string, v goja.Value) bool {
	if i := o.index(name); i >= 0 {
		o.fields[i].Value = v
	} else {
		o.fields = append(o.fields, Field{name, v})
	}
	return true
}

// Has reports whether there is a field.
func (o *eventObject) Has(name string) bool { return o.index(name) >= 0 }

// Delete removes a field.
func (o *eventObject) Delete(name string) bool {
	if i := o.index(name); i >= 0 {
		o.fields = slices.Delete(o.fields, i, i+1)
	}
	return true
}

// Keys returns the names of the fields in their order.
func (o *eventObject) Keys() []string {
	keys := make([]string, len(o.fields))
	for i, f := range o.fields {
		keys[i] = f.Key
	}
	return keys
}
