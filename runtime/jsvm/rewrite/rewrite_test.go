package rewrite

import (
	"strings"
	"testing"

	"github.com/dop251/goja/parser"
	"github.com/google/go-cmp/cmp"
)

// edited returns a text as it is rewritten. What comes out always parses.
func edited(t *testing.T, text string, o Options) string {
	t.Helper()
	s, err := Parse("a.js", text)
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	got := Apply(text, s.Edits(o))
	if _, err := parser.ParseFile(nil, "a.js", got, 0); err != nil {
		t.Errorf("%q doesn't parse any more: %v", got, err)
	}
	return got
}

func TestFunctionsInBlocks(t *testing.T) {
	for _, tt := range []struct {
		name, text, want string
	}{
		{"at_top_level", `{ function f() {} }`, `var f;{ function f() {}let __voxemu_t0=__voxemu_var("f",f); }`},
		{"in_a_function", `function o() { { function f() {} } }`,
			`function o() {var f;var __voxemu_f0=$=>{f=$}; { function f() {}let __voxemu_t0=__voxemu_f0(f); } }`},
		{"after_directives", `function o() { "a"; { function f() {} } }`,
			`function o() { "a";var f;var __voxemu_f0=$=>{f=$};; { function f() {}let __voxemu_t0=__voxemu_f0(f); } }`},
		{"as_a_clause_of_an_if", `if (x) function f() {} else function g() {}`,
			`var f;var g;if (x) {function f() {}let __voxemu_t0=__voxemu_var("f",f);} else {function g() {}let __voxemu_t1=__voxemu_var("g",g);}`},
		{"in_a_switch", `switch (1) { case 1: function f() {} }`,
			`var f;switch (1) { case 1: function f() {}let __voxemu_t0=__voxemu_var("f",f); }`},
		{"not_in_strict_code", `"use strict"; { function f() {} }`, `"use strict"; { function f() {} }`},
		{"not_in_strict_functions", `function o() { 'use strict'; { function f() {} } }`, `function o() { 'use strict'; { function f() {} } }`},
		{"not_in_classes", `class C { m() { { function f() {} } } }`, `class C { m() { { function f() {} } } }`},
		{"not_if_a_parameter_has_the_name", `function o(f) { { function f() {} } }`, `function o(f) { { function f() {} } }`},
		{"not_if_a_let_has_the_name", `let f; { function f() {} }`, `let f; { function f() {} }`},
		{"not_if_the_head_of_a_loop_has_the_name", `for (let f of x) { function f() {} }`, `for (let f of x) { function f() {} }`},
		{"not_if_a_caught_pattern_has_the_name", `try {} catch ({f}) { { function f() {} } }`, `try {} catch ({f}) { { function f() {} } }`},
		{"not_generators", `{ function* f() {} async function g() {} }`, `{ function* f() {} async function g() {} }`},
		{"not_at_the_top", `function f() { function g() {} }`, `function f() { function g() {} }`},
		{"variables_with_the_name_of_a_caught_error", `try {} catch (e) { var e = 1, a; for (var e in x); (() => { var e })() }`,
			`var a;var e;try {} catch (e) {     e = 1, a; for (    e in x); (() => { var e })() }`},
		{"arguments_are_there_already", `function o() { { function arguments() {} } }`,
			`function o() {var __voxemu_f0=$=>{arguments=$}; { function arguments() {}let __voxemu_t0=__voxemu_f0(arguments); } }`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := edited(t, tt.text, Options{}); got != tt.want {
				t.Error(cmp.Diff(tt.want, got))
			}
		})
	}
}

func TestFunctionsInBlocksOfEval(t *testing.T) {
	const text = `{ function f() {} }`
	want := `var f;let __voxemu_f0=$=>{f=$};{ function f() {}let __voxemu_t0=__voxemu_f0(f); }`
	if got := edited(t, text, Options{Kind: Eval}); got != want {
		t.Error(cmp.Diff(want, got))
	}
	if got := edited(t, text, Options{Kind: StrictEval}); got != text {
		t.Errorf("strict: %s", got)
	}
}

