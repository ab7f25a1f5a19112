package bare

import "github.com/dop251/goja"

// globals is the prototype of the global object: it makes a name when it is first read.
type globals struct{ s *session }

var _ goja.DynamicObject = globals{}

// Get returns the value of a name.
func (g globals) Get(name string) goja.Value {
	if v, ok := g.s.globals[name]; ok {
		return v
	}
	v := g.s.global(name)
	if v != nil {
		g.s.globals[name] = v
	}
	return v
}

// Has reports whether there is such a name.
func (g globals) Has(name string) bool { return g.Get(name) != nil }

// Set, Delete and Keys are for scripts that change globals, and the call counter doesn't.
func (globals) Set(string, goja.Value) bool { return false }

// Delete does nothing.
func (globals) Delete(string) bool { return false }

// Keys returns nothing.
func (globals) Keys() []string { return nil }

// constants reads as a namespace in which every name is a string: prefix and name.
type constants struct {
	globals
	vm     *goja.Runtime
	prefix string
}

// Get returns the value of a name.
func (c constants) Get(name string) goja.Value { return c.vm.ToValue(c.prefix + name) }

// Has reports that there is every name.
func (c constants) Has(string) bool { return true }

// global makes the value of a global name; nil when there is none.
func (s *session) global(name string) goja.Value {
	type functions = map[string]func(goja.FunctionCall) goja.Value
	constant := func(prefix string) goja.Value { return s.vm.NewDynamicObject(constants{vm: s.vm, prefix: prefix}) }
	switch name {
	case "AppEvents":
		return constant("Application.")
	case "CallEvents":
		return constant("Call.")
	case "Modules":
		return constant("")
	case "VoiceList":
		o := s.vm.NewObject()
		o.Set("Amazon", constant("Amazon."))
		return o
	case "require":
		return s.vm.ToValue(func(goja.FunctionCall) goja.Value { return nil })
	case "Logger":
		return s.object(functions{"write": func(goja.FunctionCall) goja.Value { return nil }})
	case "VoxEngine":
		return s.object(functions{
			"addEventListener": s.listen(s.app),
			"terminate":        func(goja.FunctionCall) goja.Value { s.over = true; return nil },
		})
	case "ApplicationStorage":
		return s.object(functions{
			"get": func(c goja.FunctionCall) goja.Value {
				key := c.Argument(0).String()
				return s.settle(func() goja.Value {
					if v, ok := s.store[key]; ok {
						return s.pair(key, v)
					}
					return goja.Null()
				})
			},
			"put": func(c goja.FunctionCall) goja.Value {
				key, value := c.Argument(0).String(), c.Argument(1).String()
				return s.settle(func() goja.Value { s.store[key] = value; return s.pair(key, value) })
			},
		})
	}
	return nil
}
