package program_test

import (
	"testing"

	"voxemu/scenarios/check/program"
)

// What this is in a method: an object that surely is the only one to have it, or nothing that is known.
func TestThis(t *testing.T) {
	const known, anything = "a number", "anything"
	const class, object = "class A { n = 1; go() { f(«this.n») } } ", "const o = { n: 1, go() { f(«this.n») } }; "
	for _, test := range []struct{ name, text, want string }{
		{"class", class + "new A().go()", known},
		{"class_that_another_extends", class + "class B extends A {}", anything},
		{"class_that_extends_another", "class C {} class B extends C {} " + class, known},
		{"class_beside_one_that_extends_anything", class + "class B extends mixed(x) {}", anything},
		{"class_and_an_object_that_is_copied", class + "g({ ...x })", known},
		{"prototype_of_another", class + "B.prototype = A", anything},
		{"class_with_bound_methods", class + "g(a.go.bind(b))", known},
		{"object", object + "o.go()", known},
		{"object_that_is_given_away", object + "g(o)", known},
		{"object_that_is_spread", object + "const p = { ...o, n: 'x' }", anything},
		{"another_that_is_spread", object + "const q = { n: 'x' }, p = { ...q }", known},
		{"something_that_is_spread", object + "const p = { ...x, n: 'x' }", known},
		{"object_that_is_given_away_and_something_that_is_spread", object + "g(o); const p = { ...x, n: 'x' }", anything},
		{"object_that_is_assigned", object + "Object.assign(x, o)", anything},
		{"prototype_of_an_object", object + "Object.create(o)", anything},
		{"prototype_in_a_literal", object + "const p = { __proto__: o }", anything},
		{"method_called_for_another", object + "o.go.call(p)", anything},
		{"method_bound_to_its_object", object + "g(o.go.bind(o))", known},
		{"method_without_an_object", object + "o.go.call(null)", known},
		{"method_of_another_called", object + "const p = { go() {} }; p.go.call(x)", known},
		{"method_kept_by_another", object + "const p = { go: o.go }", anything},
		{"method_put_into_another", object + "p.go = o.go", anything},
		{"methods_in_a_table", "const o = { a: { n: 1, go() { f(«this.n») } } }; o[k].go.call(p)", anything},
		{"methods_in_a_table_that_is_used_as_it_is", "const o = { a: { n: 1, go() { f(«this.n») } } }; o[k].go()", known},
		{"reflection", object + "Reflect.apply(o.go, p, [])", anything},
		{"reflection_on_another", object + "Reflect.apply(x, p, [])", known},
	} {
		t.Run(test.name, func(t *testing.T) {
			if f, e := marked(t, test.text); f.TypeOf(e).String() != test.want {
				t.Errorf("%s: %s is %s, want %s", test.text, f.Source(e), f.TypeOf(e), test.want)
			}
		})
	}
	f, e := marked(t, class)
	f.Companions = []*program.File{read(t, "class B extends A {}")}
	if got := f.TypeOf(e).String(); got != anything {
		t.Errorf("with a companion that extends the class: %s", got)
	}
}

// Properties are put into objects in many ways.
func TestPropertiesThatAreWritten(t *testing.T) {
	const object = "const o = { n: null }; "
	for _, test := range []struct{ name, text, want string }{
		{"never", "f(«o.n»)", "undefined"},
		{"by_a_pattern", "({ x: o.n } = p); f(«o.n»)", "anything"},
		{"by_a_list", "[o.n] = p; f(«o.n»)", "anything"},
		{"by_the_rest_of_a_list", "[a, ...o.n] = p; f(«o.n»)", "anything"},
		{"by_a_list_in_a_loop", "for ([o.n] of p) f(«o.n»)", "anything"},
		{"by_a_loop", "for (o.n in p) f(«o.n»)", "anything"},
		{"by_a_loop_with_a_computed_name", "for (o[k] of p) f(«o.n»)", "anything"},
		{"by_counting", "o.n++; f(«o.n»)", "anything"},
		{"by_assign", "Object.assign(o, p); f(«o.n»)", "anything"},
		{"by_assign_to_anything", "Object.assign(p, { n: 1 }); f(«o.n»)", "anything"},
		{"by_assign_to_a_new_one", "Object.assign({}, o); f(«o.n»)", "undefined"},
		{"by_define", "Object.defineProperty(o, 'n', { value: 1 }); f(«o.n»)", "anything"},
		{"by_reflection", "Reflect.set(o, 'n', 1); f(«o.n»)", "anything"},
		{"set_of_something_else", "map.set(o, 1); f(«o.n»)", "undefined"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if f, e := marked(t, object+test.text); f.TypeOf(e).String() != test.want {
				t.Errorf("%s: %s is %s, want %s", test.text, f.Source(e), f.TypeOf(e), test.want)
			}
		})
	}
	f, e := marked(t, object+"f(«o.n»)")
	f.Companions = []*program.File{read(t, "o.n = 1")}
	if got := f.TypeOf(e).String(); got != "anything" {
		t.Errorf("with a companion that writes it: %s", got)
	}
}
