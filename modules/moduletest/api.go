package moduletest

import (
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
)

// API builds the names of the modules, all of them present from the beginning.
func API(modules ...session.Module) *session.API {
	classes := map[string]*jsvm.Table{}
	api := &session.API{Instances: func(class string) *jsvm.Table { return classes[class] }}
	root := &node{}
	for _, m := range append([]session.Module{own()}, modules...) {
		for _, f := range m.Funcs {
			root.at(f.Name).make = makeFunc(f)
		}
		for _, v := range m.Values {
			root.at(v.Name).make = func(vm *jsvm.VM, _ any) goja.Value { return v.Make(session.Of(vm)) }
		}
		for _, c := range m.Classes {
			root.at(c.Name).make = makeClass(c)
			classes[c.Name] = instances(c)
		}
		if m.WrapLeg != nil {
			api.WrapLeg = m.WrapLeg
		}
	}
	api.Globals = root.table("globals")
	return api
}

// node is a name in the tree of namespaces: what makes its value, or the names below it in the order they were declared.
type node struct {
	name     string
	make     func(vm *jsvm.VM, self any) goja.Value
	children []*node
}

// at returns the node of a dotted name, making the nodes on the way.
func (n *node) at(full string) *node {
	head, rest, more := strings.Cut(full, ".")
	for _, c := range n.children {
		if c.name == head {
			if more {
				return c.at(rest)
			}
			return c
		}
	}
	c := &node{name: head}
	n.children = append(n.children, c)
	if more {
		return c.at(rest)
	}
	return c
}

func (n *node) table(name string) *jsvm.Table {
	members := make([]jsvm.Member, len(n.children))
	for i, c := range n.children {
		mk := c.make
		if mk == nil {
			t := c.table(c.name)
			mk = func(vm *jsvm.VM, _ any) goja.Value { return vm.NewObject(t, nil, nil) }
		}
		members[i] = jsvm.Member{Name: c.name, Make: mk}
	}
	return jsvm.NewTable(name, jsvm.TableOptions{}, members...)
}

func makeFunc(f session.Func) func(*jsvm.VM, any) goja.Value {
	name := f.Name[strings.LastIndexByte(f.Name, '.')+1:]
	return func(vm *jsvm.VM, _ any) goja.Value {
		s := session.Of(vm)
		return vm.Func(name, 0, func(c goja.FunctionCall) goja.Value { return f.Call(s, c) })
	}
}

func makeClass(c session.Class) func(*jsvm.VM, any) goja.Value {
	name := c.Name[strings.LastIndexByte(c.Name, '.')+1:]
	return func(vm *jsvm.VM, _ any) goja.Value {
		s := session.Of(vm)
		return vm.Class(name, 0, s.Proto(c.Name), func(call goja.ConstructorCall) *goja.Object {
			if c.Construct == nil {
				vm.Throw("TypeError", c.Name+" is not a constructor")
			}
			return c.Construct(s, call)
		})
	}
}

func instances(c session.Class) *jsvm.Table {
	members := make([]jsvm.Member, len(c.Methods))
	for i, m := range c.Methods {
		members[i] = jsvm.Member{Name: m.Name, Make: func(vm *jsvm.VM, self any) goja.Value {
			s := session.Of(vm)
			return vm.Func(m.Name, 0, func(call goja.FunctionCall) goja.Value { return m.Call(s, self, call) })
		}}
	}
	return jsvm.NewTable(c.Name, jsvm.TableOptions{}, members...)
}

// own are the names that tests have beside those of the modules.
func own() session.Module {
	return session.Module{Name: "moduletest", Funcs: []session.Func{
		{Name: "print", Call: func(s *session.Session, c goja.FunctionCall) goja.Value {
			texts := make([]string, len(c.Arguments))
			for i, a := range c.Arguments {
				texts[i] = a.String()
			}
			s.Write(strings.Join(texts, " "))
			return goja.Undefined()
		}},
		{Name: "on", Call: func(s *session.Session, c goja.FunctionCall) goja.Value {
			s.AppTarget().AddListener(c.Argument(0), c.Argument(1))
			return goja.Undefined()
		}},
		{Name: "terminate", Call: func(s *session.Session, _ goja.FunctionCall) goja.Value {
			s.Terminate()
			return goja.Undefined()
		}},
	}}
}
