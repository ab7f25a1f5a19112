package lower

import (
	"strings"
	"testing"

	"github.com/dop251/goja/parser"
	"github.com/google/go-cmp/cmp"
)

func TestJavaScriptStaysAsItIs(t *testing.T) {
	text := "\ufeff// comment\nvar a = 1 , b=2 /* x */; with (a) { b }"
	out, err := Lower("a.js", text, "")
	if err != nil || out.Text != text {
		t.Errorf("got %q, %v", out.Text, err)
	}
	if got, want := out.At(strings.Index(text, "b=")).String(), "a.js:2:13"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestComplaints(t *testing.T) {
	for _, tt := range []struct{ name, text, want, hint string }{
		{"token", "let a = 1;\nlet b = );", `a.js:2:9: SyntaxError: Unexpected ")"`, ""},
		{"end", "function f() {", "a.js:1:15: SyntaxError: Unexpected end of file", ""},
		{"column_in_characters", "let s = 'żółw' );", `a.js:1:16: SyntaxError: Expected ";" but found ")"`, ""},
		{"return", "let a\n  return a", "a.js:2:3: SyntaxError: Illegal return statement", ""},
		{"import", "let a\nimport x from 'y'", "a.js:2:1: SyntaxError: " + isModule("import"), moduleHint},
		{"import_for_its_effect", "import 'y'", "a.js:1:1: SyntaxError: " + isModule("import"), moduleHint},
		{"import_call", "f(); import('y')", "a.js:1:6: SyntaxError: " + isModule("import"), moduleHint},
		{"import_call_deep_inside", "function f() { return import('y') }", "a.js:1:23: SyntaxError: " + isModule("import"), moduleHint},
		{"import_meta", "let a = import.meta.url", "a.js:1:9: SyntaxError: " + isModule("use import.meta"), moduleHint},
		{"export", "export const a = 1", "a.js:1:1: SyntaxError: " + isModule("export"), moduleHint},
		{"export_default", "let a = 1\nexport default a", "a.js:2:1: SyntaxError: " + isModule("export"), moduleHint},
		{"await", "let x = 5;\nconst y = await x;", "a.js:2:11: SyntaxError: " + isModule("await at its top level"), "put it into an async function and call that"},
		{"words_in_strings_are_no_import", "let a = 'import x from y'; a.import; ({ import: 1 }); let b = );", `a.js:1:63: SyntaxError: Unexpected ")"`, ""},
		{"import_in_a_later_form", "f(); import.defer('y')", "a.js:1:6: SyntaxError: " + isModule("import"), moduleHint},
		{"await_in_a_function", "function f() { await g() }", `a.js:1:16: SyntaxError: "await" can only be used inside an "async" function`, asyncHint},
		{"awaited_loop_in_a_function", "function f() { for await (a of b) ; }", `a.js:1:20: SyntaxError: Cannot use "await" outside an async function`, asyncHint},
		{"decorator", "class A { @x m() {} }", "a.js:1:11: SyntaxError: the cloud's engine doesn't know decorators", plainHint},
		{"accessor_field", "class A { accessor x = 1 }", "a.js:1:11: SyntaxError: the cloud's engine doesn't know accessor fields", plainHint},
		{"using", "{ using a = f() }", "a.js:1:3: SyntaxError: the cloud's engine doesn't know using declarations", plainHint},
		{"types", "const a: string = 'b'", `a.js:1:8: SyntaxError: Expected ";" but found ":"`, typedHint},
		{"markup", "<div/>", `a.js:1:1: SyntaxError: Unexpected "<"`, ""},
		{"what_only_the_engine_refuses", "a = 08", "a.js:1:5: SyntaxError: this engine can't run it yet: Unexpected token ILLEGAL", notYetHint},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, err := Lower("a.js", tt.text, "")
			if err != nil {
				t.Fatal(err)
			}
			_, raw := parser.ParseFile(nil, "", tt.text, 0, parser.WithDisableSourceMaps)
			if raw == nil {
				t.Fatal("the parser takes it")
			}
			e := out.Complaint(raw)
			if e.Error() != tt.want || e.Hint != tt.hint || e.Source != tt.text || e.Ours != (tt.hint == notYetHint) {
				t.Errorf("got  %s\n     %s\nwant %s\n     %s", e, e.Hint, tt.want, tt.hint)
			}
		})
	}
}