func TestCalls(t *testing.T) {
	for _, tt := range []struct {
		name, text, want string
	}{
		{"eval", `eval("x")`, `eval(__voxemu_eval(0,"x"))`},
		{"eval_with_more", `eval(a(eval(b)), ...c)`, `eval(__voxemu_eval(0,a(eval(__voxemu_eval(0,b))), ...c))`},
		{"eval_in_strict_code", `function f() { "use strict"; eval(x) }`, `function f() { "use strict"; eval(__voxemu_eval(1,x)) }`},
		{"eval_in_a_class", `class C { x = eval(y) }`, `class C { x = eval(__voxemu_eval(1,y)) }`},
		{"eval_of_nothing", `eval()`, `eval()`},
		{"eval_as_a_value", `(0, eval)(x); var e = eval; e = eval`, `(0, __voxemu_indirectEval)(x); var e = __voxemu_indirectEval; e = __voxemu_indirectEval`},
		{"eval_compared", `x.eval === eval; typeof eval; ({ eval }); delete eval`, `x.eval === eval; typeof eval; ({ eval }); delete eval`},
		{"a_variable_called_eval", `function f(eval) { eval(1) }`, `function f(eval) { eval(1) }`},
		{"an_assigned_eval", `eval = 1; eval(2)`, `eval = 1; eval(2)`},
		{"odd_regexp", `x = /\p{L}"\//u`, `x = __voxemu_regexp("\\p{L}\"\\/","u")`},
		{"odd_flags", `/a/dg.test(x)`, `__voxemu_regexp("a","dg").test(x)`},
		{"plain_regexp", `/a/g.test(x)`, `/a/g.test(x)`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := edited(t, tt.text, Options{}); got != tt.want {
				t.Error(cmp.Diff(tt.want, got))
			}
		})
	}
}

func TestDefaultsInPatternsOfParameters(t *testing.T) {
	for _, tt := range []struct {
		name, text, want string
	}{
		{"the_second", `f = (a, [b = 1] = []) => b`, `f = (a, ...[[b = 1] = []]) => b`},
		{"in_an_object", `f = (a, { b: [c = 1] = [] } = {}) => c`, `f = (a, ...[{ b: [c = 1] = [] } = {}]) => c`},
		{"in_the_first", `f = ({ b: [c = 1] = [] } = {}) => c`, `f = (...[{ b: [c = 1] = [] } = {}]) => c`},
		{"a_pattern_as_element", `f = (a, [[b] = [1], { c } = {}] = []) => b`, `f = (a, ...[[[b] = [1], { c } = {}] = []]) => b`},
		{"with_more_behind", `f = (a, [b = 1] = [], c = /[)]/, [d = 2] = []) => d`, `f = (a, ...[[b = 1] = [], c = /[)]/, [d = 2] = []]) => d`},
		{"the_engine_takes_it_in_front_of_a_rest_parameter_or_a_comma", `f = (a, [b = 1] = [], ...c) => b; g = (a, [b = 1] = [],) => b`,
			`f = (a, [b = 1] = [], ...c) => b; g = (a, [b = 1] = [],) => b`},
		{"two_functions", `f = (a, [b = 1] = []) => (c, [d = 2] = []) => d`, `f = (a, ...[[b = 1] = []]) => (c, ...[[d = 2] = []]) => d`},
		{"in_a_default", `f = (a, b = (c, [d = 1] = []) => d) => b`, `f = (a, b = (c, ...[[d = 1] = []]) => d) => b`},
		{"after_a_function", `f = (a = (b) => b, [c = 1] = []) => c`, `f = (a = (b) => b, ...[[c = 1] = []]) => c`},
		{"elsewhere", `var g = function (a, [b = 1] = []) {}, h = ([c = 1] = []) => c, [i = 1] = [], j = async (a, [b = 1] = []) => b`,
			`var g = function (a, [b = 1] = []) {}, h = ([c = 1] = []) => c, [i = 1] = [], j = async (a, [b = 1] = []) => b`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := edited(t, tt.text, Options{}); got != tt.want {
				t.Error(cmp.Diff(tt.want, got))
			}
		})
	}
}

func TestDecimalNumbersWithZeros(t *testing.T) {
	for text, want := range map[string]string{
		"x = [08, 0019.5, 010, 09]": "x = [ 8,   19.5, 010,  9]",
		"f(2024, 08, '08', 0)":      "f(2024,  8, '08', 0)",
	} {
		if got := edited(t, text, Options{}); got != want {
			t.Error(cmp.Diff(want, got))
		}
	}
}

