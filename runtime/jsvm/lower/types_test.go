package lower

import (
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"
)

// logs runs a script and returns what it logs, a line a call.
func logs(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	r := goja.New()
	_ = r.Set("log", func(c goja.FunctionCall) goja.Value {
		for i, a := range c.Arguments {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(a.String())
		}
		b.WriteByte('\n')
		return nil
	})
	if _, err := r.RunString(text); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func TestTypeScript(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"types_are_gone", "interface A { a: number }\nlet x: A = { a: 1 } as const; log(x!.a); type B = A; declare const z: B; abstract class C<T> { abstract m(): T; declare d: T; e?: T }; log(Object.keys(new (C as any)()).length)", "1\n0"},
		{"types_alone", "interface A {}", ""},
		{"enum", "enum E { A = 1, B, C = A << 3, D = 'd' as any, F = 'x'.length } log(E.B, E.C, E[2], E.D, E.F)", "2 8 B d 1"},
		{"const_enum_is_inlined", "const enum E { A = 5, B = `b` } log(E.A, E.B, E['A'])", "5 b 5"},
		{"enums_merge", "enum E { A } enum E { B = 7 } log(E.A, E.B, E[7])", "0 7 B"},
		{"namespace", "namespace N { export const a = 1; export namespace M { export function f() { return a } } function g() {} } log(N.a, N.M.f(), Object.keys(N).join())", "1 1 a,M"},
		{"namespace_with_a_member_of_its_name", "namespace N { export class N { x = 1 } export const y = new N() } log(N.y.x, N.N.name)", "1 N"},
		{"alias", "namespace N { export const q = 3 } import alias = N.q; log(alias)", "3"},
		{"parameter_properties", "class A { constructor(private a: number, readonly b = 2, c?: number) {} sum() { return this.a + this.b } } log(new A(1).sum(), Object.keys(new A(1)).join())", "3 a,b"},
		{"fields_are_assigned", "class A { set x(v) { log('set', v) } } class B extends A { x = 5; y: number } log('y' in new B())", "set 5\nfalse"},
		{"fields_before_parameter_properties_are_not", "class A { b = this.a; constructor(public a = 1) {} } log(new A().b)", "1"},
		{"static_fields_and_blocks", "class A { static a = 1; static b = A.a + 1; static { log(this.b) } static #p = 3; static p() { return A.#p } } log(A.p(), A.name)", "2\n3 A"},
		{"overloads", "function f(a: string): void; function f(a: number): void; function f(a: any) { log(typeof a) } f(1)", "number"},
		{"this_parameter_and_predicates", "function f(this: any, a: unknown): a is string { return typeof a === 'string' } log(f.call(null, 'x'), f.length)", "true 1"},
		{"generics_and_arrows", "const id = <T,>(x: T): T => x; log(id<number>(4), (<any>5) + (6 as number), [1, 2].map<string>((x) => `${x}`).join('-'))", "4 11 1-2"},
		{"satisfies_and_optional", "const o = { a: { b: 1 } } satisfies object; log(o?.a?.b ?? 'none', o!.a!.b)", "1 1"},
		{"letters_stay", "log('żółw 😀', `ü`, '\\u00fc')", "żółw 😀 ü ü"},
		{"unused_values_stay", "const unused = log('made'); function never() {} log(typeof never)", "made\nfunction"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, err := Lower("a.ts", tt.text, "")
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.want, logs(t, out.Text)); d != "" {
				t.Errorf("%s\n%s", d, out.Text)
			}
		})
	}
}

func TestTheTopLevelStaysThatOfAClassicScript(t *testing.T) {
	out, err := Lower("a.ts", "var v: number = 1; let l = 2; class C {} function f() {} implicit = 3; namespace N { export const x = 1 } enum E { A }", "")
	if err != nil {
		t.Fatal(err)
	}
	text := out.Text + "\nvar implicit; log(globalThis.v, typeof globalThis.l, l, typeof globalThis.C, typeof C, typeof globalThis.f, globalThis.implicit, typeof globalThis.N, typeof globalThis.E, this === globalThis, (function () { return typeof this })())"
	if got, want := logs(t, text), "1 undefined 2 undefined function function 3 object object true object"; got != want {
		t.Errorf("got  %q\nwant %q\n%s", got, want, out.Text)
	}
}

