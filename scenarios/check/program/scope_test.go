package program_test

import (
	"testing"

	"github.com/dop251/goja/ast"
	"github.com/google/go-cmp/cmp"

	"voxemu/scenarios/check/program"
)

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

func TestParametersAreWhatTheFunctionIsGiven(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       int // -1: it is no parameter, or may be something else
	}{
		{"parameter", "function h(a, x) { f(«x») }", 1},
		{"of_an_arrow_function", "const h = (x) => f(«x»)", 0},
		{"with_a_default", "function h(x = 1) { f(«x») }", -1},
		{"part_of_a_parameter", "function h({ x }) { f(«x») }", -1},
		{"the_rest", "function h(...x) { f(«x») }", -1},
		{"written_to", "function h(x) { x = 1; f(«x») }", -1},
		{"no_parameter", "const x = 1; f(«x»)", -1},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, e := marked(t, test.text)
			fn, i, ok := f.VariableOf(e).Parameter()
			if ok != (test.want >= 0) || ok && (i != test.want || fn != f.Functions()[0]) {
				t.Errorf("got %d, %v", i, ok)
			}
		})
	}
}

func TestNamesThatNobodyDeclares(t *testing.T) {
	f := read(t, "made = 1; var known = read; (function known(x) { x = known; })();")
	var got []string
	for _, id := range f.Unbound() {
		got = append(got, id.Name.String())
	}
	if diff := cmp.Diff([]string{"made", "read"}, got); diff != "" {
		t.Error(diff)
	}
	if !f.Implicit("made") || f.Implicit("read") || f.Implicit("known") {
		t.Error("the names that become globals by assignment are wrong")
	}
	known := f.Globals()["known"]
	if id := known.Declared[0]; f.Variable(id) != known || !f.Declares(id) || f.Declares(f.Unbound()[0]) || known.Writes() != 1 {
		t.Error("a declared name is not known as such")
	}
}
