package jsvm

import (
	"slices"
	"strings"

	"github.com/dop251/goja"
)

// The API's global names are properties of the global object's prototype, which makes them when they are touched: a
// fresh VM costs nothing for them. A script can tell such a name from an own property of the global object in few ways,
// but one matters: `var AI = AI || {}` and `delete AI` work on own properties only. So the names that a program touches
// that way are made own properties before it runs.

// hostName is a global that the engine has and the platform has not.
const hostName = "GoError"

// Helper is what the names of helpers begin with: functions that lowered code calls.
const Helper = "__voxemu_"

// globals is the prototype of the global object.
type globals struct{ object }

var _ goja.DynamicObject = (*globals)(nil)

// Get returns a global, or nil.
func (g *globals) Get(name string) goja.Value {
	if name == countersName && g.vm.declaring != nil {
		return g.vm.runtime.NewDynamicArray(g.vm.declaring)
	}
	if strings.HasPrefix(name, Helper) {
		return g.vm.helpers.Get(name)
	}
	return g.object.Get(name)
}

// Keys returns nothing: for-in over the global object doesn't show the API.
func (g *globals) Keys() []string { return nil }

// Open makes the names of a gate exist: globals, and members of objects, of those that are already there too. It reports
// whether the gate was closed before. A name of the gate that a program has declared or assigned so far, perhaps as a
// variable still undefined, is set to what the API has for it.
func (vm *VM) Open(gate string) (first bool) {
	if vm.isOpen(gate) {
		return false
	}
	vm.gates = append(vm.gates, gate)
	for _, p := range vm.programs {
		for _, m := range p.in(vm.globals.table) {
			if m.Gate == gate {
				vm.own(m, true)
			}
		}
	}
	return true
}

func (vm *VM) isOpen(gate string) bool { return gate == "" || slices.Contains(vm.gates, gate) }

// load makes ready what the program expects of the global object.
func (vm *VM) load(p *Program) {
	if !slices.Contains(vm.programs, p) {
		vm.programs = append(vm.programs, p)
	}
	vm.count(p)
	if !p.source.Library {
		vm.patch(p.mentions(vm.options.Patches))
	}
	if p.reflects && !vm.hidden {
		vm.hidden = true
		// Making the engine's own name to delete it costs more than all else in a fresh VM, so it waits for a script
		// that could see it.
		_ = vm.runtime.GlobalObject().Delete(hostName)
	}
	for _, m := range p.in(vm.globals.table) {
		if vm.isOpen(m.Gate) {
			vm.own(m, false)
		}
	}
}

// own moves a member of the globals to the global object itself, once. A property that the script has set under that
// name stays, unless it is to be replaced.
func (vm *VM) own(m *Member, replace bool) {
	if v, ok := vm.globals.over.get(m.Name); ok && v == nil {
		return // moved before
	}
	v := vm.globals.object.Get(m.Name)
	vm.globals.over.put(m.Name, nil)
	global := vm.runtime.GlobalObject()
	if global.Get(m.Name) == nil {
		_ = global.DefineDataProperty(m.Name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	} else if replace {
		_ = global.Set(m.Name, v)
	}
}
