package program_test

import (
	"testing"

	"voxemu/scenarios/check/program"
)

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

// What this is depends on what classes inherit from, and what names mean on what is done with this: asking for one must not wait for the
// other.
func TestGlobalsAreFoundWithoutTypes(t *testing.T) {
	f := read(t, "class A extends base { m() { this.x = 1; } }\nconst o = { m() { this.y = 1; }, ...rest };\nfunction g() { this.z = 1; }")
	for name, want := range map[string]bool{"x": false, "y": false, "z": true} {
		if got := f.MakesGlobal(name); got != want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
