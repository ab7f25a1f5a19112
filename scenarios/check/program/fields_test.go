package program_test

import (
	"testing"

	"github.com/dop251/goja/ast"

	"voxemu/scenarios/check/program"
)

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

func TestLacks(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{"property_of_a_literal", "const o = { a: 1 }; f(«o.b»)", true},
		{"property_that_is_there", "const o = { a: 1 }; f(«o.a»)", false},
		{"method_of_a_class", "class A { a() {} } f(«new A().b»)", true},
		{"method_that_is_there", "class A { a() {} } f(«new A().a»)", false},
		{"field_of_a_class", "class A { a = 1 } f(«new A().a»)", false},
		{"this", "class A { a() { f(«this.b») } }", true},
		{"inherited_by_all", "const o = { a: 1 }; f(«o.toString»)", false},
		{"inherited_from_a_class", "class B extends A { a() {} } f(«new B().b»)", false},
		{"inherited_from_an_object", "const o = { __proto__: p, a: 1 }; f(«o.b»)", false},
		{"added", "const o = { a: 1 }; x.b = 2; f(«o.b»)", false},
		{"added_by_a_computed_name", "const o = { a: 1 }; x[k] = 2; f(«o.b»)", false},
		{"added_by_assign", "const o = { a: 1 }; Object.assign(o, x); f(«o.b»)", false},
		{"assigned_to_another", "const o = { a: 1 }; Object.assign({}, x); f(«o.b»)", true},
		{"defined", "class A { constructor() { Object.defineProperty(this, 'b', x) } } f(«new A().b»)", false},
		{"spread", "const o = { ...x }; f(«o.b»)", false},
		{"computed", "const o = { [k]: 1 }; f(«o.b»)", false},
		{"unknown_object", "f(«o.b»)", false},
		{"object_of_the_api", "f(«VoxEngine.callPSTN('1').b»)", false},
		{"eval", "eval(x); const o = { a: 1 }; f(«o.b»)", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, e := marked(t, test.text)
			d, ok := e.(*ast.DotExpression)
			if !ok {
				t.Fatalf("%s is no member", f.Source(e))
			}
			if got := f.Lacks(f.TypeOf(d.Left), d.Identifier.Name.String()); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
