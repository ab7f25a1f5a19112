package modules

import (
	"fmt"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"voxemu/modules/apitable"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
)

// builder turns the API table and the modules' declarations into the names that scripts see.
type builder struct {
	funcs   map[string]session.Func
	classes map[string]session.Class
	values  map[string]session.Value
	api     *session.API
}

// Build makes an API of modules. It reports a name that the table does not know, or that two modules declare.
func Build(list []session.Module) (*session.API, error) {
	b := &builder{
		funcs:   map[string]session.Func{},
		classes: map[string]session.Class{},
		values:  map[string]session.Value{},
		api: &session.API{
			Gates:     map[string]string{},
			Required:  map[string][]func(*session.Session){},
			Instances: func(string) *jsvm.Table { return nil },
		},
	}
	for _, m := range list {
		if err := b.declare(m); err != nil {
			return nil, fmt.Errorf("module %s: %w", m.Name, err)
		}
	}
	for _, m := range apitable.Modules() {
		b.api.Gates[m.Value] = m.Name
	}
	b.api.LegacyGate = func(value string) bool {
		_, ok := apitable.ModuleByValue(value)
		return ok
	}
	b.api.Advice = apitable.Advice
	b.api.Globals = b.table(apitable.Root(), jsvm.TableOptions{})
	b.api.Instances = memo(b.instances)
	return b.api, nil
}

// declare takes in one module.
func (b *builder) declare(m session.Module) error {
	for _, f := range m.Funcs {
		if n, ok := apitable.Lookup(f.Name); !ok || n.Kind != apitable.Function {
			return fmt.Errorf("the API has no function %s", f.Name)
		}
		if _, twice := b.funcs[f.Name]; twice {
			return fmt.Errorf("%s is declared twice", f.Name)
		}
		b.funcs[f.Name] = f
	}
	for _, c := range m.Classes {
		n, ok := apitable.Lookup(c.Name)
		if !ok || n.Kind != apitable.Class {
			return fmt.Errorf("the API has no class %s", c.Name)
		}
		for _, method := range c.Methods {
			if _, ok := n.Method(method.Name); !ok {
				return fmt.Errorf("class %s has no method %s", c.Name, method.Name)
			}
		}
		b.classes[c.Name] = c
	}
	for _, v := range m.Values {
		if _, ok := apitable.Lookup(v.Name); !ok {
			return fmt.Errorf("the API has no name %s", v.Name)
		}
		b.values[v.Name] = v
	}
	for gate, f := range m.Required {
		b.api.Required[gate] = append(b.api.Required[gate], f)
	}
	if m.WrapLeg != nil {
		b.api.WrapLeg = m.WrapLeg
	}
	return nil
}

// memo makes a function of a name remember its answers, for all sessions.
func memo[T any](make func(string) T) func(string) T {
	var known sync.Map
	return func(name string) T {
		f, ok := known.Load(name)
		if !ok {
			f, _ = known.LoadOrStore(name, sync.OnceValue(func() T { return make(name) }))
		}
		return f.(func() T)()
	}
}

// table makes the names inside a namespace or an enum. What is below them is made when a script first enters it.
func (b *builder) table(n *apitable.Node, o jsvm.TableOptions) *jsvm.Table {
	var members []jsvm.Member
	for _, c := range n.Children() {
		members = append(members, b.member(c))
	}
	if n.Open {
		o.Other = func(name string) (jsvm.Member, bool) {
			c, ok := n.Child(name)
			if !ok {
				return jsvm.Member{}, false
			}
			return b.member(c), true
		}
	}
	return jsvm.NewTable(n.Full, o, members...)
}

// member makes one name.
func (b *builder) member(n *apitable.Node) jsvm.Member {
	m := jsvm.Member{Name: n.Name, Gate: n.Gate}
	if v, ok := b.values[n.Full]; ok {
		m.Make = func(vm *jsvm.VM, _ any) goja.Value { return v.Make(session.Of(vm)) }
		return m
	}
	switch n.Kind {
	case apitable.Member:
		m.Value = jsvm.Shared(n.Value)
	case apitable.Namespace, apitable.Enum:
		table := sync.OnceValue(func() *jsvm.Table {
			return b.table(n, jsvm.TableOptions{ReadOnly: n.Kind == apitable.Enum})
		})
		m.Make = func(vm *jsvm.VM, _ any) goja.Value { return vm.NewObject(table(), nil, nil) }
	case apitable.Function:
		m.Make = b.function(n)
	case apitable.Class:
		m.Make = b.class(n)
	case apitable.Constant:
		m.Make = constant(n)
	case apitable.Alias:
		m.Make = func(vm *jsvm.VM, _ any) goja.Value { return walk(vm, n.Target) }
	default: // a property that scripts may assign
		m.Value = goja.Undefined()
	}
	return m
}

