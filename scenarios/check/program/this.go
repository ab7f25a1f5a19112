package program

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// thisType is the type of this in a method of an object or a class.
func (f *File) thisType(n ast.Node) Type {
	if owner := f.ownerOf(n); owner != nil {
		return f.receiver(owner)
	}
	return unknown
}

// ownerOf returns the class or the object literal in one of whose methods a node stands, so that this is meant to be such an object there;
// nil if this may be anything. It asks for no types.
func (f *File) ownerOf(n ast.Node) ast.Node {
	for n := f.parents[n]; n != nil; n = f.parents[n] {
		if _, static := n.(*ast.ClassStaticBlock); static {
			return nil
		}
		if d, field := n.(*ast.FieldDefinition); field {
			if d.Static {
				return nil
			}
			return f.parents[n]
		}
		fn, ok := f.functionOf[n]
		if _, arrow := n.(*ast.ArrowFunctionLiteral); !ok || arrow {
			continue
		}
		if m, method := f.parents[n].(*ast.MethodDefinition); method && m.Static {
			return nil
		}
		return fn.owner
	}
	return nil
}

// receiver is the type of this in the methods of a class or an object literal: an object of that class, or that literal, unless they may
// be methods of others, too.
func (f *File) receiver(owner ast.Node) Type {
	type key struct{ receiver ast.Node }
	return f.solve(key{owner}, func() Type {
		if f.inherited(owner) || f.borrowed(owner) {
			return unknown
		}
		return Type{Kind: Object, Origin: owner}
	})
}

// heirs is where objects may get the methods of others. It is made of the tree alone.
type heirs struct {
	sought bool
	// from are the expressions whose properties others get: of extends, of a spread, of Object.assign and its like.
	from []ast.Expression
	// methods are those of functions that are called for another object: by call, apply and bind, or since they are kept there.
	methods []ast.Expression
	// extending are the calls that may give properties to an object.
	extending []*Call
}

// heirs gathers where the scenario lets objects have the methods and properties of others.
func (f *File) heirs() *heirs {
	h := &f.inherits
	if h.sought {
		return h
	}
	h.sought = true
	for _, n := range f.Nodes() {
		switch n := n.(type) {
		case *ast.ClassLiteral:
			if n.SuperClass != nil {
				h.from = append(h.from, n.SuperClass)
			}
		case *ast.SpreadElement:
			if _, object := f.parents[n].(*ast.ObjectLiteral); object {
				h.from = append(h.from, n.Expression)
			}
		case *ast.PropertyKeyed:
			key, ok := n.Key.(*ast.StringLiteral)
			switch {
			case ok && key.Value == "__proto__":
				h.from = append(h.from, n.Value)
			case isMember(n.Value):
				h.methods = append(h.methods, n.Value)
			}
		case *ast.AssignExpression:
			if name, _ := memberOf(n.Left); name == "prototype" || name == "__proto__" {
				h.from = append(h.from, n.Right)
			}
			if n.Operator == token.ASSIGN && isMember(n.Left) && isMember(n.Right) {
				h.methods = append(h.methods, n.Right)
			}
		}
	}
	for _, c := range f.calls {
		h.call(f, c)
	}
	return h
}

func isMember(e ast.Expression) bool {
	switch bare(e).(type) {
	case *ast.DotExpression, *ast.BracketExpression:
		return true
	}
	return false
}

// call takes in one call.
func (h *heirs) call(f *File, c *Call) {
	if addsProperties(c) {
		h.extending = append(h.extending, c)
	}
	name, of := c.Method()
	switch name {
	case "assign", "create", "setPrototypeOf", "extend", "mixin", "merge", "defaults", "inherits":
		h.from = append(h.from, c.Args...)
	case "call", "apply", "bind":
		if len(c.Args) == 0 {
			return
		}
		if id := identifierOf(of); id != nil && id.Name == "Reflect" {
			h.methods = append(h.methods, c.Args[0])
			return
		}
		if _, object := memberOf(of); object != nil && f.Source(object) == f.Source(c.Args[0]) {
			return // a.b.bind(a)
		}
		if _, null := c.Args[0].(*ast.NullLiteral); !null {
			h.methods = append(h.methods, of)
		}
	}
}

// inherited reports whether objects other than those of a class, or than a literal, may have its methods.
func (f *File) inherited(owner ast.Node) bool {
	if v := f.holder(owner); v != nil && f.Reached(v) {
		return true
	}
	_, class := owner.(*ast.ClassLiteral)
	hidden := !class && f.reachedOnlyByName(owner)
	for _, e := range f.heirs().from {
		switch t := f.TypeOf(e); t.Kind {
		case Class, Object:
			if t.Origin == owner {
				return true
			}
		case Unknown:
			up, extends := f.parents[e].(*ast.ClassLiteral)
			if class && extends && up != owner || !class && !extends && !hidden {
				return true
			}
		}
	}
	return false
}

// borrowed reports whether a method of a literal may be called for other objects. Those of classes rarely are.
func (f *File) borrowed(owner ast.Node) bool {
	if _, literal := owner.(*ast.ObjectLiteral); !literal {
		return false
	}
	hidden := f.reachedOnlyByName(owner)
	for _, e := range f.heirs().methods {
		switch t := f.TypeOf(e); t.Kind {
		case Func:
			if t.Func.owner == owner {
				return true
			}
		case Unknown:
			name, _ := memberOf(e)
			if _, called := f.parents[e].(*ast.DotExpression); called && !hidden || f.hasMethod(owner, name) {
				return true
			}
		}
	}
	return false
}

// hasMethod reports whether a literal has a method of that name.
func (f *File) hasMethod(owner ast.Node, name string) bool {
	for _, fn := range f.functions {
		if fn.owner == owner && fn.Name == name {
			return true
		}
	}
	return false
}

// holder is the variable that a class or a literal is declared as, or nil.
func (f *File) holder(owner ast.Node) *Variable {
	if c, ok := owner.(*ast.ClassLiteral); ok && c.Name != nil {
		return f.variables[c.Name]
	}
	if b, ok := f.parents[owner].(*ast.Binding); ok {
		return f.variables[identifierOf(b.Target)]
	}
	return nil
}

// reachedOnlyByName reports whether a literal is declared as a variable, and nothing is done with that but to read and write members by their
// names.
func (f *File) reachedOnlyByName(owner ast.Node) bool {
	v := f.holder(owner)
	if v == nil {
		return false
	}
	for _, id := range v.Refs {
		if d, ok := f.parents[id].(*ast.DotExpression); !ok || ast.Node(d.Left) != ast.Node(id) {
			return false
		}
	}
	return true
}
