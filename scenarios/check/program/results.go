package program

import (
	"github.com/dop251/goja/ast"

	"voxemu/modules/apitable"
)

// parameter is the type of what a function is given, by all that call it.
func (f *File) parameter(fn *Function, i int) Type {
	type key struct {
		fn *Function
		i  int
	}
	return f.solve(key{fn, i}, func() Type {
		uses, all := f.Uses(fn)
		if !all {
			return unknown
		}
		t := Type{}
		for _, u := range uses {
			if t = join(t, f.given(u, i)); t.Kind == Unknown {
				break
			}
		}
		return t
	})
}

// given is the type of what a function gets as its i-th argument by one use.
func (f *File) given(u Use, i int) Type {
	c := u.Call
	if u.Argument < 0 {
		for n, a := range c.Args {
			if _, spread := a.(*ast.SpreadElement); spread {
				return unknown
			}
			if n == i {
				return f.TypeOf(a)
			}
		}
		return Type{Kind: Nothing}
	}
	name, of := c.Method()
	switch {
	case name == "addEventListener" && u.Argument == 1:
		return f.payload(c.Arg(0), i)
	case name == "removeEventListener":
		return Type{} // it isn't called there
	case name == "then" && u.Argument == 0 && i == 0:
		if t := f.TypeOf(of); t.Kind == Promise {
			return *t.Elem
		}
		return unknown
	case i == 0 && (name == "forEach" || name == "map" || name == "filter" || name == "find" || name == "some" || name == "every"):
		return f.elem(f.TypeOf(of))
	}
	n := f.API(c)
	if n == nil || u.Argument >= len(n.Params) {
		return unknown
	}
	return parameterOf(n.Params[u.Argument].Type, i, n.Full)
}

// payload is the type of what a listener is given.
func (f *File) payload(event ast.Expression, i int) Type {
	if i > 0 {
		return Type{Kind: Nothing}
	}
	n := f.EventOf(event)
	if n == nil {
		return unknown
	}
	shape, ok := apitable.Payload(n.Full)
	if !ok {
		return unknown
	}
	return Type{Kind: Shape, Interface: &shape}
}

// result is the type of what a call gives.
func (f *File) result(c *Call) Type {
	if name, of := c.Method(); of != nil {
		if t, ok := f.builtIn(c, name, of); ok {
			return t
		}
	}
	callee := f.TypeOf(c.Callee)
	switch callee.Kind {
	case none:
		return callee
	case Name:
		n := callee.Node.Resolve()
		if n.Kind == apitable.Class && c.New {
			return Type{Kind: Instance, Node: n}
		}
		if (n.Kind == apitable.Function || n.Kind == apitable.Method) && !c.New {
			return declared(n.Type, n.Full)
		}
	case Func:
		if !c.New {
			return f.Returns(callee.Func)
		}
	case Class:
		if c.New {
			return Type{Kind: Object, Origin: callee.Origin}
		}
	}
	return unknown
}

// builtIn is the type of what some methods of the language give.
func (f *File) builtIn(c *Call, name string, of ast.Expression) (Type, bool) {
	if id, ok := of.(*ast.Identifier); ok && f.BuiltIn(id, id.Name.String()) {
		switch id.Name.String() + "." + name {
		case "Promise.all", "Promise.allSettled", "Promise.race", "Promise.any", "Promise.resolve", "Promise.reject":
			return Type{Kind: Promise, Elem: &unknown}, true
		case "JSON.stringify":
			return Type{Kind: String}, true
		}
	}
	if givesText(name) && f.TypeOf(of).Kind == String {
		return Type{Kind: String}, true
	}
	if name != "then" && name != "catch" && name != "finally" {
		return unknown, false
	}
	t := f.TypeOf(of)
	if t.Kind != Promise {
		return unknown, t.Kind != none && t.Kind != Object && t.Kind != Unknown
	}
	if name == "finally" {
		return t, true
	}
	return Type{Kind: Promise, Elem: &unknown}, true
}

// Returns is the type of what calling a function gives.
func (f *File) Returns(fn *Function) Type {
	type key struct{ fn *Function }
	if fn.Generator {
		return unknown
	}
	t := f.solve(key{fn}, func() Type {
		if e := fn.Result(); e != nil {
			return f.TypeOf(e)
		}
		exits := f.Exits(fn.Body(), nil)
		if len(exits) == 0 { // it throws, or never ends
			return unknown
		}
		t := Type{}
		for _, exit := range exits {
			if r, ok := exit.At.(*ast.ReturnStatement); ok && r.Argument != nil {
				t = join(t, f.TypeOf(r.Argument))
			} else {
				t = join(t, Type{Kind: Nothing})
			}
		}
		return t
	})
	if !fn.Async || t.Kind == Promise {
		return t
	}
	if t.Kind == none {
		t = unknown
	}
	return Type{Kind: Promise, Elem: &t}
}
