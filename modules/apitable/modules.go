package apitable

import "sync"

// Module is one module that require loads.
type Module struct {
	// Name is the member of Modules, Value the string that require takes.
	Name, Value string
	// Legacy is set if require takes the string although Modules has no such member.
	Legacy bool
}

// allModules are the members of Modules and then the legacy ones, made once: scenarios call require for each start.
var allModules = sync.OnceValues(func() (declared, legacy []Module) {
	enum, _ := Lookup("Modules")
	for _, m := range enum.Children() {
		value, _ := m.Value.(string)
		declared = append(declared, Module{Name: m.Name, Value: value})
	}
	return declared, current().modules
})

// Modules returns the members of Modules in declared order.
func Modules() []Module {
	declared, _ := allModules()
	return declared
}

// ModuleByValue returns the module that require loads for a string, legacy ones too (behaviour page, section 1.3).
func ModuleByValue(value string) (Module, bool) {
	declared, legacy := allModules()
	for _, list := range [][]Module{declared, legacy} {
		for _, m := range list {
			if m.Value == value {
				return m, true
			}
		}
	}
	return Module{}, false
}

// Opened returns the nodes that appear when a module is loaded: global names first, then those inside names that are
// there before. It enters every container, so it is for tools and not for the start of a session.
func Opened(module string) []*Node {
	var out []*Node
	queue := []*Node{Root()}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		for _, c := range n.Children() {
			switch {
			case c.Gate == module:
				out = append(out, c)
			case c.Gate == "" && c.Kind != Alias:
				queue = append(queue, c)
			}
		}
	}
	return out
}
