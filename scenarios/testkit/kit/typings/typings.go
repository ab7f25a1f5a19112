// Package typings describes to editors and to the TypeScript compiler what scenarios and their tests can use: the VoxEngine API, made
// from its table, and the names of 'voxemu/test'.
package typings

import (
	_ "embed" // the names of 'voxemu/test'
	"strings"
	"sync"
)

//go:embed test.d.ts
var test string

// Name is the file that the typings are written to.
const Name = "voxemu-env.d.ts"

const heading = "// What scenarios and their tests can use, for editors and for tsc. Made by voxemu init, which makes it anew when it is run again.\n"

// Ours reports whether a file is one that was made from [Text], of this version or another, so that nobody has written it.
func Ours(name, text string) bool { return name == Name && strings.HasPrefix(text, heading) }

// Text is the whole file.
var Text = sync.OnceValue(func() string {
	var b strings.Builder
	b.WriteString(heading + "\n")
	b.WriteString(test)
	b.WriteString("\n// The VoxEngine API. Names that say so exist after require(Modules...) only.\n\n")
	writeAPI(&b)
	return b.String()
})
