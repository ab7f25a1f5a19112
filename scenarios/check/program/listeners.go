package program

import (
	"slices"

	"github.com/dop251/goja/ast"

	"voxemu/modules/apitable"
)

// Listener is one addEventListener.
type Listener struct {
	Call *Call
	// On is what listens, and Type what it is; Type is unknown if that isn't sure.
	On   ast.Expression
	Type Type
	// Event is the member of an enum of events that the first argument is; nil if it is none, or isn't known.
	Event *apitable.Node
	// Handler is the second argument, nil if there is none; Func is the function that it surely is, or nil.
	Handler ast.Expression
	Func    *Function
}

// WaitsFor reports whether a listener surely waits for one of these events, by full name, such as "CallEvents.Failed".
func (l *Listener) WaitsFor(events ...string) bool {
	return l.Event != nil && slices.Contains(events, l.Event.Full)
}

// Listeners returns all calls of addEventListener, whatever of, in the order of the text.
func (f *File) Listeners() []*Listener {
	if f.listened {
		return f.listeners
	}
	f.listened = true
	for _, c := range f.calls {
		name, of := c.Method()
		if name != "addEventListener" || c.Arg(0) == nil {
			continue
		}
		l := &Listener{Call: c, On: of, Type: f.TypeOf(of), Event: f.EventOf(c.Arg(0)), Handler: c.Arg(1)}
		l.Func = f.FunctionOf(l.Handler)
		f.listeners = append(f.listeners, l)
	}
	return f.listeners
}

// EventOf returns the member of an enum of events that an expression surely is, or nil: CallEvents.Connected, or its value as a text.
func (f *File) EventOf(e ast.Expression) *apitable.Node {
	if t := f.TypeOf(e); t.Kind == Name && t.Node.Kind == apitable.Member {
		return t.Node
	}
	if text, ok := f.String(e); ok {
		if n, ok := apitable.Event(text); ok {
			return n
		}
	}
	return nil
}
