package jsvm

import (
	"errors"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/diag"
)

// trail writes a stack as "func@file:line:column".
func trail(e *Error) string {
	var b strings.Builder
	for i, f := range e.Stack {
		if i > 0 {
			b.WriteString(" ")
		}
		b.WriteString(f.Func + "@" + f.Pos.String())
	}
	return b.String()
}

func TestPlacesOfErrors(t *testing.T) {
	tests := []struct {
		name    string
		kind    Kind
		message string
		stack   string
		scripts []string // a.js, b.js, c.js
	}{
		{"at_load", Throw, "Error: mine", "@a.js:2:7", []string{"let x = 1;\nthrow new Error('mine');"}},
		{"thrown_value", Throw, "mine", "@a.js:2:1", []string{"let x = 1;\nthrow 'mine';"}},
		{"thrown_object", Throw, `{"code":7,"text":"busy"}`, "@a.js:1:1", []string{"throw {code: 7, text: 'busy'}"}},
		{"in_nested_calls", Throw, "TypeError: mine", "g@a.js:2:25 f@a.js:1:17 @a.js:3:2", []string{"function f() { g() }\nfunction g() { throw    new TypeError('mine') }\nf()"}},
		{"in_a_callback_of_a_builtin", Throw, "Error: mine", "@a.js:1:25 @a.js:1:8", []string{"[1].map((x) => { throw  new Error('mine') })"}},
		{"in_a_callback_of_ours", Throw, "Error: mine", "f@a.js:2:11 @a.js:1:5", []string{"call(function f() {\n    throw new Error('mine') })"}},
		{"in_a_native_call", Throw, "TypeError: the API says no", "f@a.js:1:20 @a.js:2:2", []string{"function f() { fail('TypeError') }\nf()"}},
		{"where_it_was_made_not_thrown", Throw, "Error: mine", "@a.js:1:11", []string{"const e = new Error('mine')\n\nthrow e"}},
		{"rethrown", Throw, "Error: mine", "@a.js:2:9", []string{"try {\n  throw new Error('mine')\n} catch (e) {\n  throw e\n}"}},
		{"in_the_second_of_three_scripts", Throw, "ReferenceError: missing is not defined", "@b.js:2:1", []string{"var a = 1", "a++;\nmissing", "a++"}},
		{"in_a_function_of_another_script", Throw, "Error: mine", "f@a.js:1:22 @b.js:2:4", []string{"function f() { throw new Error('mine') }", "\n  f()"}},
		{"after_letters_of_several_bytes", Throw, "Error: mine", "@a.js:2:23", []string{"// ünïcödé\nlet s = 'żółw';throw  new Error('mine')"}},
		{"after_other_line_ends", Throw, "Error: mine", "@a.js:4:7", []string{"1\r\n2\u2028'ü'\rthrow new Error('mine')"}},
		{"in_eval", Throw, "Error: mine", "@<eval>:1:7 @a.js:1:5", []string{"eval('throw new Error(\"mine\")')"}},
		{"in_a_promise", Rejection, "Error: mine", "f@a.js:3:9", []string{"async function f() {\n  await 0\n  throw new Error('mine')\n}\nf()"}},
		{"rejected_with_no_error", Rejection, "7", "f@a.js:1:37 @a.js:2:2", []string{"function f() { return Promise.reject(7) }\nf()"}},
		{"object_with_a_stack", Throw, `{"stack":"x\n\tat f (a.js:3:4(5))\n    at b.js:6:7\n"}`, "f@a.js:1:4 @b.js:6:7", []string{`throw {stack: "x\n\tat f (a.js:3:4(5))\n    at b.js:6:7\n"}`}},
		{"object_with_a_useless_stack", Throw, `{"stack":"at home\nx at y:z"}`, "@a.js:1:1", []string{`throw {stack: "at home\nx at y:z"}`}},
		{"object_with_a_trap", Throw, "[object Object]", "@a.js:1:1", []string{`throw {toString() { throw 1 }, get stack() { throw 2 }}`}},
		{"error_with_a_trap", Throw, "[object Error]", "@a.js:1:21", []string{`throw Object.assign(new Error, {toString() { throw 1 }})`}},
		{"redeclared_let", Throw, "SyntaxError: Identifier 'x' has already been declared", "@b.js:2:11", []string{"let x", "let ü = 1;\nconst [y, x] = [2]"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			vm := newVM(t)
			var err error
			for i, text := range tt.scripts {
				if err = vm.RunProgram(mustCompile(t, string(rune('a'+i))+".js", text)); err != nil {
					break
				}
			}
			e := failure(t, err, tt.kind)
			if got := e.Message; got != tt.message {
				t.Errorf("message: got %q, want %q", got, tt.message)
			}
			if got := trail(e); got != tt.stack {
				t.Errorf("stack: got %q, want %q", got, tt.stack)
			}
		})
	}
}

