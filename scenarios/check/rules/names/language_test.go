package names

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/ecma"
	"voxemu/runtime/jsvm"
)

var update = flag.Bool("update", false, "rewrite language.txt")

// The globals of the language are those of the runtime's own context, without the API.
func TestLanguageIsThatOfAFreshContext(t *testing.T) {
	vm := jsvm.New(jsvm.Options{Patches: ecma.Patches(), Helpers: ecma.Helpers()})
	defer vm.Close()
	program, err := jsvm.NewCache().Compile(jsvm.Source{Name: "a.js", Text: `
		void [Intl, WeakRef, FinalizationRegistry]; // they are made when a script mentions them
		globalThis.out = Object.getOwnPropertyNames(globalThis).filter((name) => name !== 'out').join('\n')`})
	if err != nil {
		t.Fatal(err)
	}
	if err := vm.RunProgram(program); err != nil {
		t.Fatal(err)
	}
	found := strings.Fields(vm.Runtime().GlobalObject().Get("out").String())
	slices.Sort(found)
	fresh := strings.Join(found, "\n") + "\n"
	if *update {
		if err := os.WriteFile("language.txt", []byte(fresh), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(fresh, languageText); diff != "" && !*update {
		t.Errorf("language.txt is stale (+), run go test -update:\n%s", diff)
	}
}