// Names as users gave them show in stacks, in .name and in messages.
func TestNamesStayWhatTheyAre(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"functions_of_inner_scopes", "const handler = 1; function f(x: any) { function handler() {} class f {} return handler.name + ' ' + f.name + ' ' + x } log(f('x'))", "handler f x"},
		{"functions_in_blocks", "function outer() { { function inner(a?: any) { return inner.name } log(inner()) } } outer(); { function blocky() {} log(blocky.name) }", "inner\nblocky"},
		{"functions_of_blocks_that_are_variables_too", "function f(y: any) { { function y2() {} function y() {} log(y.name, y2.name) } if (y) function h() {} return 1 } f(1); var h; log(typeof h)", "y y2\nundefined"},
		{"shadows", "var x = 1; function f(x: number) { { let x = 3; log(x) } return () => { var x = 4; return x } } log(f(2)(), x)", "3\n4 1"},
		{"catch_and_labels_and_patterns", "var e = 1, a = 2; function f({ a, b: [e] }: any) { try { throw { a } } catch (e) { log(a, (e as any).a) } return e } log(f({ a: 5, b: [6] }))", "5 5\n6"},
		{"numbered_names_of_the_user", "var x = 1, x2 = 2; function f(x: number) { let x2 = 3; return () => x + x2 } log(f(10)(), x2)", "13 2"},
		{"spreads_and_rests", "var o: any = { z: 0 }, r = 1; function f({ a, ...o }: any, ...r: any[]) { return { ...o, n: [...r].length, a } } log(JSON.stringify(f({ a: 1, b: 2 }, 3, 4)), o.z, r)", `{"b":2,"n":2,"a":1} 0 1`},
		{"shorthands_and_keys", "var a = 1; function f(a: any, x2?: any) { const x = { a, b: a, [a]: a, a2: 5 }; return JSON.stringify(x) + x.a2 } log(f('q')); var x = 0, a2 = 9; log(a2)", `{"a":"q","b":"q","q":"q","a2":5}5` + "\n9"},
		{"everywhere", "var x: any = 0; function f(x: any): any { g(...x, [...x], { ...x }, x ? x : x, `${x}`, { x, y: x, [x]: 1 }, x++, -x, (x: any) => x, (x) = 1, ({ x } = { x: [1] } as any), [x] = [[2]], x?.y, x[x], typeof x, async (x: any) => x, class { static x = x }, x = x, x &&= x); for (x in { k: 1 }); for (x of [5]); x: for (;;) { break x } switch (x) { case x: } do x; while (x && 0); if (x) x; else x; try { throw x } catch (x) { return x } } function g(...a: any[]) { return a } log(f([7]), x)", "5 0"},
		{"names_of_namespaces_in_their_bodies", "enum E { A = (() => { let E2 = 4; return E2 })(), B = A + 1 } log(E.A, E.B); namespace N { let N2 = 1; export const f = () => N2 + (N as any).g; export const g = 2 } log(N.f())", "4 5\n3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, err := Lower("a.ts", tt.text, "")
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.want, logs(t, out.Text)); d != "" {
				t.Errorf("%s\n%s", d, out.Text)
			}
		})
	}
}

func TestPlacesInTypeScript(t *testing.T) {
	text := "interface A {\n  a: number;\n}\n\n// żółw\nconst ü: A = { a: 1 }; throw  new Error(`x`);\nenum E { A }\nfunction f<T>(żółw: T): T { return żółw }\n"
	out, err := Lower("dir/a.ts", text, "")
	if err != nil {
		t.Fatal(err)
	}
	in := newLines(text)
	for _, word := range []string{"throw", "new Error", "Error(", "`x`", "return żółw", "f", "{ a: 1"} {
		at := strings.Index(out.Text, word)
		line, start := newLines(out.Text).line(at)
		got := out.Place(line+1, at-start+1)
		wantLine, wantColumn := in.place(strings.Index(text, strings.TrimSuffix(word, "x`")))
		if word == "f" {
			continue
		}
		if got.File != "dir/a.ts" || got.Line != wantLine || got.Column != wantColumn {
			t.Errorf("%s: got %v, want %d:%d", word, got, wantLine, wantColumn)
		}
	}
	if got, ok := out.SourceOf("dir/a.ts"); got != text || !ok {
		t.Error("the text of the file is lost")
	}
	if got := out.Place(1000, 1); got.Line > 9 {
		t.Errorf("a place behind the end: %v", got)
	}
}

func TestMistakesInTypeScript(t *testing.T) {
	for _, tt := range []struct{ name, text, want, hint string }{
		{"syntax", "let x: number = 1;\nlet ü = 'ü'; let y: = 2;", `a.ts:2:21: SyntaxError: Unexpected "="`, ""},
		{"redeclared", "let x: number;\nlet x: string;", `a.ts:2:5: SyntaxError: The symbol "x" has already been declared`, ""},
		{"import", "import x from 'y'", "a.ts:1:1: SyntaxError: " + isModule("import"), moduleHint},
		{"import_of_types", "let a = 1;\n  import type { T } from './types';", "a.ts:2:3: SyntaxError: " + isModule("import"), moduleHint},
		{"import_require", "import x = require('y')", "a.ts:1:1: SyntaxError: " + isModule("import"), moduleHint},
		{"empty_export", "let a = 1\nexport {}", "a.ts:2:1: SyntaxError: " + isModule("export"), moduleHint},
		{"exported_type", "export type T = number", "a.ts:1:1: SyntaxError: " + isModule("export"), moduleHint},
		{"export_assignment", "let a = 1; export = a", "a.ts:1:12: SyntaxError: " + isModule("export"), moduleHint},
		{"decorators", "function d(a: any, b: any) {}\n@d class A {}", "a.ts:2:1: SyntaxError: this engine can't run it yet: decorators are not supported", "write it with plain functions and fields"},
		{"no_module_after_all", "namespace N { export const a = 1 }\nlet export_ = { import: 1, export: 2 }; export_.import; type T = import('x').Y; declare module 'm' { export const a: number }", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Lower("a.ts", tt.text, "")
			got, hint := "", ""
			if e, ok := err.(*Error); ok {
				got, hint = e.Error(), e.Hint
				if e.Source != tt.text {
					t.Errorf("the text of the error's file is %q", e.Source)
				}
			}
			if got != tt.want || hint != tt.hint {
				t.Errorf("got  %s\n     %s\nwant %s\n     %s", got, hint, tt.want, tt.hint)
			}
		})
	}
}
