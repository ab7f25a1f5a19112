package ecma

import (
	"errors"

	"github.com/dop251/goja"

	"voxemu/runtime/intl/locale"
	"voxemu/runtime/jsvm"
)

// intlPatches add Intl, and the locales of the methods that take one. What is formatted how is the business of
// runtime/intl; here scripts' values become Go's and back.
func intlPatches() []jsvm.Patch {
	return append(localePatches(), jsvm.Patch{Words: []string{"Intl"}, Apply: func(vm *jsvm.VM) {
		hide(vm.Runtime().GlobalObject(), "Intl", newIntl(vm))
	}})
}

// service is one class of Intl.
type service struct {
	name string
	// plain says that the class may be called without new.
	plain bool
	// make makes what is behind an object.
	make func(o options, requested []locale.Tag) (any, error)
	// getter is a property that holds a function bound to the object: format, or compare.
	getter  string
	methods []serviceMethod
	// resolved are what resolvedOptions returns.
	resolved func(self any) []property
}

// serviceMethod is a method, or the function of the getter if it has its name.
type serviceMethod struct {
	name   string
	length int
	call   func(vm *jsvm.VM, self any, c goja.FunctionCall) (goja.Value, error)
}

// property is one property of a result. Nil values are left out.
type property struct {
	name  string
	value any
}

// behind is what stands behind an object of a service.
type behind struct {
	service string
	self    any
	bound   goja.Value // of the getter, once made
}

// newIntl makes the object Intl.
func newIntl(vm *jsvm.VM) *goja.Object {
	r := vm.Runtime()
	intl := r.NewObject()
	objects := newHidden[*behind](vm)
	for _, s := range []service{collatorService, dateService, listService, numberService, pluralService, relativeService} {
		hide(intl, s.name, newService(vm, s, objects))
	}
	hide(intl, "Locale", newLocaleClass(vm))
	hide(intl, "DisplayNames", vm.Class("DisplayNames", 2, nil, func(goja.ConstructorCall) *goja.Object {
		vm.Throw("Error", "not emulated yet: Intl.DisplayNames")
		return nil
	}))
	hide(intl, "getCanonicalLocales", function(vm, "getCanonicalLocales", 1, func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
		return names(r, requestedLocales(vm, c.Argument(0)))
	}))
	hide(intl, "supportedValuesOf", function(vm, "supportedValuesOf", 1, func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
		vm.Throw("Error", "not emulated yet: Intl.supportedValuesOf")
		return nil
	}))
	tag(r, intl, "Intl")
	return intl
}

// tag sets Symbol.toStringTag.
func tag(r *goja.Runtime, o *goja.Object, name string) {
	_ = o.DefineDataPropertySymbol(goja.SymToStringTag, r.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

func newService(vm *jsvm.VM, s service, objects *hidden[*behind]) *goja.Object {
	r := vm.Runtime()
	proto := r.NewObject()
	construct := func(c goja.ConstructorCall) *goja.Object {
		self, err := s.make(options{vm, optionsObject(vm, c.Argument(1), s.plain)}, requestedLocales(vm, c.Argument(0)))
		must(vm, err)
		o := c.This
		if o == nil || c.NewTarget == nil { // called without new
			o = r.CreateObject(proto)
		}
		objects.set(o, &behind{service: s.name, self: self})
		return o
	}
	var class *goja.Object
	if s.plain {
		class = vm.Constructor(s.name, 0, construct)
		_ = class.DefineDataProperty("prototype", proto, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
		hide(proto, "constructor", class)
	} else {
		class = vm.Class(s.name, 0, proto, construct)
	}
	hide(class, "supportedLocalesOf", function(vm, "supportedLocalesOf", 1, func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
		list, err := locale.SupportedOf(requestedLocales(vm, c.Argument(0)))
		must(vm, err)
		return texts(r, list)
	}))
	receiver := func(c goja.FunctionCall, method string) *behind {
		b, ok := objects.get(c.This)
		if !ok || b.service != s.name {
			vm.Throw("TypeError", "Intl."+s.name+".prototype."+method+" called on incompatible receiver")
		}
		return b
	}
	for _, m := range s.methods {
		if m.name == s.getter {
			addGetter(vm, proto, m, receiver)
			continue
		}
		hide(proto, m.name, function(vm, m.name, m.length, func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
			v, err := m.call(vm, receiver(c, m.name).self, c)
			must(vm, err)
			return v
		}))
	}
	hide(proto, "resolvedOptions", function(vm, "resolvedOptions", 0, func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
		return record(r, s.resolved(receiver(c, "resolvedOptions").self))
	}))
	tag(r, proto, "Intl."+s.name)
	return class
}

// addGetter adds a property that holds a function of the object, the same each time.
func addGetter(vm *jsvm.VM, proto *goja.Object, m serviceMethod, receiver func(goja.FunctionCall, string) *behind) {
	get := function(vm, "get "+m.name, 0, func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
		b := receiver(c, m.name)
		if b.bound == nil {
			b.bound = function(vm, "", m.length, func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
				v, err := m.call(vm, b.self, c)
				must(vm, err)
				return v
			})
		}
		return b.bound
	})
	_ = proto.DefineAccessorProperty(m.name, get, nil, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

// must throws an error of runtime/intl as the class that it stands for.
func must(vm *jsvm.VM, err error) {
	if err == nil {
		return
	}
	class := "Error"
	if _, ok := errors.AsType[*locale.RangeError](err); ok {
		class = "RangeError"
	} else if _, ok := errors.AsType[*locale.TypeError](err); ok {
		class = "TypeError"
	}
	vm.Throw(class, err.Error())
}

// record makes an object of properties.
func record(r *goja.Runtime, list []property) *goja.Object {
	o := r.NewObject()
	for _, p := range list {
		if p.value != nil && p.value != "" {
			_ = o.Set(p.name, p.value)
		}
	}
	return o
}

// records makes an array of objects.
func records(r *goja.Runtime, n int, at func(i int) []property) goja.Value {
	items := make([]any, n)
	for i := range items {
		items[i] = record(r, at(i))
	}
	return r.NewArray(items...)
}
