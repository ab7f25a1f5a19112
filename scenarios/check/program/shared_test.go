package program_test

import (
	"testing"

	"github.com/dop251/goja/ast"

	"voxemu/runtime/jsvm"
	"voxemu/scenarios/check/program"
)

func TestSharedKnowsWhatCompanionsDo(t *testing.T) {
	read := func(text string) *program.File {
		f, err := program.Read(jsvm.Source{Name: "a.js", Text: text})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	for _, test := range []struct {
		name, other string
		want        bool
	}{
		{"declares", "var a;", true},
		{"assigns", "function f() { a = 1; }", true},
		{"reads", "f(a);", true},
		{"has_its_own", "function f(a) { return a; }", false},
		{"has_a_property", "x.a = 1;", false},
	} {
		f := read("a = 1;")
		f.Companions = []*program.File{read("f();"), read(test.other)}
		if got := f.Shared("a"); got != test.want {
			t.Errorf("%s: got %v", test.name, got)
		}
	}
}

func TestStrictCode(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{"sloppy", "x;", false},
		{"script", "'other'; 'use strict'; x;", true},
		{"too_late", "f(); 'use strict'; x;", false},
		{"no_directive", "`use strict`; x;", false},
		{"function", "function f() { \"use strict\"; g(() => x); }", true},
		{"arrow", "(() => { 'use strict'; x; })();", true},
		{"arrow_of_an_expression", "() => x;", false},
		{"class", "class A { m() { x; } }", true},
		{"beside_strict_code", "function f() { 'use strict'; } x;", false},
	} {
		f, err := program.Read(jsvm.Source{Name: "a.js", Text: test.text})
		if err != nil {
			t.Fatal(err)
		}
		program.Inspect(f.Tree(), func(n ast.Node) bool {
			if id, ok := n.(*ast.Identifier); ok && id.Name == "x" {
				if got := f.Strict(id); got != test.want {
					t.Errorf("%s: got %v", test.name, got)
				}
			}
			return true
		})
	}
}
