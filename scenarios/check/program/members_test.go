package program_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/scenarios/check/program"
)

func TestMembers(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"dotted", "VoxEngine.terminate", []string{"terminate of VoxEngine"}},
		{"in_brackets", "CallEvents['Failed']", []string{"Failed of CallEvents"}},
		{"chains_from_the_outside", "a.b.c", []string{"c of anything", "b of anything"}},
		{"optional", "VoxEngine?.x", []string{"x of VoxEngine"}},
		{"computed", "CallEvents[1]; CallEvents[x]", nil},
		{"private", "class A { #x; f() { return this.#x } }", nil},
		{"declared_pattern", "const { Failed, Connected: c = 1, [x]: d, ...rest } = CallEvents", []string{"Failed of CallEvents", "Connected of CallEvents or else"}},
		{"pattern_with_default", "const { Failed = 1 } = CallEvents", []string{"Failed of CallEvents or else"}},
		{"assigned_pattern", "let f; ({ Failed: f } = CallEvents)", []string{"Failed of CallEvents"}},
		{"pattern_in_a_pattern", "const { Events: { DetectionComplete } } = AMD", []string{"Events of AMD", "DetectionComplete of AMD.Events"}},
		{"defaults_of_parameters_are_no_sources", "function f({ Failed } = CallEvents) {}", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := read(t, test.text)
			var got []string
			for _, m := range f.Members() {
				text := fmt.Sprintf("%s of %s", m.Name, m.Of)
				if m.Default {
					text += " or else"
				}
				got = append(got, text)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if again := f.Members(); len(again) != len(got) {
				t.Errorf("the second time there are %d", len(again))
			}
		})
	}
}

func TestNamesOfTheAPICanBeReplaced(t *testing.T) {
	for _, text := range []string{"globalThis.Logger = {}; «Logger».info()", "this.Logger = {}; «Logger».info()"} {
		f, e := marked(t, text)
		if got := f.TypeOf(e).Kind; got != program.Unknown {
			t.Errorf("%s: got %v", text, got)
		}
	}
}

func TestMakesGlobal(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{"property_of_global_this", "globalThis.x = 1", true},
		{"another_property", "globalThis.y = 1", false},
		{"property_of_this", "this.x = 1", true},
		{"property_of_this_in_a_function", "function f() { this.x = 1 } f()", true},
		{"property_of_this_in_a_method", "class A { f() { this.x = 1 } }", false},
		{"property_of_an_object", "const o = {}; o.x = 1", false},
		{"computed_property", "globalThis[name] = 1; var name", true},
		{"computed_property_that_is_read", "globalThis[name]; var name", false},
		{"literal_property_in_brackets", "globalThis['y'] = 1", false},
		{"given_to_a_function", "f(globalThis); function f() {}", true},
		{"given_by_this", "f(this); function f() {}", true},
		{"given_by_this_in_an_arrow_function", "const f = () => g(this); function g() {}", true},
		{"given_by_this_of_a_function", "function f() { g(this) } function g() {}", false},
		{"bound", "f.bind(this); f.call(this); f.apply(globalThis); function f() {}", false},
		{"behind_what_is_bound", "f.call(1, this); function f() {}", true},
		{"in_a_variable", "const root = globalThis", true},
		{"used_as_an_index", "o[this]; var o", true},
		{"tested", "this && 1; if (this) 1; this ? 1 : 2; typeof globalThis; this === 1; 'x' in this", false},
		{"chosen", "1 ? this : 2", true},
		{"right_of_and", "1 && this", true},
		{"left_of_or", "this || 1", true},
		{"own_variable_of_the_name", "var globalThis = {}; globalThis.x = 1", false},
		{"eval", "eval('x = 1')", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := read(t, test.text)
			if got := f.MakesGlobal("x"); got != test.want {
				t.Errorf("got %t", got)
			}
			other := read(t, "1")
			other.Companions = []*program.File{f}
			if got := other.MakesGlobal("x"); got != test.want {
				t.Errorf("for another scenario of the rule: got %t", got)
			}
		})
	}
}
