package program_test

import (
	"testing"

	"github.com/dop251/goja/ast"

	"voxemu/runtime/jsvm"
	"voxemu/scenarios/check/program"
)

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
