package names

import (
	"cmp"
	_ "embed" // what other APIs have
	"slices"
	"strings"
	"sync"

	"voxemu/modules/apitable"
	"voxemu/runtime/diag"
)

// most is how many places a hint names at most.
const most = 3

//go:embed habits.txt
var habitsText string

// habits are the lines of habits.txt by the member that they are about.
var habits = sync.OnceValue(func() map[string]string {
	table := map[string]string{}
	for line := range strings.Lines(habitsText) {
		if from, to, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok {
			table[from] = to
		}
	}
	return table
})

// habit says what to write for a name that other APIs have, or "".
func habit(full string) string {
	to := habits()[full]
	if to == "" || strings.Contains(to, " ") {
		return to
	}
	return meaning([]string{to})
}

// advice says what to write in place of a member that its container lacks, or "".
func advice(container *apitable.Node, name string) string {
	full := container.Full + "." + name
	if _, absent := apitable.Absent(full); absent {
		return apitable.Advice(full)
	}
	hints := []string{habit(full), meaning(suggestions(container, name)), elsewhere(container, name), apitable.Advice(full), owners(name, container.Full)}
	return cmp.Or(hints...)
}

// suggestions are the names that a member resembles. Methods that a class inherits are called its own.
func suggestions(container *apitable.Node, name string) []string {
	names := apitable.Suggest(container.Full + "." + name)
	if container.Kind != apitable.Class {
		return names
	}
	var own []string
	for _, full := range names {
		if at := strings.LastIndexByte(full, '.'); at >= 0 { // a global is none of its
			own = append(own, container.Full+full[at:])
		}
	}
	return own
}

// meaning asks for what was meant.
func meaning(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "did you mean " + strings.Join(names, " or ") + "?"
}

// elsewhere finds the very name in VoxEngine, in an enum that belongs to a class, or in few other enums.
func elsewhere(container *apitable.Node, name string) string {
	for _, full := range []string{"VoxEngine." + name, container.Full + "Events." + name, container.Full + ".Events." + name} {
		if _, ok := apitable.Lookup(full); ok {
			return meaning([]string{full})
		}
	}
	if container.Kind != apitable.Enum {
		return ""
	}
	var found []string
	eachEnum(apitable.Root(), func(n *apitable.Node) {
		if c, ok := n.Child(name); ok && !c.Legacy {
			found = append(found, c.Full)
		}
	})
	if len(found) > most {
		return ""
	}
	return meaning(found)
}

func eachEnum(n *apitable.Node, do func(*apitable.Node)) {
	for _, c := range n.Children() {
		switch c.Kind {
		case apitable.Enum:
			do(c)
		case apitable.Namespace:
			eachEnum(c, do)
		}
	}
}

// owners says which classes have a method, or "" if none has or many have. Classes of a vendor count if no others have it.
func owners(method, except string) string {
	var own, vendors []string
	for _, c := range apitable.Classes() {
		_, has := c.Method(method)
		switch {
		case !has || c.Private || c.Full == except || method == "constructor":
		case strings.Contains(c.Full, "."):
			vendors = append(vendors, c.Full)
		default:
			own = append(own, c.Full)
		}
	}
	if len(own) == 0 {
		own = vendors
	}
	switch {
	case len(own) == 0 || len(own) > most:
		return ""
	case len(own) == 1:
		return "objects of the class " + own[0] + " have a method of that name"
	}
	return "objects of the classes " + strings.Join(own, ", ") + " have a method of that name"
}

// replacement is the member to write instead: the only one that is near, or what the table says is meant.
func replacement(container *apitable.Node, name string) (string, bool) {
	full := container.Full + "." + name
	if reason, absent := apitable.Absent(full); absent {
		for _, s := range []string{"the event is ", "the member is "} { // as the table says it
			if to, ok := strings.CutPrefix(reason, s); ok {
				return strings.CutPrefix(to, container.Full+".")
			}
		}
		return "", false
	}
	names := suggestions(container, name)
	if len(names) != 1 || habit(full) != "" {
		return "", false
	}
	to, own := strings.CutPrefix(names[0], container.Full+".")
	// A syllable in front turns the meaning around: unpause is not pause.
	return to, own && !prefixed(name, to)
}

// prefixed reports whether one of two names is the other with letters in front, whatever the case.
func prefixed(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	return a != b && (strings.HasSuffix(a, b) || strings.HasSuffix(b, a))
}

// nearest returns the candidate that a name resembles, or "".
func nearest(name string, candidates []string) string {
	if slices.Contains(candidates, name) {
		return ""
	}
	return diag.Suggest(name, candidates)
}
