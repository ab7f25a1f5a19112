package pattern

import "voxemu/third_party/unicode"

// kinds are the names of the properties that have values.
var kinds = map[string]unicode.Kind{
	"General_Category":  unicode.Category,
	"gc":                unicode.Category,
	"Script":            unicode.Script,
	"sc":                unicode.Script,
	"Script_Extensions": unicode.Extensions,
	"scx":               unicode.Extensions,
}

// lookup returns the code points of \p{name=value} or \p{name}.
func lookup(name, value string, hasValue bool) (set, bool) {
	if hasValue {
		kind, ok := kinds[name]
		if !ok {
			return nil, false
		}
		s, ok := unicode.Property(kind, value)
		return s, ok
	}
	s, ok := unicode.Property(unicode.Category, name)
	if !ok {
		s, ok = unicode.Property(unicode.Binary, name)
	}
	return s, ok
}
