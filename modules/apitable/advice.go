package apitable

import "strings"

// Advice returns what to do about a global name that doesn't exist for a script, or "": what to use in its place, the module
// to load for it, or the name that was probably meant.
func Advice(name string) string {
	if reason, ok := Absent(name); ok {
		return reason
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
	return ""
}
