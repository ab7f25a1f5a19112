// Package apitable is the whole VoxEngine API as data: each name that a script can write, with its value, its
// signature and the module that must be loaded before it exists.
//
// The names form one tree. [Root] is the global object, its children are the global names, [Lookup] walks dotted
// names:
//
//	n, ok := apitable.Lookup("CallEvents.Connected") // n.Kind == Member, n.Value == "Call.Connected"
//	f, ok := apitable.Lookup("VoxEngine.createASR")  // f.Gate == "ASR": exists after require(Modules.ASR)
//
// The declared API stands in api.txt and interfaces.txt, made by the program in gen; overlay.txt holds all that
// differs from the declarations, each line with its reason. Nothing is read before the first call; a container is
// read when it is first entered, so a name that no script touches costs nothing. All functions may be called from
// any goroutine, and what they return must not be changed.
package apitable

// Kind says what a [Node] is.
type Kind uint8

// The kinds of nodes.
const (
	Namespace Kind = iota + 1 // holds other nodes
	Enum                      // holds members
	Member                    // an enum member: has a value
	Function                  // a function of a namespace or of the global object
	Class                     // has methods, props and perhaps a constructor
	Method                    // a function of a class's instances
	Constant                  // an opaque value known by its full name: a voice, an ASR profile, an ASR model
	Property                  // a variable that scripts may assign
	Alias                     // another path to the node named by Target
)

// String returns the kind in lower case.
func (k Kind) String() string {
	names := [...]string{"unknown", "namespace", "enum", "member", "function", "class", "method", "constant", "property", "alias"}
	if int(k) >= len(names) {
		k = 0
	}
	return names[k]
}

// Node is one name of the API.
type Node struct {
	// Name is the last part of Full. The root has neither.
	Name, Full string
	Kind       Kind
	// Gate is the name of the module (a member of Modules) without which the node doesn't exist; it is "" for a
	// name that is always there. Nodes below a gated one carry its gate (behaviour page, section 1.3).
	Gate string
	// Value is a member's string or int; nil for the other kinds.
	Value any
	// Type is the declared type of a constant or property and what a function or method returns.
	Type string
	// Payload is the declared interface of the event that a member names, as written there; see [Payload].
	Payload string
	// Params are the parameters of a function or method in order.
	Params []Param
	// Extends are the classes that a class inherits from, as written there.
	Extends []string
	// Target is the full name that an alias stands for.
	Target string
	// Note is the reason of a correction, if overlay.txt has one for this node.
	Note string

	// Deprecated is set if the vendor advises against the name.
	Deprecated bool
	// Hidden is set if the vendor leaves the name out of its documentation. It exists all the same.
	Hidden bool
	// Private is set if no script can name the class. Such a class is in [Classes] only.
	Private bool
	// Legacy is set if the name is gone from the declarations, or never was in them, but works.
	Legacy bool
	// Open is set on a namespace in which any further name reads as a constant of type Type
	// (behaviour page, section 3.6).
	Open bool

	body *body
}

// Param is one parameter of a function.
type Param struct {
	Name, Type string
	Optional   bool
}

// Prop is a property of a class's instances or of an interface.
type Prop struct {
	Name, Type           string
	Optional, Deprecated bool
	// Note is the reason of a correction, if there is one.
	Note string
}

// Length returns what the function's JavaScript property length holds: the number of parameters before the first
// optional one. A class has the length of its constructor, an alias that of its target.
func (n *Node) Length() int {
	switch n.Kind {
	case Class:
		c, ok := n.Constructor()
		if !ok {
			return 0
		}
		return c.Length()
	case Alias:
		return n.Resolve().Length()
	}
	for i, p := range n.Params {
		if p.Optional {
			return i
		}
	}
	return len(n.Params)
}

// Resolve returns the node that an alias stands for, and any other node itself.
func (n *Node) Resolve() *Node {
	if n.Kind != Alias {
		return n
	}
	// A test looks up the target of every alias.
	target, _ := Lookup(n.Target)
	return target.Resolve()
}

// Children returns what a namespace or an enum holds: first functions, constants, members and aliases in declared
// order, then namespaces, enums and classes by name. An alias has the children of its target. Names that an open
// namespace makes up are not among them.
func (n *Node) Children() []*Node {
	n = n.Resolve()
	if n.body == nil || n.Kind == Class {
		return nil
	}
	n.body.load(n)
	return n.body.children
}

// Child returns the child called name. In an open namespace each name has one.
func (n *Node) Child(name string) (*Node, bool) {
	n = n.Resolve()
	if n.body == nil || n.Kind == Class {
		return nil, false
	}
	n.body.load(n)
	if c, ok := n.body.index[name]; ok {
		return c, true
	}
	if !n.Open || name == "" {
		return nil, false
	}
	return &Node{Name: name, Full: join(n.Full, name), Kind: Constant, Gate: n.Gate, Type: n.Type, Note: n.Note, Legacy: n.Legacy}, true
}

// Constructor returns the node of a class's declared constructor. A class without one can't be created with new by a
// script, unless it inherits a constructor.
func (n *Node) Constructor() (*Node, bool) { return n.Method("constructor") }

// Methods returns the methods of a class in order: inherited ones first, without the constructor.
func (n *Node) Methods() []*Node {
	n = n.Resolve()
	if n.Kind != Class {
		return nil
	}
	n.body.load(n)
	var out []*Node
	for _, base := range n.bases() {
		out = append(out, base.Methods()...)
	}
	for _, m := range n.body.children {
		if m.Name == "constructor" {
			continue
		}
		if i := position(out, m.Name); i >= 0 {
			out[i] = m
		} else {
			out = append(out, m)
		}
	}
	return out
}

// Method returns a class's method, its own or an inherited one. The constructor is found as "constructor".
func (n *Node) Method(name string) (*Node, bool) {
	n = n.Resolve()
	if n.Kind != Class {
		return nil, false
	}
	n.body.load(n)
	if m, ok := n.body.index[name]; ok {
		return m, true
	}
	for _, base := range n.bases() {
		if m, ok := base.Method(name); ok {
			return m, true
		}
	}
	return nil, false
}

// Props returns the declared properties of a class's instances in order, inherited ones first.
func (n *Node) Props() []Prop {
	n = n.Resolve()
	if n.Kind != Class {
		return nil
	}
	n.body.load(n)
	var out []Prop
	for _, base := range n.bases() {
		out = append(out, base.Props()...)
	}
	return append(out, n.body.props...)
}

// bases are the classes that n extends.
func (n *Node) bases() []*Node {
	var out []*Node
	for _, e := range n.Extends {
		if b, ok := scoped(n.Full, e, n.body.containers); ok {
			out = append(out, b)
		}
	}
	return out
}

func position(nodes []*Node, name string) int {
	for i, n := range nodes {
		if n.Name == name {
			return i
		}
	}
	return -1
}

func join(parent, name string) string {
	if parent == "" {
		return name
	}
	return parent + "." + name
}
