package modules

import (
	"cmp"
	"slices"
	"strings"

	"voxemu/modules/apitable"
	"voxemu/runtime/session"
)

// State is how far a function or a method is emulated.
type State string

// The states. What is not there yet throws one error that names it.
const (
	Emulated State = "emulated"
	Partly   State = "partly"
	NotYet   State = "not yet"
)

// Coverage is the state of one function or method of the API. Enums and constants are all there, with their values.
type Coverage struct {
	// Name is the full name: "VoxEngine.callPSTN", "Call.say"; "new WebSocket" for what makes an object.
	Name string `json:"name"`
	// Area is the namespace or class that it belongs to; "globals" for a global function.
	Area  string `json:"area"`
	State State  `json:"state"`
	// Missing says what isn't emulated, if the state is Partly.
	Missing string `json:"missing,omitempty"`
	// Module is what a script has to require for it, if anything.
	Module string `json:"module,omitempty"`
}

// Covered returns the state of every function and method that scripts can call, by area and name.
func Covered(list []session.Module) []Coverage {
	known := map[string]string{}
	made := map[string]bool{} // classes whose objects come from the API only: new throws (assumed of the cloud)
	for _, m := range list {
		for _, f := range m.Funcs {
			known[f.Name] = f.Missing
		}
		for _, c := range m.Classes {
			if c.Construct != nil {
				known["new "+c.Name] = ""
			} else {
				made[c.Name] = true
			}
			for _, method := range c.Methods {
				known[c.Name+"."+method.Name] = method.Missing
			}
		}
		for _, v := range m.Values {
			known[v.Name] = ""
		}
	}
	var all []Coverage
	add := func(name, area, gate string) {
		c := Coverage{Name: name, Area: area, State: NotYet, Module: gate}
		if missing, ok := known[name]; ok {
			c.State, c.Missing = Emulated, missing
			if missing != "" {
				c.State = Partly
			}
		}
		all = append(all, c)
	}
	walkFunctions(apitable.Root(), add)
	for _, class := range apitable.Classes() {
		if class.Private {
			continue // scripts see those only that inherit from it
		}
		if _, ok := class.Constructor(); ok && !made[class.Full] {
			add("new "+class.Full, class.Full, class.Gate)
		}
		for _, m := range class.Methods() {
			if m.Name != "constructor" {
				add(class.Full+"."+m.Name, class.Full, class.Gate)
			}
		}
	}
	slices.SortFunc(all, func(a, b Coverage) int { return cmp.Or(cmp.Compare(a.Area, b.Area), cmp.Compare(a.Name, b.Name)) })
	return all
}

// walkFunctions adds the functions of a namespace and of those below it.
func walkFunctions(n *apitable.Node, add func(name, area, gate string)) {
	for _, c := range n.Children() {
		switch {
		case c.Kind == apitable.Function && c.Type != "Voice":
			area, _, _ := cutLast(c.Full)
			add(c.Full, area, c.Gate)
		case c.Kind == apitable.Namespace:
			walkFunctions(c, add)
		}
	}
}

func cutLast(full string) (area, name string, ok bool) {
	i := strings.LastIndexByte(full, '.')
	if i < 0 {
		return "globals", full, false
	}
	return full[:i], full[i+1:], true
}

// Sum is how many functions and methods of an area are in which state.
type Sum struct {
	Area                     string
	Emulated, Partly, NotYet int
}

// Sums counts coverage by area; the last one is of all.
func Sums(list []Coverage) []Sum {
	var sums []Sum
	all := Sum{Area: "all"}
	for _, c := range list {
		if len(sums) == 0 || sums[len(sums)-1].Area != c.Area {
			sums = append(sums, Sum{Area: c.Area})
		}
		for _, s := range []*Sum{&sums[len(sums)-1], &all} {
			switch c.State {
			case Emulated:
				s.Emulated++
			case Partly:
				s.Partly++
			case NotYet:
				s.NotYet++
			}
		}
	}
	return append(sums, all)
}
