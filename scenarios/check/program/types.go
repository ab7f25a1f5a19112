package program

import (
	"strings"

	"github.com/dop251/goja/ast"

	"voxemu/modules/apitable"
)

// Kind says what is known of a value.
type Kind uint8

// The kinds of types.
const (
	none     Kind = iota // nothing yet: only while types are looked for
	Unknown              // it may be anything
	Nothing              // null or undefined
	String               // a string
	Number               // a number
	Boolean              // a boolean
	List                 // an array of Elem
	Name                 // what a name of the API stands for: Node is a namespace, an enum, a member, a class, a function, a method
	Instance             // an object of the API: Node is its class
	Shape                // an object that the API gives or takes: Interface tells its properties
	Promise              // a promise of Elem
	Func                 // a function of the scenario: Type.Func
	Object               // an object of the scenario: Origin is the literal, or the class, that made it
	Class                // a class of the scenario: Origin
	Other                // another value of the language: a regular expression, a symbol, a number that may be a BigInt
)

// Type is what is known of the value of an expression.
type Type struct {
	Kind Kind
	// Maybe says that the value can be null or undefined instead.
	Maybe     bool
	Node      *apitable.Node
	Interface *apitable.Interface
	Elem      *Type
	Func      *Function
	Origin    ast.Node
}

var unknown = Type{Kind: Unknown}

// Is reports whether the value surely is an object of a class of the API.
func (t Type) Is(class string) bool { return t.Kind == Instance && t.Node.Full == class }

// String names the type for messages: "a Call", "a promise".
func (t Type) String() string {
	switch t.Kind {
	case Nothing:
		return "undefined"
	case String:
		return "a string"
	case Number:
		return "a number"
	case Boolean:
		return "a boolean"
	case List:
		return "an array"
	case Name:
		return t.Node.Full
	case Instance:
		return article(t.Node.Full)
	case Shape:
		return "an object"
	case Promise:
		return "a promise"
	case Func:
		return "a function"
	case Object, Class:
		return "an object of the scenario"
	}
	return "anything"
}

func article(noun string) string {
	if strings.ContainsRune("AEIO", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

// join returns what is known of a value that has one type or the other.
func join(a, b Type) Type {
	switch {
	case a.Kind == none:
		return b
	case b.Kind == none:
		return a
	case a.Kind == Nothing && b.Kind == Nothing:
		return a
	case a.Kind == Nothing:
		b.Maybe = true
		return b
	case b.Kind == Nothing:
		a.Maybe = true
		return a
	case !same(a, b):
		return unknown
	}
	a.Maybe = a.Maybe || b.Maybe
	return a
}

func same(a, b Type) bool {
	if a.Kind != b.Kind || a.Node != b.Node || a.Func != b.Func || a.Origin != b.Origin {
		return false
	}
	if (a.Interface == nil) != (b.Interface == nil) || a.Interface != nil && a.Interface.Name != b.Interface.Name {
		return false
	}
	return (a.Elem == nil) == (b.Elem == nil) && (a.Elem == nil || same(*a.Elem, *b.Elem))
}

// declared reads a type as the API's declarations write it. The scope is the full name of what declares it.
func declared(text, scope string) Type {
	text = strings.TrimSpace(text)
	switch text {
	case "void", "undefined", "null":
		return Type{Kind: Nothing}
	case "string":
		return Type{Kind: String}
	case "number":
		return Type{Kind: Number}
	case "boolean":
		return Type{Kind: Boolean}
	case "any", "unknown", "object", "Object", "":
		return unknown
	}
	if strings.Contains(text, " | ") && !strings.ContainsAny(text, "<({") {
		t := Type{}
		for part := range strings.SplitSeq(text, " | ") {
			t = join(t, declared(part, scope))
		}
		return t
	}
	if inner, ok := strings.CutPrefix(text, "Promise<"); ok && strings.HasSuffix(inner, ">") {
		elem := declared(inner[:len(inner)-1], scope)
		return Type{Kind: Promise, Elem: &elem}
	}
	if elem, ok := strings.CutSuffix(text, "[]"); ok && !strings.ContainsAny(elem, "<({|") {
		t := declared(elem, scope)
		return Type{Kind: List, Elem: &t}
	}
	return named(text, scope)
}

func named(text, scope string) Type {
	if text[0] == '\'' || text[0] == '"' {
		return Type{Kind: String}
	}
	if name, ok := strings.CutPrefix(text, "typeof "); ok {
		if n, ok := apitable.Lookup(name); ok {
			return Type{Kind: Name, Node: n}
		}
		return unknown
	}
	if strings.ContainsAny(text, "<({|&[ ") {
		return unknown
	}
	i, shaped := apitable.InterfaceIn(scope, text)
	if n, ok := apitable.ContainerIn(scope, text); ok && (!shaped || i.Name != n.Full) {
		if n.Kind == apitable.Class {
			return Type{Kind: Instance, Node: n}
		}
		return unknown // the value of a member
	}
	if shaped {
		return Type{Kind: Shape, Interface: &i}
	}
	return unknown
}

// parameterOf returns the type of a parameter of a function type as the declarations write it: (a: Call, b: Call) => any.
func parameterOf(text string, i int, scope string) Type {
	list, _, ok := strings.Cut(text, "=>")
	list = strings.TrimSpace(list)
	if !ok || !strings.HasPrefix(list, "(") || !strings.HasSuffix(list, ")") || strings.Contains(list, "[T]") {
		return unknown
	}
	list = list[1 : len(list)-1]
	if strings.ContainsAny(list, "({<") {
		return unknown
	}
	parts := strings.Split(list, ",")
	if i >= len(parts) || list == "" {
		return Type{Kind: Nothing}
	}
	_, typ, ok := strings.Cut(parts[i], ":")
	if !ok {
		return unknown
	}
	return declared(typ, scope)
}