func TestTargetsThatAreNoneStayMistakes(t *testing.T) {
	for _, text := range []string{`f = (a, [b.c] = []) => b`, `f = (a, b.c) => b`, `f = (a, [1 = 1] = []) => b`, `f = (a, [b.c = 1] = []) => b`, `f = (a, [b += 1] = []) => b`} {
		if s, err := Parse("a.js", text); err == nil {
			t.Errorf("%s was taken for %s", text, Apply(text, s.Edits(Options{})))
		}
	}
}

func TestAsyncGenerators(t *testing.T) {
	for _, tt := range []struct {
		name, text, want string
	}{
		{"declaration", `async function* f(a) { yield await a; return (a), b }`,
			`__voxemu_ag(f);      function* f(a) { yield (yield __voxemu_await( a)); return (yield __voxemu_await(( (a), b))) }`},
		{"delegation", `async function* f() { yield* g(await (x)) }`,
			`__voxemu_ag(f);      function* f() { yield* __voxemu_delegate( g((yield __voxemu_await( (x))))) }`},
		{"regexp", `async function* f() { return await /[(]\(/g }`,
			`__voxemu_ag(f);      function* f() { return (yield __voxemu_await(( (yield __voxemu_await( /[(]\(/g))))) }`},
		{"expression", `x = async function*() {}`, `x = __voxemu_ag( function*() {},"x")`},
		{"named_expression", `const x = async function* y() {}`, `const x = __voxemu_ag( function* y() {})`},
		{"default_value", `({ a = async function*() {} } = o)`, `({ a = __voxemu_ag( function*() {},"a") } = o)`},
		{"property", `o = { k: async function*() {}, [c]: async function*() {} }`,
			`o = { k: __voxemu_ag( function*() {},"k"), [__voxemu_agKey(c)]: __voxemu_ag( function*() {},__voxemu_agName()) }`},
		{"method", `o = { async *m() { yield super.x }, async *[k]() {}, async * 'a b'() {} }`,
			`o = __voxemu_agObject({       *m() { yield super.x },       *[__voxemu_agKey(k)]() {},       * 'a b'() {} },["m",,"a b",])`},
		{"class", "class C extends B {\n  x = 1\n  async *m() {}\n  static async *s() {}\n  async *[k]() {}\n}",
			"class C extends B {\n  static{__voxemu_agClass(this,[0,\"m\",1,\"s\",0,,])}x = 1\n  ;     *m() {}\n  static       *s() {}\n  ;     *[__voxemu_agKey(k)]() {}\n}"},
		{"private_methods", `class C { async *#m() {} static async *#s() {} }`,
			`class C { static{__voxemu_ag(this.#s)}#__voxemu_ag=(__voxemu_ag(this.#m));;     *#m() {} static       *#s() {} }`},
		{"field", `class C { f = async function*() {}; #g = async function*() {} }`,
			`class C { f = __voxemu_ag( function*() {},"f"); #g = __voxemu_ag( function*() {},"#g") }`},
		{"arrows_inside_wait_for_themselves", `async function* f() { g(async () => await x) }`,
			`__voxemu_ag(f);      function* f() { g(async () => await x) }`},
		{"in_a_switch", `switch (1) { case 1: async function* f() {} }`, `switch (1) { case 1: __voxemu_ag(f);      function* f() {} }`},
		{"text_that_only_looks_like_it", "x = 'async function* f() { for await (x of y) }' // async *m() {}", "x = 'async function* f() { for await (x of y) }' // async *m() {}"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := edited(t, tt.text, Options{}); got != tt.want {
				t.Error(cmp.Diff(tt.want, got))
			}
		})
	}
}

func TestAwaitedLoops(t *testing.T) {
	const closing = `}}catch(__voxemu_e){if(I&&I.o){I.o=false;try{if(I.r())await I.c()}catch{}}throw __voxemu_e}finally{if(I&&I.o){I.o=false;if(I.r())I.z(await I.c())}}}`
	for _, tt := range []struct {
		name, text, want string
	}{
		{"const", `for await (const x of y) { z }`, `{let I;try{for (I=__voxemu_forAwait( y);!I.d(await I.n());){const x=I.v; { z }` + closing},
		{"target", `for await (a.b of (c)) d(1);`, `{let I;try{for (I=__voxemu_forAwait( (c));!I.d(await I.n());){(a.b=I.v); d(1);` + closing},
		{"pattern", `for await ({ a } of y) ;`, `{let I;try{for (I=__voxemu_forAwait( y);!I.d(await I.n());){({ a }=I.v); ;` + closing},
		{"labels_stay_with_the_loop", `l: for await (let[x]of y) { continue l }`, `{let I;try{l: for (I=__voxemu_forAwait( y);!I.d(await I.n());){let[x]=I.v; { continue l }` + closing},
		{"source_may_await", `for await (var x of await y) {}`, `{let I;try{for (I=__voxemu_forAwait( await y);!I.d(await I.n());){var x=I.v; {}` + closing},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := edited(t, "async function f() { "+tt.text+" }", Options{})
			want := strings.ReplaceAll("async function f() { "+tt.want+" }", "I", "__voxemu_i0")
			want = strings.ReplaceAll(want, "__voxemu_i0f", "If")
			if got != want {
				t.Error(cmp.Diff(want, got))
			}
		})
	}
}

