package cldr

import (
	"slices"
	"strings"
	"sync"
)

var (
	dates     = newLibrary("dates")
	zoneNames = newLibrary("zonenames")
)

// Dates is the names and patterns of the Gregorian calendar of a CLDR locale. The keys are described in reduce-dates.mjs, as are
// those of the next two.
func Dates(locale string) (Table, bool) { return dates().table(locale) }

// ZoneNames is the names of time zones of a CLDR locale.
func ZoneNames(locale string) (Table, bool) { return zoneNames().table(locale) }

// Zones is what is known of time zones, countries and languages apart from names: flat keys to values.
var Zones = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(text("zones.txt")) {
		key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		out[key] = value
	}
	return out
})

// An Entry is a key and its value.
type Entry struct{ Key, Value string }

// Under lists what stands under a key, without that key and its dot, sorted by key.
func (t Table) Under(key string) []Entry {
	prefix := key + "."
	var out []Entry
	for name, value := range t.own {
		if rest, ok := strings.CutPrefix(name, prefix); ok && value != gone {
			out = append(out, Entry{rest, value})
		}
	}
	for name, value := range t.base {
		if _, changed := t.own[name]; changed {
			continue
		}
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			out = append(out, Entry{rest, value})
		}
	}
	slices.SortFunc(out, func(a, b Entry) int { return strings.Compare(a.Key, b.Key) })
	return out
}