// function makes a function of a namespace; one that no module implements says so when it is called.
func (b *builder) function(n *apitable.Node) func(*jsvm.VM, any) goja.Value {
	f, ok := b.funcs[n.Full]
	switch {
	case ok:
	case n.Type == "Voice":
		return namedVoice(n)
	default:
		return notYet(n.Name, n.Full, n.Length())
	}
	length, sig := n.Length(), signatureOf(n.Full, n)
	return func(vm *jsvm.VM, _ any) goja.Value {
		s := session.Of(vm)
		return vm.Func(n.Name, length, checked(s, sig, func(c goja.FunctionCall) goja.Value { return f.Call(s, c) }))
	}
}

func notYet(name, full string, length int) func(*jsvm.VM, any) goja.Value {
	return func(vm *jsvm.VM, _ any) goja.Value {
		return vm.Func(name, length, func(goja.FunctionCall) goja.Value {
			throwNotYet(vm, full)
			return nil
		})
	}
}

func throwNotYet(vm *jsvm.VM, full string) {
	vm.Throw("Error", "not emulated yet: "+full)
}

// class makes a class; its objects share the session's prototype of that class.
func (b *builder) class(n *apitable.Node) func(*jsvm.VM, any) goja.Value {
	c, known := b.classes[n.Full]
	sig := &signature{}
	if ctor, ok := n.Constructor(); ok {
		sig = signatureOf(n.Full, ctor)
	}
	return func(vm *jsvm.VM, _ any) goja.Value {
		s := session.Of(vm)
		return vm.Class(n.Name, n.Length(), s.Proto(n.Full), func(call goja.ConstructorCall) *goja.Object {
			switch {
			case !known:
				throwNotYet(vm, n.Full)
			case c.Construct == nil:
				vm.Throw("TypeError", n.Full+" can't be created with new: its objects come from the API")
			}
			var made *goja.Object
			checked(s, sig, func(goja.FunctionCall) goja.Value {
				made = c.Construct(s, call)
				return made
			})(goja.FunctionCall{Arguments: call.Arguments})
			return made
		})
	}
}

// instances makes the members of a class's objects.
func (b *builder) instances(class string) *jsvm.Table {
	n, ok := apitable.Lookup(class)
	if !ok {
		panic("modules: no class " + class)
	}
	methods := map[string]session.Method{}
	for _, m := range b.classes[class].Methods {
		methods[m.Name] = m
	}
	var members []jsvm.Member
	for _, m := range n.Methods() {
		length, full := m.Length(), class+"."+m.Name
		impl, ok := methods[m.Name]
		make := notYet(m.Name, full, length)
		if ok {
			sig := signatureOf(full, m)
			make = func(vm *jsvm.VM, self any) goja.Value {
				s := session.Of(vm)
				return vm.Func(m.Name, length, checked(s, sig, func(c goja.FunctionCall) goja.Value { return impl.Call(s, self, c) }))
			}
		}
		members = append(members, jsvm.Member{Name: m.Name, Make: make, Hidden: true})
	}
	return jsvm.NewTable(class, jsvm.TableOptions{}, members...)
}

// opaqueTable holds what all opaque constants have: the text they turn into.
var opaqueTable = sync.OnceValue(func() *jsvm.Table {
	name := func(vm *jsvm.VM, self any) goja.Value {
		return vm.Func("toString", 0, func(goja.FunctionCall) goja.Value {
			return vm.Runtime().ToValue(self.(*session.Opaque).Name)
		})
	}
	return jsvm.NewTable("constant", jsvm.TableOptions{ReadOnly: true},
		jsvm.Member{Name: "toString", Make: name, Hidden: true},
		jsvm.Member{Name: "toJSON", Make: name, Hidden: true})
})

// namedVoice makes a function that gives the voice of a name.
func namedVoice(n *apitable.Node) func(*jsvm.VM, any) goja.Value {
	return func(vm *jsvm.VM, _ any) goja.Value {
		return vm.Func(n.Name, n.Length(), func(c goja.FunctionCall) goja.Value {
			return opaque(vm, n.Full+"("+c.Argument(0).String()+")")
		})
	}
}

// constant makes a voice, profile or model: an object that is nothing but its full name.
func constant(n *apitable.Node) func(*jsvm.VM, any) goja.Value {
	return func(vm *jsvm.VM, _ any) goja.Value { return opaque(vm, n.Full) }
}

func opaque(vm *jsvm.VM, name string) goja.Value {
	return vm.NewObject(opaqueTable(), &session.Opaque{Name: name}, nil)
}

// walk reads a dotted name from the global object.
func walk(vm *jsvm.VM, full string) goja.Value {
	o := vm.Runtime().GlobalObject()
	parts := strings.Split(full, ".")
	for _, p := range parts[:len(parts)-1] {
		o = o.Get(p).ToObject(vm.Runtime())
	}
	return o.Get(parts[len(parts)-1])
}