func TestCommentsOfHTML(t *testing.T) {
	const text = "<!-- a\nx = 1\n  /* b */ --> c\ny = x-->0 // <!-- d\nz = 1 <!-- e"
	want := "//-- a\nx = 1\n  /* b */ //  c\ny = x-->0 // <!-- d\nz = 1 //-- e"
	if got := edited(t, text, Options{}); got != want {
		t.Error(cmp.Diff(want, got))
	}
}

func TestScriptsThatNeedNothingStayAsTheyAre(t *testing.T) {
	const text = `
var o = { async: 1, eval: 2, get async() { return 1 } }, await_ = async () => { for (const x of y) await x; };
function f() { return function g() {} }
label: for (;;) { if (a) { let f = function h() {}; } break label }
async function h() { return await o?.x?.[1] ?? /re(g)/g }
`
	s, err := Parse("a.js", text)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Edits(Options{}); len(got) != 0 {
		t.Errorf("edits: %v", got)
	}
}

func TestMistakesThatTheParserTakes(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"octal_escape_in_strict_code", `"use strict"; x = "\07"`, "1:19"},
		{"eight_in_a_strict_function", "\nfunction f() { 'use strict'; return '\\8' }", "2:37"},
		{"zeros_in_front_of_a_number_in_strict_code", `x = 08; class A { m() { return 09 } }`, "1:32"},
		{"zeros_in_front_of_a_bigint", `x = 08n`, "1:5"},
		{"zeros_in_front_of_a_separator", `x = 08_1`, "1:5"},
		{"what_the_parser_finds_behind_zeros", `x = 08; y = 0009 )`, "1:18"},
		{"generator_as_a_clause", `if (x) function* f() {}`, "1:8"},
		{"awaited_loop_at_top_level", `x; for await (y of z) {}`, "1:4"},
		{"awaited_loop_in_a_plain_function", `async () => { function f() { for await (y of z) {} } }`, "1:30"},
		{"awaited_loop_in_a_static_block", `async () => { class A { static { for await (y of z) {} } } }`, "1:34"},
		{"behind_an_awaited_loop", `async function f() { for await (x of y) {} } if (1) async function g() {}`, "1:53"},
		{"wrong_regexp", `x = /(/`, "1:5"},
		{"what_the_parser_finds_behind_one", `async function f() { for await (x of y) {} } ) `, "1:46"},
		{"and_behind_a_method", "x = { async *longName() {} }; )", "1:31"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse("a.js", tt.text)
			if err == nil || !strings.Contains(err.Error(), strings.Replace("a.js: Line "+tt.want, ":", ":", 1)) {
				t.Errorf("got %v, want it at %s", err, tt.want)
			}
		})
	}
	if _, err := Parse("a.js", `x = "\0 \\1"; y = '\7'`); err != nil {
		t.Errorf("sloppy code may have them: %v", err)
	}
}

func FuzzEdits(f *testing.F) {
	for _, text := range []string{
		"{ function f() {} }", "async function* f() { for await (const [a] of await b) { yield* c } }", "x = { async *m() {} }",
		"class A { async *#m() { eval('x') } }", "l: for await (x of y) z()", "if (1) function f() {}", "(0, eval)(/\\p{L}/u)",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Parse("a.js", text)
		if err != nil {
			return
		}
		at := 0
		list := s.Edits(Options{})
		for _, e := range list {
			if e.Offset < at || e.Offset+e.Delete > len(text) {
				t.Fatalf("%q: edit %+v after %d", text, e, at)
			}
			at = e.Offset + e.Delete
		}
		Apply(text, list)
	})
}
