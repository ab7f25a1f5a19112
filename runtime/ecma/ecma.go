// Package ecma makes goja the engine that scenarios are written for: ES2022, as SpiderMonkey of Firefox 115 has it
// (behaviour page, section 1.1). It adds built-ins that goja lacks, mends those it has wrong, takes out those that came
// later, and sets bounds to those that could take the process down. All of it comes as patches ([jsvm.Patch]): a session
// whose scripts mention none of the names pays nothing.
package ecma

import (
	"slices"
	"sync"

	"voxemu/runtime/jsvm"
)

// Patches returns all patches. The set is built once per process.
var Patches = sync.OnceValue(func() *jsvm.Patches {
	return jsvm.NewPatches(slices.Concat(
		annexBPatches(),
		asyncPatches(),
		functionPatches(),
		intlPatches(),
		laterPatches(),
		prototypePatches(),
		regexpPatches(),
		weakPatches(),
		boundPatches(), // last: they stand before whatever the others have put in place
	)...)
})

// Helpers returns what lowered code calls. The table is built once per process.
var Helpers = sync.OnceValue(func() *jsvm.Table {
	return jsvm.NewTable("helpers", jsvm.TableOptions{}, slices.Concat(
		asyncHelpers(),
		bigHelpers(),
		evalHelpers(),
		regexpHelpers(),
	)...)
})
