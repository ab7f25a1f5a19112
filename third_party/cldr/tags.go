package cldr

import (
	"strings"
	"sync"
)

// Aliases maps "kind name" to what stands for that name today. The kinds are language, script, territory, variant, subdivision and,
// for the values of extensions, "u-" or "t-" and the key. A territory that was split has the names of all its parts, with spaces
// between them.
var Aliases = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(text("aliases.txt")) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		out[fields[0]+" "+fields[1]] = fields[2]
	}
	return out
})

// LikelySubtags maps a tag that lacks a script, a region or both to the same with the most likely ones.
var LikelySubtags = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(text("likely.txt")) {
		from, to, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		out[from] = to
	}
	return out
})
