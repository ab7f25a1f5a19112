package program_test

import (
	"testing"

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

func TestSetsOn(t *testing.T) {
	const get = "const p = ApplicationStorage.get('a'); "
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{"not_set", get + "f(«p»)", false},
		{"set", get + "p.value = 1; f(«p»)", true},
		{"set_on_anything", get + "x.value = 1; f(«p»)", true},
		{"set_on_an_object", get + "const o = {}; o.value = 1; f(«p»)", false},
		{"set_by_a_class", get + "class A { value = 1 } f(«p»)", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if f, e := marked(t, test.text); f.SetsOn(f.TypeOf(e), "value") != test.want {
				t.Errorf("%s: got %t", test.text, !test.want)
			}
		})
	}
	f, e := marked(t, get+"f(«p»)")
	f.Companions = []*program.File{read(t, "o.value = 1")}
	if !f.SetsOn(f.TypeOf(e), "value") {
		t.Error("a companion sets it")
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
