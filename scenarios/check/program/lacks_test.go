package program_test

import (
	"testing"

	"github.com/dop251/goja/ast"

	"voxemu/scenarios/check/program"
)

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

func TestWhatIsPutIntoVariables(t *testing.T) {
	for _, test := range []struct {
		name, text string
		values     []string
		whole      bool
		from, in   string
	}{
		{"constant", "const x = 1; f(«x»)", []string{"1"}, true, "1", ""},
		{"variable", "let x = 1; x = g; f(«x»)", []string{"1", "g"}, true, "", ""},
		{"part_of_a_value", "const { x } = g(); f(«x»)", nil, false, "g()", ""},
		{"parameter", "function h(x) { f(«x») }", nil, false, "", "h"},
		{"variable_of_a_block", "function h() { { const x = 1; f(«x») } }", []string{"1"}, true, "1", "h"},
		{"counted", "let x = 1; x++; f(«x»)", []string{"1"}, false, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, e := marked(t, test.text)
			v := f.VariableOf(e)
			values, whole := v.Values()
			var got []string
			for _, value := range values {
				got = append(got, f.Source(value))
			}
			if len(got) != len(test.values) || whole != test.whole {
				t.Errorf("the values are %q, %v, want %q, %v", got, whole, test.values, test.whole)
			}
			for i := range got {
				if got[i] != test.values[i] {
					t.Errorf("value %d is %s, want %s", i, got[i], test.values[i])
				}
			}
			if from := source(f, v.From()); from != test.from {
				t.Errorf("it is from %q, want %q", from, test.from)
			}
			if fn := v.Function(); (fn == nil) != (test.in == "") || fn != nil && fn.Name != test.in {
				t.Errorf("it belongs to %v, want %q", fn, test.in)
			}
		})
	}
}

func source(f *program.File, e ast.Expression) string {
	if e == nil {
		return ""
	}
	return f.Source(e)
}
