package apitable

import (
	_ "embed" // the interfaces
	"maps"
	"slices"
	"sync"
)

//go:embed interfaces.txt
var shapesText string

// Interface is the declared shape of an object: the payload of an event, a parameter object, a result.
type Interface struct {
	Name string
	// Gate is the module it is declared with, if the declarations say so.
	Gate string
	// Extends are the interfaces it takes its first properties from, as written there.
	Extends []string
	Props   []Prop
	// Private is set if it is declared for the vendor's own use, Deprecated if it is advised against.
	Private, Deprecated bool
}

// shapes is interfaces.txt, read as a whole: only conformance checks want it.
type shapes struct {
	byName map[string]Interface
	names  []string // sorted
	types  map[string]string
	events map[string]*Node // members with a payload by value
}

// currentShapes needs nothing at start-up, so that the text is part of those programs only that ask for a shape.
var currentShapes lazyShapes

type lazyShapes struct {
	once   sync.Once
	shapes *shapes
}

func (l *lazyShapes) get() *shapes {
	l.once.Do(func() {
		l.shapes = loadShapes(shapesText, overlayText)
		l.shapes.indexEvents(Root())
	})
	return l.shapes
}

// loadShapes reads the declarations and then what the overlay adds to them.
func loadShapes(text, overlay string) *shapes {
	s := &shapes{byName: map[string]Interface{}, types: map[string]string{}, events: map[string]*Node{}}
	for b := range blocksOf(text) {
		s.add(b)
	}
	for b := range blocksOf(overlay) {
		if b.head.kind == "interface" {
			s.add(b)
		}
	}
	return s
}

func (s *shapes) add(b *block) {
	h := b.head
	if h.kind == "type" {
		s.types[h.name] = h.prop
		return
	}
	i, known := s.byName[h.name]
	if !known {
		i = Interface{Name: h.name, Gate: h.gate, Extends: h.extends, Private: h.private, Deprecated: h.deprecated}
		s.names = append(s.names, h.name)
	}
	for r := range recordsOf(b.lines) {
		i.Props = setProp(i.Props, Prop{Name: r.name, Type: r.prop, Optional: r.optional, Deprecated: r.deprecated, Note: r.note})
	}
	s.byName[h.name] = i
}

// setProp adds p or puts it in the place of the one with its name.
func setProp(props []Prop, p Prop) []Prop {
	if i := slices.IndexFunc(props, func(q Prop) bool { return q.Name == p.Name }); i >= 0 {
		props[i] = p
		return props
	}
	return append(props, p)
}

// indexEvents notes the members with a payload below n; of two with one value the first wins.
func (s *shapes) indexEvents(n *Node) {
	for _, c := range n.Children() {
		value, _ := c.Value.(string)
		if _, taken := s.events[value]; c.Payload != "" && !taken {
			s.events[value] = c
		}
		if c.Kind == Namespace || c.Kind == Enum {
			s.indexEvents(c)
		}
	}
}

// whole returns the interface with all inherited properties before its own.
func (s *shapes) whole(name string) Interface {
	i := s.byName[name]
	var props []Prop
	for _, e := range i.Extends {
		if base, ok := scoped(name, e, s.byName); ok {
			for _, p := range s.whole(base.Name).Props {
				props = setProp(props, p)
			}
		}
	}
	for _, p := range i.Props {
		props = setProp(props, p)
	}
	i.Props = props
	return i
}

// Payload returns what an event carries, inherited properties first. The event is named by its value
// ("Call.Connected", as in the trace) or by its member ("CallEvents.Connected").
func Payload(event string) (Interface, bool) {
	s := currentShapes.get()
	n, ok := s.events[event]
	if !ok {
		if n, ok = Lookup(event); !ok || n.Payload == "" {
			return Interface{}, false
		}
	}
	i, ok := scoped(n.Full, n.Payload, s.byName)
	if !ok {
		return Interface{}, false
	}
	return s.whole(i.Name), true
}

// Event returns the member of an enum that names an event with that value, such as "Call.Connected".
func Event(value string) (*Node, bool) {
	n, ok := currentShapes.get().events[value]
	return n, ok
}

// InterfaceIn returns the interface that a declaration in the scope means by a name: one of that scope, or of one around it. The
// scope is the full name of the function, class, enum or interface in which the name is written.
func InterfaceIn(scope, name string) (Interface, bool) {
	s := currentShapes.get()
	i, ok := scoped(scope, name, s.byName)
	if !ok {
		return Interface{}, false
	}
	return s.whole(i.Name), true
}

// LookupInterface returns an interface by its full name, with what it inherits.
func LookupInterface(full string) (Interface, bool) {
	s := currentShapes.get()
	if _, ok := s.byName[full]; !ok {
		return Interface{}, false
	}
	return s.whole(full), true
}

// InterfaceNames returns the full names of all interfaces, sorted.
func InterfaceNames() []string { return slices.Clone(currentShapes.get().names) }

// TypeNames returns the full names of all declared types that are no interfaces, sorted.
func TypeNames() []string { return slices.Sorted(maps.Keys(currentShapes.get().types)) }

// TypeDefinition returns the text of a declared type.
func TypeDefinition(full string) (string, bool) {
	t, ok := currentShapes.get().types[full]
	return t, ok
}
