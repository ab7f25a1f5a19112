package program_test

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/ecma"
	"voxemu/runtime/jsvm"
	"voxemu/scenarios/check/program"
)

func TestBuiltIn(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{"global_of_the_language", "new «Date»()", true},
		{"another", "new «Map»()", false},
		{"own_variable", "const Date = 1; f(«Date»)", false},
		{"parameter", "function f(Date) { return «Date» }", false},
		{"made_by_assigning", "Date = 1; f(«Date»)", false},
		{"eval", "eval('x'); f(«Date»)", false},
		{"no_name", "f(«'Date'»)", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if f, e := marked(t, test.text); f.BuiltIn(e, "Date") != test.want {
				t.Errorf("%s: got %t", test.text, !test.want)
			}
		})
	}
	f, e := marked(t, "f(«Date»)")
	f.Companions = []*program.File{read(t, "var Date = 1")}
	if f.BuiltIn(e, "Date") {
		t.Error("a companion declares it")
	}
}

func TestMethodsOfTexts(t *testing.T) {
	for text, want := range map[string]program.Kind{
		"«'a'.repeat(3)»": program.String,
		"const a = 'a'; «a.trim().slice(1).padEnd(3)»": program.String,
		"«'a'.split('')»": program.Unknown,
		"«x.trim()»":      program.Unknown,
		"const o = { trim: () => 1 }; «o.trim()»": program.Number,
		"«`${x}`.toLowerCase()»":                  program.String,
	} {
		f, e := marked(t, text)
		if got := f.TypeOf(e).Kind; got != want {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
}

var update = flag.Bool("update", false, "rewrite language.txt")

// The globals of the language are those of the runtime's own context, without the API.
func TestLanguageIsThatOfAFreshContext(t *testing.T) {
	vm := jsvm.New(jsvm.Options{Patches: ecma.Patches(), Helpers: ecma.Helpers()})
	defer vm.Close()
	compiled, err := jsvm.NewCache().Compile(jsvm.Source{Name: "a.js", Text: `
		void [Intl, WeakRef, FinalizationRegistry]; // they are made when a script mentions them
		globalThis.out = Object.getOwnPropertyNames(globalThis).filter((name) => name !== 'out').join('\n')`})
	if err != nil {
		t.Fatal(err)
	}
	if err := vm.RunProgram(compiled); err != nil {
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
	listed, err := os.ReadFile("language.txt")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(fresh, string(listed)); diff != "" && !*update {
		t.Errorf("language.txt is stale (+), run go test -update:\n%s", diff)
	}
}

func TestLanguage(t *testing.T) {
	for name, want := range map[string]bool{"parseInt": true, "undefined": true, "arguments": true, "InternalError": true, "VoxEngine": false, "Buffer": false} {
		if got := program.OfLanguage(name); got != want {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
	if !program.OfEveryObject("__lookupGetter__") || program.OfEveryObject("then") {
		t.Error("the properties of all objects are wrong")
	}
}
