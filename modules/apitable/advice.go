package apitable

import "strings"

// mostListed is how many members of an enum [Advice] lists.
const mostListed = 12

// Advice returns what to do about a name that doesn't exist for a script, or "": what to use in its place, the module
// to load for it, the name that was probably meant, or the members that a small enum has. Methods stand below their class:
// "Call.transfer".
func Advice(name string) string {
	if reason, ok := Absent(name); ok {
		// The reasons cite what they lean on, which does not help whoever writes a script.
		if section, rest, cited := strings.Cut(reason, ": "); cited && strings.HasPrefix(section, "section ") {
			reason = rest
		}
		return strings.TrimSuffix(reason, " (assumed)")
	}
	if n, ok := Lookup(name); ok {
		if n.Gate != "" {
			return "it exists after require(Modules." + n.Gate + ")"
		}
		return ""
	}
	if names := Suggest(name); len(names) > 0 {
		return "did you mean " + strings.Join(names, " or ") + "?"
	}
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		return members(name[:i])
	}
	return ""
}

// members lists what a small enum has, for a name that resembles none of it.
func members(enum string) string {
	n, ok := Lookup(enum)
	if !ok || n.Resolve().Kind != Enum || len(n.Children()) > mostListed {
		return ""
	}
	var names []string
	for _, c := range n.Children() {
		if !c.Legacy {
			names = append(names, c.Name)
		}
	}
	return enum + " has " + strings.Join(names, ", ")
}
