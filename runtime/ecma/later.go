package ecma

import (
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
)

// later are members of built-ins that goja has and the scenarios' engine has not: they came after Firefox 115. A script
// that relies on one of them must fail here as it does in the cloud.
var later = []struct {
	object string // a global, or one with ".prototype"
	names  []string
}{
	{"Set.prototype", []string{"difference", "intersection", "isDisjointFrom", "isSubsetOf", "isSupersetOf", "symmetricDifference", "union"}},
	{"Uint8Array", []string{"fromBase64", "fromHex"}},
	{"Uint8Array.prototype", []string{"setFromBase64", "setFromHex", "toBase64", "toHex"}},
	{"JSON", []string{"isRawJSON", "rawJSON"}},
	{"Error", []string{"isError"}},
}

// laterPatches take out what came later.
func laterPatches() []jsvm.Patch {
	var list []jsvm.Patch
	for _, l := range later {
		for _, name := range l.names {
			list = append(list, jsvm.Patch{Words: []string{name}, Apply: func(vm *jsvm.VM) {
				_ = object(vm, l.object).Delete(name)
			}})
		}
	}
	return list
}

// object returns a built-in object by its path.
func object(vm *jsvm.VM, path string) *goja.Object {
	if class, ok := strings.CutSuffix(path, ".prototype"); ok {
		return prototype(vm, class)
	}
	return global(vm.Runtime(), path)
}
