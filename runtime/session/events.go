package session

import (
	"slices"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/trace"
)

// Target is an API object that raises events: a call, a player, or the application itself.
type Target struct {
	// ID identifies the object in events, traces and the session log.
	ID string
	// Field is the property of an event that holds the object, such as "call". It is empty for the application.
	Field string
	// Object is the object as scripts see it.
	Object goja.Value
	// Property returns the handler of an event that the script has put into a property of the object, such as onmessage; undefined
	// or null for none. It runs before the listeners. It may be nil.
	Property func(event string) goja.Value
	// Made is where the script has made the object, for errors of functions in its properties.
	Made jsvm.Caller

	s         *Session
	listeners []listener
}

type listener struct {
	event string
	f     Callback
}

// NewTarget returns a target of the session.
func (s *Session) NewTarget(id, field string, object goja.Value) *Target {
	return &Target{ID: id, Field: field, Object: object, s: s}
}

// Event is one event on its way to the script.
type Event struct {
	// Name is the value of the event constant, such as "Call.Connected".
	Name string
	// Fields are the native fields besides name and id.
	Fields Fields
	// Later makes Fields when they are first read; it may be nil.
	Later func() Fields
	// Extra are fields that the JavaScript layer adds after the native ones, such as the call of CallAlerting.
	Extra Fields
	// Before changes the state that scripts can read; it runs just before the listeners.
	Before func()
	// Unhandled runs instead of the listeners when there are none.
	Unhandled func()
	// Returned is told what each listener returned; it may be nil. After runs when all have, or when there are none.
	Returned func(goja.Value)
	After    func()
	// Synthetic marks events that the JavaScript layer makes itself; the session log words them differently.
	Synthetic bool
	// NoID leaves out the id field.
	NoID bool
}

// Emitted is an event whose listeners are about to run, for those who check what events look like.
type Emitted struct {
	Session *Session
	// Target raises it.
	Target *Target
	Name   string
	// Object is what a listener gets: one of its own, so that looking at it changes nothing for the script.
	Object *goja.Object
}

// AddListener registers a listener (behaviour page, section 1.8). What is not a function is accepted, and fails when
// the event comes. An undefined event name is warned about and registers nothing.
func (t *Target) AddListener(event, f goja.Value) {
	if event == nil || goja.IsUndefined(event) || goja.IsNull(event) {
		t.s.Warn(diag.CodeNoEvent, "addEventListener was given an undefined event name"+t.s.Unknown("addEventListener", 0)+": the listener is never called")
		return
	}
	if _, ok := event.(*goja.Object); ok {
		t.s.Warn(diag.CodeNoEvent, "addEventListener: an event is named by a string, not by "+Describe(event))
	}
	l := listener{event.String(), t.s.Callback(f)}
	t.listeners = append(t.listeners, l)
	t.s.listens(l.event, l.f)
}

// RemoveListener removes one listener of an event, or all of them when f is undefined.
func (t *Target) RemoveListener(event, f goja.Value) {
	if event == nil || goja.IsUndefined(event) || goja.IsNull(event) {
		t.s.Warn(diag.CodeNoEvent, "removeEventListener was given an undefined event name"+t.s.Unknown("removeEventListener", 0)+": nothing is removed")
		return
	}
	if _, ok := event.(*goja.Object); ok {
		t.s.Warn(diag.CodeNoEvent, "removeEventListener: an event is named by a string, not by "+Describe(event))
	}
	name := event.String()
	if f == nil || goja.IsUndefined(f) {
		t.listeners = slices.DeleteFunc(t.listeners, func(l listener) bool { return l.event == name })
		return
	}
	for i, l := range t.listeners {
		if l.event == name && l.f.f.Value().StrictEquals(f) {
			t.listeners = slices.Delete(t.listeners, i, i+1)
			return
		}
	}
}

// snapshot appends the listeners of an event as they are now.
func (t *Target) snapshot(fs []Callback, name string) []Callback {
	if t.Property != nil {
		if f := t.Property(name); Given(f) {
			fs = append(fs, newCallback(t.s, f, t.Made))
		}
	}
	for _, l := range t.listeners {
		if l.event == name {
			fs = append(fs, l.f)
		}
	}
	return fs
}

// Listens reports whether anything listens to the event.
func (t *Target) Listens(name string) bool {
	return slices.ContainsFunc(t.listeners, func(l listener) bool { return l.event == name })
}

// Raise queues an event. It is logged now and reaches the script as a turn of its own, in the order of raising; once the
// session has begun to stop it is logged only.
func (t *Target) Raise(e Event) {
	s := t.s
	if s.state == trace.Terminated {
		return
	}
	r := &raised{t, e}
	if s.opts.Log != nil {
		s.logEvent(t, &r.event)
	}
	if !s.Running() {
		if e.Before != nil {
			e.Before()
		}
		return
	}
	s.scope.QueueTurn(r)
}

// raised is an event on its way.
type raised struct {
	target *Target
	event  Event
}

// Run dispatches the event, unless the session has begun to stop.
func (r *raised) Run() error {
	if s := r.target.s; s.Running() {
		return s.dispatch(r.target, &r.event)
	}
	return nil
}

// dispatch runs the listeners of an event as one turn.
func (s *Session) dispatch(t *Target, e *Event) error {
	if e.Before != nil {
		e.Before()
	}
	fs := t.snapshot(s.raising.listeners[:0], e.Name)
	s.raising = raising{t, e, fs}
	if s.opts.Watch != nil {
		if err := s.takeTurn(func() { s.opts.Watch(Emitted{s, t, e.Name, s.newEventObject(t, e)}) }); err != nil {
			return err
		}
	}
	if s.Tracing() {
		s.Trace(trace.Event{Name: e.Name, Target: t.ID, Payload: e.tracePayload(t), Handlers: len(fs)})
	}
	if e.After != nil {
		defer e.After()
	}
	if len(fs) == 0 {
		if e.Unhandled != nil {
			e.Unhandled()
		}
		return nil
	}
	if s.deliver == nil {
		s.deliver = s.callListeners
	}
	return s.takeTurn(s.deliver)
}

// raising is the event that is dispatched. Turns don't nest, so that one serves all events, and keeps the space for their listeners.
type raising struct {
	target    *Target
	event     *Event
	listeners []Callback
}

// callListeners is the turn of the event that is dispatched.
func (s *Session) callListeners() {
	r := s.raising
	object := s.newEventObject(r.target, r.event)
	for _, f := range r.listeners {
		s.handles(r.event, f)
		v := f.Call(object)
		if r.event.Returned != nil {
			r.event.Returned(v)
		}
	}
}

func (e *Event) fields() Fields {
	if e.Later != nil {
		e.Fields, e.Later = e.Later(), nil
	}
	return e.Fields
}

// appendNative appends the native fields, name and id among them, in alphabetical order.
func (e *Event) appendNative(fields Fields, t *Target) Fields {
	from := len(fields)
	fields = append(fields, Field{"name", &e.Name})
	if t.Field != "" && !e.NoID {
		fields = append(fields, Field{"id", &t.ID})
	}
	fields = append(fields, e.fields()...)
	for i := from + 1; i < len(fields); i++ { // there are few
		for j := i; j > from && fields[j].Key < fields[j-1].Key; j-- {
			fields[j], fields[j-1] = fields[j-1], fields[j]
		}
	}
	return fields
}
