package events

import (
	"slices"
	"strings"

	"github.com/dop251/goja/ast"

	"voxemu/modules/apitable"
	"voxemu/scenarios/check/program"
)

// given is what a handler may be given: the payload of one of these events, and nothing else. Interfaces have the names of the events.
type given []apitable.Interface

// has reports whether any of them has a field.
func (g given) has(field string) bool {
	return slices.ContainsFunc(g, func(i apitable.Interface) bool {
		return slices.ContainsFunc(i.Props, func(p apitable.Prop) bool { return p.Name == field })
	})
}

// fields are the names of all their fields.
func (g given) fields() []string {
	var list []string
	for _, i := range g {
		for _, p := range i.Props {
			list = append(list, p.Name)
		}
	}
	return list
}

// common reports whether all events have a field (section 1.8), or any object.
func common(field string) bool {
	switch field {
	case "name", "NAME", "id", "eventSourceField":
		return true
	}
	return program.OfEveryObject(field)
}

// sockets are the properties of a WebSocket that hold handlers.
var sockets = map[string]string{
	"onopen": "OPEN", "onclose": "CLOSE", "onmessage": "MESSAGE", "onerror": "ERROR",
	"oncreated": "CREATED", "onmediastarted": "MEDIA_STARTED", "onmediaended": "MEDIA_ENDED",
}

// giving finds out which events expressions are.
type giving struct {
	*program.File
	events map[*apitable.Node]apitable.Interface
	// asked are the parameters that are being looked at: a function may hand on its event to itself.
	asked map[*program.Variable]bool
}

// of returns what an expression is; nil if it isn't surely an event.
func (g *giving) of(e ast.Expression) given {
	if v := g.VariableOf(e); v != nil {
		return g.variable(v, e)
	}
	return nil
}

func (g *giving) variable(v *program.Variable, e ast.Expression) given {
	if value := g.Constant(e); value != nil {
		if id, ok := value.(*ast.Identifier); ok && g.VariableOf(id) != v {
			return g.of(id)
		}
		return nil
	}
	fn, i, ok := v.Parameter()
	if !ok || g.asked[v] {
		return nil
	}
	g.asked[v] = true
	defer delete(g.asked, v)
	return g.parameter(fn, i)
}

// parameter returns what a function is given as its i-th argument.
func (g *giving) parameter(fn *program.Function, i int) given {
	if i == 0 {
		if event := g.socketHandler(fn); event != nil {
			return g.payload(nil, event)
		}
	}
	uses, all := g.Uses(fn)
	if !all {
		return nil
	}
	var found given
	for _, u := range uses {
		name, _ := u.Call.Method()
		switch {
		case name == "removeEventListener" && u.Argument == 1:
			continue
		case name == "addEventListener" && u.Argument == 1 && i == 0:
			found = g.payload(found, g.EventOf(u.Call.Arg(0)))
		case u.Argument < 0 && u.Call.Arg(i) != nil:
			more := g.of(u.Call.Arg(i))
			if more == nil {
				return nil
			}
			found = append(found, more...)
		default:
			return nil
		}
		if found == nil {
			return nil
		}
	}
	return found
}

// payload adds what an event carries; it returns nil if that isn't known.
func (g *giving) payload(found given, event *apitable.Node) given {
	if event == nil || strings.HasPrefix(event.Full, "AI.") || strings.HasPrefix(event.Full, "CCAI.") {
		return nil // the vendor's connectors carry more than is declared
	}
	shape, ok := g.events[event]
	if !ok {
		if shape, ok = apitable.Payload(event.Full); !ok {
			return nil
		}
		shape.Name = event.Full
		g.events[event] = shape
	}
	return append(found, shape)
}

// socketHandler returns the event that a function handles as a property of a WebSocket, or nil.
func (g *giving) socketHandler(fn *program.Function) *apitable.Node {
	a, ok := g.Parent(fn.Node).(*ast.AssignExpression)
	if !ok || ast.Node(a.Right) != fn.Node {
		return nil
	}
	d, ok := a.Left.(*ast.DotExpression)
	if !ok || !g.TypeOf(d.Left).Is("WebSocket") {
		return nil
	}
	member, ok := sockets[d.Identifier.Name.String()]
	if !ok {
		return nil
	}
	n, _ := apitable.Lookup("WebSocketEvents." + member)
	return n
}

// siblings reports whether another event of the same object has a field: then events may have it that aren't declared to (section
// 5.7 has fields that only logs show).
func siblings(event, field string) bool {
	enum, ok := apitable.Lookup(event[:max(0, strings.LastIndexByte(event, '.'))])
	if !ok {
		return false
	}
	return slices.ContainsFunc(enum.Children(), func(m *apitable.Node) bool {
		shape, ok := apitable.Payload(m.Full)
		return ok && given{shape}.has(field)
	})
}