func TestComplaintsOfTheCompiler(t *testing.T) {
	out, _ := Lower("a.js", "let ü = 'ü';\nlet a; let a;", "")
	for _, tt := range []struct {
		message string
		offset  int
		want    string
	}{
		{"Identifier 'a' has already been declared", 26, "a.js:2:12: SyntaxError: Identifier 'a' has already been declared"},
		{"invalid regular expression flag v", 0, "a.js:1:1: SyntaxError: invalid regular expression flag v"},
		{"Something without a place", 0, `a.js:2:12: SyntaxError: The symbol "a" has already been declared`},
	} {
		if got := out.Complaint(&CompilerError{tt.message, tt.offset}).Error(); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
	fine, _ := Lower("a.js", "let a", "")
	if got, want := fine.Complaint(&CompilerError{"Something without a place", 0}).Error(), "a.js:1:1: SyntaxError: Something without a place"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := fine.Complaint(&CompilerError{"Async generators are not supported yet", 4}).Error(), "a.js:1:5: SyntaxError: this engine can't run it yet: Async generators are not supported yet"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := (&CompilerError{Message: "m"}).Error(); got != "m" {
		t.Error(got)
	}
}

func TestDeclaration(t *testing.T) {
	text := "x = 1; { let a }\nfunction f(a) {} class C {}\nvar v, { p, q: [r = 1], ...s } = {}; const ü = 1, a = 2;"
	out, _ := Lower("a.js", text, "")
	tree, err := parser.ParseFile(nil, "", text, 0)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, name := range []string{"x", "f", "C", "v", "p", "q", "r", "s", "ü", "a"} {
		if at, ok := out.Declaration(tree, name); ok {
			got[name] = at.String()
		}
	}
	want := map[string]string{"f": "a.js:2:10", "C": "a.js:2:24", "v": "a.js:3:5", "p": "a.js:3:10", "r": "a.js:3:17", "s": "a.js:3:28", "ü": "a.js:3:44", "a": "a.js:3:51"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestEdits(t *testing.T) {
	text, e := apply("0123456789", []Edit{{Offset: 2, Insert: "ab"}, {Offset: 2, Insert: "c"}, {Offset: 4, Delete: 2}, {Offset: 7, Delete: 1, Insert: "xyz"}, {Offset: 10, Insert: "!"}})
	if want := "01abc236xyz89!"; text != want {
		t.Fatalf("got %q, want %q", text, want)
	}
	want := []int{0, 1, 2, 2, 2, 2, 3, 6, 7, 7, 7, 8, 9, 10, 10}
	var got []int
	for i := range len(text) + 1 {
		got = append(got, e.back(i))
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestEditsOutsideOfTheTextDoNotPanic(t *testing.T) {
	text, _ := apply("ab", []Edit{{Offset: 1, Delete: 9, Insert: "x"}, {Offset: 50, Insert: "y"}})
	if text != "axy" {
		t.Errorf("got %q", text)
	}
}

func TestLines(t *testing.T) {
	l := newLines("a\r\nb\rü😀c\u2028d\u2029e\nf")
	for offset, want := range map[int][2]int{0: {1, 1}, 3: {2, 1}, 5: {3, 1}, 7: {3, 2}, 11: {3, 3}, 15: {4, 1}, 19: {5, 1}, 21: {6, 1}, 22: {6, 2}, 99: {6, 2}, -5: {1, 1}} {
		line, column := l.place(offset)
		if line != want[0] || column != want[1] {
			t.Errorf("%d: got %d:%d, want %v", offset, line, column, want)
		}
	}
	if line, column := l.units(11); line != 2 || column != 3 {
		t.Errorf("units: got %d:%d", line, column)
	}
	for at, want := range map[[2]int]int{{2, 3}: 11, {2, 2}: 11, {2, 99}: 15, {5, 1}: 22} {
		if got, ok := l.ofUnits(at[0], at[1]); got != want || !ok {
			t.Errorf("%v: got %d, want %d", at, got, want)
		}
	}
	if _, ok := l.ofUnits(6, 0); ok {
		t.Error("a line behind the end")
	}
	if got := l.offset(-1, -1); got != 0 {
		t.Errorf("got %d", got)
	}
	if got := l.offset(3, 50); got != 15 {
		t.Errorf("a column behind the end of its line: got %d", got)
	}
}

func TestTokens(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"slashes", "a / b / /c[/]\\/d/g . x; (a) / 2; if (a) /b/; a++ / 2; [1] / 2; {} /x/; x = {} / 2; typeof /y/; a.in / 2", "a / b / /c[/]\\/d/g . x ; ( a ) / 2 ; if ( a ) /b/ ; a ++ / 2 ; [ 1 ] / 2 ; { } /x/ ; x = { } / 2 ; typeof /y/ ; a . in / 2"},
		{"functions_and_slashes", "function f() {} /x/; y = function () {} / 2; async function g() {} /z/; () => {} /w/g", "function f ( ) { } /x/ ; y = function ( ) { } / 2 ; async function g ( ) { } /z/ ; ( ) => { } /w/g"},
		{"templates", "`a${ {b: `c${1}d`} }e` / `f`", "`a${ { b : `c${ 1 }d` } }e` / `f`"},
		{"numbers_and_words", "1_000 0x1e+1 1e+5 .5 1n #priv \\u0061b ż\\u{1F600}", "1_000 0x1e + 1 1e+5 .5 1n #priv \\u0061b ż\\u{1F600}"},
		{"strings_and_comments", "'a\\'b' \"c\\\n\" // d 'e\n /* f\n */ g ... ?. => --", "'a\\'b' \"c\\\n\" g ... ?. => --"},
		{"classes", "class A extends B { x = {} / 2; m() {} static { /a/ } } class C {} /r/; x = { class: 1 }", "class A extends B { x = { } / 2 ; m ( ) { } static { /a/ } } class C { } / r / ; x = { class : 1 }"},
		{"labels_and_cases", "l: {} /a/; switch (a) { case 1: {} /b/ } x = { y: {} / 2 }", "l : { } /a/ ; switch ( a ) { case 1 : { } /b/ } x = { y : { } / 2 }"},
		{"hashbang", "#!/usr/bin/env x'\na", "a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tokens, ok := scan(tt.text)
			var got []string
			for _, one := range tokens {
				got = append(got, tt.text[one.start:one.end])
			}
			if d := cmp.Diff(tt.want, strings.Join(got, " ")); d != "" || !ok {
				t.Error(d, ok)
			}
		})
	}
	for _, text := range []string{"'a", "`a", "`${", "/*", "(", "(]", "{)", "[}", ")", "x = /a\n", "x = /a", "'a\nb'", "`${ ) }`"} {
		if _, ok := scan(text); ok {
			t.Errorf("%q ends well", text)
		}
	}
}