func TestPlaceOfAnErrorInAHandler(t *testing.T) {
	vm := newVM(t)
	if _, err := run(t, vm, "function handler(e) {\n  e.call.answer();\n}"); err != nil {
		t.Fatal(err)
	}
	err := vm.Enter(func() {
		if _, err := call(vm, "handler", vm.Runtime().NewObject()); err != nil {
			panic(err)
		}
	})
	if got, want := trail(failure(t, err, Throw)), "handler@test.js:2:5"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSyntaxErrors(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"unexpected_token", "let a = 1;\nlet b = );", `a.js:2:9: SyntaxError: Unexpected ")"`},
		{"unexpected_end", "function f() {", "a.js:1:15: SyntaxError: Unexpected end of file"},
		{"found_by_the_compiler", "let ü = 'ü';\nlet a; let a;", "a.js:2:12: SyntaxError: Identifier 'a' has already been declared"},
		{"column_in_characters", "let s = 'żółw' );", `a.js:1:16: SyntaxError: Expected ";" but found ")"`},
		{"module_syntax", "import x from 'y'", "a.js:1:1: SyntaxError: a scenario can't import: the cloud runs it as a classic script, not as a module"},
		{"bad_regexp", "let r = /(/", "a.js:1:9: SyntaxError: unterminated parenthetical"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := NewCache().Compile(Source{Name: "a.js", Text: tt.text})
			e := failure(t, err, Syntax)
			if e.Error() != tt.want || e.Class != "SyntaxError" {
				t.Errorf("got %q, class %q, want %q", e, e.Class, tt.want)
			}
		})
	}
}

func TestClassOfAnError(t *testing.T) {
	for text, want := range map[string]string{
		"throw new TypeError('a')": "TypeError",
		"class E extends Error { get name() { return 'Mine' } }; throw new E('a')": "Mine",
		"throw 7":  "",
		"throw {}": "",
	} {
		_, err := run(t, newVM(t), text)
		if e := failure(t, err, Throw); e.Class != want || e.Value == nil {
			t.Errorf("%s: got class %q, value %v, want %q", text, e.Class, e.Value, want)
		}
	}
}

func TestProblem(t *testing.T) {
	vm := newVM(t)
	_, err := run(t, vm, "throw new Error('mine')")
	e := failure(t, err, Throw)
	got := e.Problem("the text")
	want := &diag.Problem{Message: "Error: mine", Pos: diag.Pos{File: "test.js", Line: 1, Column: 7}, Source: "the text", Stack: e.Stack, Exit: diag.ExitFailed}
	if !errors.Is(got, e) {
		t.Error("the problem does not unwrap to the error")
	}
	got.Err = nil
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if got := (&Error{Kind: Internal}).Problem("").Exit; got != diag.ExitInternal {
		t.Errorf("exit of our own failure: %d", got)
	}
}

func TestKindsHaveNames(t *testing.T) {
	var got []string
	for k := Syntax; k <= Internal+1; k++ {
		got = append(got, k.String())
	}
	if want := "syntax throw rejection timeout overflow memory internal Kind(8)"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCaller(t *testing.T) {
	vm := newVM(t)
	var got []string
	at := vm.Func("at", 0, func(c goja.FunctionCall) goja.Value {
		who := vm.Caller()
		got = append(got, who.Frame().Func+"@"+who.String())
		return nil
	})
	_ = vm.Runtime().Set("at", at)
	_, err := run(t, vm, "at()\nfunction f() {\n  at() }\nf(); [1].forEach(at); [at].forEach((g) => g()); Reflect.apply(at, null, [])")
	want := []string{"@test.js:1:3", "f@test.js:3:5", "@test.js:4:17", "@test.js:4:44", "@test.js:4:62"}
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Error(err, d)
	}
	if who := vm.Caller(); who.String() != "" || who.Frame().Func != "" {
		t.Errorf("outside of scripts: got %v", who)
	}
	if err := vm.Enter(func() { got = []string{vm.Caller().String()} }); err != nil || got[0] != "" {
		t.Errorf("in a turn without script: got %q", got)
	}
}

func TestStack(t *testing.T) {
	vm := newVM(t)
	var got []diag.Frame
	_ = vm.Runtime().Set("here", vm.Func("here", 0, func(goja.FunctionCall) goja.Value { got = vm.Stack(); return nil }))
	_, err := run(t, vm, "function f() { here() }\nf()")
	want := []diag.Frame{
		{Func: "f", Pos: diag.Pos{File: "test.js", Line: 1, Column: 20}},
		{Pos: diag.Pos{File: "test.js", Line: 2, Column: 2}},
	}
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Error(err, d)
	}
}
