package cover_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/ecma"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/jsvm/cover"
)

// ran is what came of a script.
type ran struct {
	Printed []string
	Err     string
	Stack   []string
}

// instructions are what the engine writes behind the places of a stack: how far it is in its own code.
var instructions = regexp.MustCompile(`(:\d+:\d+)\(\d+\)`)

// run runs scripts in one VM. The counts are those of the last of them; nil if it doesn't count.
func run(t testing.TB, sources ...jsvm.Source) (r ran, counts []uint64, means *cover.Map) {
	t.Helper()
	cache := jsvm.NewCache()
	vm := jsvm.New(jsvm.Options{
		Patches: ecma.Patches(), Helpers: ecma.Helpers(),
		Counted: func(_ *jsvm.Program, c []uint64) { counts = slices.Clone(c) },
	})
	_ = vm.Runtime().GlobalObject().Set("print", func(c goja.FunctionCall) goja.Value {
		var parts []string
		for _, a := range c.Arguments {
			parts = append(parts, instructions.ReplaceAllString(a.String(), "$1"))
		}
		r.Printed = append(r.Printed, strings.Join(parts, " "))
		return goja.Undefined()
	})
	for _, src := range sources {
		program, err := cache.Compile(src)
		if err == nil {
			means = program.Coverage()
			err = vm.RunProgram(program)
		}
		if e, ok := errors.AsType[*jsvm.Error](err); ok {
			r.Err = e.Message
			for _, f := range e.Stack {
				r.Stack = append(r.Stack, f.Func+" "+f.Pos.String())
			}
		}
	}
	vm.Close()
	return r, counts, means
}

// same checks that a script does the same when it counts.
func same(t testing.TB, name, text string) {
	t.Helper()
	plain, none, _ := run(t, jsvm.Source{Name: name, Text: text})
	counting, _, _ := run(t, jsvm.Source{Name: name, Text: text, Cover: true})
	if diff := cmp.Diff(plain, counting); diff != "" {
		t.Errorf("counting changes what the script does (-plain +counting):\n%s\n%s", diff, text)
	}
	if len(plain.Printed) == 0 || strings.HasPrefix(plain.Err, "SyntaxError") {
		t.Errorf("the script does nothing: %s", plain.Err)
	}
	if none != nil {
		t.Error("a script that doesn't count has counters")
	}
}

// tricky are scripts in which a statement too many in the wrong place makes a difference.
var tricky = []struct{ name, text string }{
	{"directives_stay_first", `"use strict"; print(this === undefined, (function () { return this })()); try { undeclared = 1 } catch (e) { print(e) }`},
	{"directives_of_functions", `function f() { 'use strict'; return this } print(f()); const g = () => { "use strict"; return (function () { return this })() }; print(g()); const o = { m() { 'x'; 'use strict'; return this } }; print((0, o.m)())`},
	{"lines_that_end_statements", "let a = 1\nlet b = a\n++b\nprint(a, b)\nconst f = function () { return\n1 }\nprint(f())\nvar c = a\n;[1, 2].forEach(n => print(n))\ndo print('once'); while (false) print('after')\nif (a) ; else print('no')\nprint('end')"},
	{"clauses_without_braces", "for (let i = 0; i < 5; i++) if (i % 2) if (i > 2) print('big', i); else print('small', i); else continue\nif (0) print(1); else if (0) print(2); else if (1) print(3); else print(4)\nwhile (true) break\nfor (const x of [1]) for (const k in { a: 1 }) print(x, k)"},
	{"functions_are_there_before_their_statement", "print(f()); function f() { return g() } { print(h()); function h() { return 'h' } } function g() { return 'g' } print(typeof h, h())"},
	{"functions_in_sloppy_clauses", "if (true) function f() { return 1 } else function f() { return 2 }\nprint(f()); switch (1) { case 0: function g() { return 'g' } case 1: print(g()) } print(typeof g)"},
	{"labels", "outer: for (let i = 0; i < 3; i++) { inner: for (;;) { if (i == 1) continue outer; if (i == 2) break outer; print(i); break inner } }\nblock: { print('in'); break block; print('never') } a: b: while (true) { break a } c: print('labelled')\nouter2: for (var q of [1, 2]) l2: for (;;) continue outer2"},
	{"switch_falls_through", "function f(x) { switch (x) { case 1: case 2: print('12'); default: print('d'); case 3: print(3); break; case 4: let y = 4; return y } return 'end' } for (const n of [1, 2, 3, 4, 5]) print(f(n)); switch (1) {}"},
	{"try_and_finally", "function f() { try { throw 1 } catch { return 'c' } finally { print('f') } } print(f()); function g() { for (const x of [1, 2]) try { if (x == 1) continue; return x } finally { print('fin', x) } } print(g()); function h() { try { return 1 } finally { return 2 } } print(h()); try { try { null.x } finally { print('passes') } } catch ({ message, name: n = 'none' }) { print(n, message) }"},
	{"names_of_functions", "const a = () => {}, b = function () {}, c = class {}; let d; d ||= () => {}; let e; e ??= class {}; let f = 1; f &&= function () {}; const { g = () => {} } = {}; const [h = class {}] = []; function p(i = () => {}, { j = function () {} } = {}) { return [i.name, j.name] } class K { static x = () => {}; y = function () {}; static #z = () => {}; static z() { return this.#z.name } } print(a.name, b.name, c.name, d.name, e.name, f.name, g.name, h.name, p(), K.x.name, new K().y.name, K.z()); const q = true ? () => {} : 0; const r = 0 || function () {}; print('[' + q.name + r.name + ']'); let s; [s = () => {}] = []; ({ t: s = () => {} } = {}); print(s.name)"},
	{"lengths_of_functions", "print((function (a, b = 1, c) {}).length, ((a, { b = 2 }) => {}).length, (async (a = 1) => {}).length)"},
	{"sources_of_functions", "function f ( a = 1 ) { if (a) return a ? 1 : 2 ; else ; }\nconst g = x => x && x.y;\nclass A { x = 1; static { this.y = 2 } m ( ) { return 1 } }\nconst o = { get a () { return 1 }, async * b () { yield 1 } };\nprint(f, g, A, A.prototype.m, Object.getOwnPropertyDescriptor(o, 'a').get, o.b, (class { #p = 1 ; }), (async () => { await 1 }), function * ( ) { yield })"},
	{"classes", "const log = []; class A { static s = log.push('s'); static { log.push('block'); if (log.length > 1) log.push('if') } x = log.push('x'); #p = 3; constructor(a = log.push('default')) { log.push('ctor') } get p() { return this.#p } set p(v) { this.#p = v || 9 } static m() { return super.toString === Function.prototype.toString } [log.push('key') && 'k']() { return 'k' } } class B extends A { y = this.x ?? 'no'; constructor() { log.push('before'); super(); log.push('after') } get p() { return super.p ? 'p' : 'q' } } const b = new B(); print(log, b.y, b.p, A.m(), b.k()); b.p = 0; class C extends B { } print(new C() instanceof A); class D { static { var v = 1; let w = 2; print(v, w) } }"},
	{"generators", "function* g(n = 2) { for (let i = 0; i < n; i++) { const x = yield i ? 'more' : 'first'; if (x) print('got', x); else print('nothing') } return 'done' } const it = g(); print(JSON.stringify([it.next(), it.next('a'), it.next(), it.next()])); function* d() { try { yield* [1, 2]; yield (yield 3) && (yield 4) } finally { print('closed') } } for (const x of d()) { print(x); if (x == 2) break } const e = d(); e.next(); print(JSON.stringify(e.return(7)), [...d()])"},
	{"async_functions", "const later = (v) => new Promise(r => r(v)); async function f(a, b = await_()) { if (await later(a)) { for (const x of [1, 2]) await later(x); return a && await later('and') } else return 'else' } function await_() { return 1 } const order = []; (async () => { order.push(await f(1)); order.push(await f(0)); try { await later(Promise.reject(new Error('no'))) } catch (e) { order.push(e.message) } finally { order.push('finally') } print(order) })(); Promise.resolve().then(() => print('job 1')).then(() => print('job 2')); (async () => { print('a'); await null; print('b') })(); print('sync')"},
	{"async_generators", "async function* g(a = 1) { for await (const x of [a, 2]) { if (x == 2) { yield await x; continue } yield x } } const o = { async *m() { yield* g(); return 'end' } }; class A { async *#p() { yield 'p' } static async *s() { yield 's' } q() { return this.#p() } } (async () => { for await (const x of o.m()) print(x); l: for await (const x of new A().q()) { print(x); continue l } for await (const { length = 1 } of A.s()) print(length); const it = o.m(); await it.next(); print(JSON.stringify(await it.return(5))) })()"},
	{"choices", "const f = (x) => { print('f', x); return x }; print(f(1) && f(0) && f(2)); print(f(0) || f(null) || f('x')); print(f(null) ?? f(undefined) ?? f(0)); print(f(1) ? f('then') : f('else'), f(0) ? f('then') : f(1) ? f('b') : f('c')); (f(0) || f(1)) && print('both'); let a = 0, b = { c: 0 }, n = null; a ||= f(3); b.c &&= f(4); n ??= f(5); b['d'] ??= f(6); print(a, JSON.stringify(b), n); print(typeof (0 || undefined_), 1)"},
	{"this_of_calls", "'use strict'; const o = { m() { return this === o }, n: null }; print((true && o.m)(), (true ? o.m : 0)(), (o.m)(), (0, o.m)(), o?.m(), o.x?.m(), o.m?.(), o?.['m'](), (o?.m)(), o.n?.x.y.z ?? 'none', delete (true && o.n), 'n' in o)"},
	{"optional_chains", "const a = { b: { c: () => 'called' }, n: null }; print(a?.b?.c?.(), a.x?.y.z(), a.n?.[print('never')], a.b?.c().length && 'yes', a.x?.y || 'or', (a.b?.c)())"},
	{"comma_and_patterns", "let a, b; a = (1, 2), b = 3; print(a, b); ({ a, b: [b = print('default') ?? 'd', ...c] = [] } = { a: a ? 5 : 6 }); var c; [a, b = a && 7] = [b, undefined]; print(a, b, c); const { x: { y = 1 && 2 } = {}, ['z' + 1]: z = a ? 'za' : 'zb', ...rest } = { r: 1 }; print(y, z, JSON.stringify(rest)); for (const [k, v = k || 'no'] of [['q']]) print(k, v); for (var { length: m = 0 } in { abc: 1 }) print(m); (function ({ p = 1, q: { r = 2 } = {} } = {}, [s = 3] = []) { print(p, r, s) })(); for (let i = a ? 0 : 1, j = 2; i < j || i < 1; i++, j && j--) print(i, j); let l; for ({ l = 9 } of [{}]) print(l)"},
	{"scopes_of_loops", "const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); print(fs.map(f => f())); for (var v = 0; v < 2; v++) var w = v; print(v, w); try { for (let x of [x]) ; } catch (e) { print(e.name) } { let q = 1; { let q = 2; print(q) } print(q) } try { tdz; let tdz = 1 } catch (e) { print(e.message) }"},
	{"with_and_its_names", "const asked = []; const p = new Proxy({ a: 1 }, { has(t, k) { asked.push(String(k)); return k in t } }); with (p) { if (a) { var inner = a && 2 } (function () { a = 3 })() } print(asked, inner, p.a)"},
	{"eval_and_its_names", "var x = 1; function f() { var x = 2; eval('var y = x && 3'); return y + (0, eval)('x') } print(f()); print(eval('1; if (true) { 2 }'), eval('let z = 1; function q() { return z ? 4 : 5 } q()')); print(new Function('a', 'return a ? a : 0')(6))"},
	{"arguments_and_targets", "function f(a) { arguments[0] = 2; return a } print(f(1)); function g() { return new.target === g ? 'new' : 'plain' } print(g(), new g() instanceof g); const h = function () { return (() => arguments.length && arguments[0])() }; print(h(7)); function k(a, b = arguments.length) { return b } print(k(1))"},
	{"accessors_and_keys", "const o = { get x() { return this.y ? 1 : 2 }, set x(v) { this.y = v && true }, ['c' + 1]: 1 && 2, async am() {}, *gm() { yield 1 }, __proto__: null, f() { return o ? 'f' : 0 } }; o.x = 1; print(o.x, o.c1, Object.getPrototypeOf(o), o.f(), [...o.gm()])"},
	{"templates", "const t = (s, ...v) => s.raw.join('|') + v; const a = 1; if (// if (x)\n /* if ( */ ((a))) print(t`x`); else if ((t)`y`) print(t`x${a ? 'y' : 'z'}\\n${a && `in${a || 0}`}`, `${[1, 2].map(n => n > 1 ? n : 0)}`); const same = () => t2`a`; const seen = []; function t2(s) { seen.push(s); return s } same(); same(); print(seen[0] === seen[1])"},
	{"comments_of_html", "var a = 1 <!-- ignored\n--> ignored, too\nprint(a && 2)"},
	{"numbers_too_large", "let n = 2n; print(n ** 70n > 1n ? (n << 3n) : 0n)"},
	{"errors_have_their_places", "function a() {\n  if (true)\n    return b()\n}\nconst b = () => c && c();\nfunction c() { for (const x of [1]) { x ? d(x) : 0 } }\nclass D { m(x = e()) {} }\nfunction d() { new D().m() }\nfunction e() {\n  const s = 1; s; throw new Error('deep') }\ntry { a() } catch (x) { print(x.stack) }\na()"},
	{"errors_of_the_engine", "function f(o) { o.x; return o.y.z }\ntry { f({}) } catch (e) { print(e.stack, e.message) }\ntry { f(null) } catch (e) { print(e.stack) }\ntry { undefined_ } catch (e) { print(e.stack) }\nlet o = {}; o.a || o.b(); "},
	{"errors_in_async_code", "async function f() { await null; if (1) throw new Error('later') }\nasync function g() { try { return await f() } catch (e) { print(e.stack); throw e } }\ng()"},
	{"recursion_ends_at_the_same_depth", "let n = 0; function f() { n++; if (true) f() } try { f() } catch (e) { print(e.message, n) }"},
	{"reflection_sees_no_counters", "print(Object.getOwnPropertyNames(globalThis).filter(n => /voxemu/.test(n)), Reflect.ownKeys(globalThis).length, 'x'); for (const k in globalThis) if (/voxemu/.test(k)) print(k)"},
	{"constant_conditions", "if (false) print('no'); else print('yes'); if (true) print('yes'); while (false) print('no'); print(true ? 1 : 2, false && 1, 0 || 2, null ?? 3); for (; false;) ; if (false) { var hoisted } print(hoisted)"},
	{"debugger_and_empty", ";;; debugger; {} if (1); for (;;) break; (function () { ; })(); (() => {})(); void 0; print()"},
}

func TestCountingChangesNothing(t *testing.T) {
	for _, one := range tricky {
		t.Run(one.name, func(t *testing.T) { same(t, "a.js", one.text) })
	}
}

// TypeScript goes through another text before it is counted.
func TestCountingChangesNothingInTypeScript(t *testing.T) {
	same(t, "a.ts", "enum E { A, B = A << 1 }\nnamespace N { export const x: number = E.B ? 1 : 2 }\nabstract class C<T> { constructor(private a: T, readonly b = N.x && 2) {} x?: number; y: string = 'y'; get(): T { return this.a! } }\nclass D extends C<string> { override get() { return super.get() as string || 'none' } }\nconst f = <T,>(v: T | null, d?: T): T => v ?? d!;\nprint(E[1], N.x, new D('a').get(), new D('').get(), f(null, 'd'));\nfunction g(this: void, x: unknown): asserts x is string { if (typeof x !== 'string') throw new TypeError('no') }\ntry { g(1) } catch (e: any) { print(e.stack) }")
}

// Every example compiles the same with counters.
func TestExamplesCompile(t *testing.T) {
	files, err := filepath.Glob("../../../scenarios/examples/*/*.[jt]s")
	if err != nil || len(files) < 20 {
		t.Fatal(len(files), err)
	}
	cache := jsvm.NewCache()
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := cache.Compile(jsvm.Source{Name: f, Text: string(text)}); err != nil {
			continue // a test file, which is a module
		}
		p, err := cache.Compile(jsvm.Source{Name: f, Text: string(text), Cover: true})
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		if m := p.Coverage(); len(m.Statements) == 0 || len(m.Functions) == 0 {
			t.Errorf("%s: nothing is counted", f)
		}
	}
}

// shown writes what a script counted, a line each.
func shown(m *cover.Map, counts []uint64) []string {
	var lines []string
	for _, p := range m.Statements {
		lines = append(lines, fmt.Sprintf("%d:%d ran %d", p.Pos.Line, p.Pos.Column, counts[p.Counter]))
	}
	for _, f := range m.Functions {
		lines = append(lines, fmt.Sprintf("%d:%d function %q %d", f.Pos.Line, f.Pos.Column, f.Name, counts[f.Counter]))
	}
	for _, b := range m.Branches {
		line := fmt.Sprintf("%d:%d %s", b.Pos.Line, b.Pos.Column, b.Kind)
		for _, a := range b.Arms {
			line += fmt.Sprintf(" %d:%d=%d", a.Pos.Line, a.Pos.Column, counts[a.Counter])
		}
		lines = append(lines, line)
	}
	for _, c := range m.Calls {
		lines = append(lines, fmt.Sprintf("%d:%d call %s(%s) %d", c.Pos.Line, c.Pos.Column, c.Name, c.Argument, counts[c.Counter]))
	}
	return lines
}

const counted = `'use strict';
let unset, n = 0;
function add(a, b = 1) {
  if (a > 1) n += a; else if (a) return b;
  return a && b || n;
}
add(0); add(1); add(2, 2);
const on = (e) => e ? call.say('Hello ' + e) : null;
switch (n) {
  case 0: n = 5;
  case 2: for (const x of []) n++;
  default: n ||= 3;
}
class A {
  field = 1;
  method() { try { throw 1 } catch { this.caught = true } }
  get unused() { return this.field }
}
new A().method();
`

func TestCounts(t *testing.T) {
	r, counts, m := run(t, jsvm.Source{Name: "a.js", Text: counted, Cover: true})
	if r.Err != "" || m.Counters != len(counts) {
		t.Fatal(r.Err, m.Counters, len(counts))
	}
	want := []string{
		"2:1 ran 1", "4:3 ran 3", "4:14 ran 1", "4:27 ran 2", "4:34 ran 1", "5:3 ran 2", "7:1 ran 1", "7:9 ran 1", "7:17 ran 1", "8:1 ran 1", "8:19 ran 0",
		"9:1 ran 1", "10:11 ran 0", "11:11 ran 1", "11:31 ran 0", "12:12 ran 1", "14:1 ran 1", "15:3 ran 1", "16:14 ran 1", "16:20 ran 1", "16:38 ran 1", "17:18 ran 0", "19:1 ran 1",
		`3:1 function "add" 3`, `8:12 function "on" 0`, `16:3 function "method" 1`, `17:3 function "unused" 0`,
		"3:21 default 3:21=2", "4:3 if 4:14=1 4:27=2", "4:27 if 4:34=1 4:27=1", "5:10 logic 5:10=2 5:15=1 5:20=1", "8:19 cond 8:23=0 8:48=0",
		"9:1 switch 10:3=0 11:3=1 12:3=1", "12:12 logic 12:18=0",
		"7:4 call add(0) 1", "7:12 call add(1) 1", "7:20 call add(2) 1", "8:31 call say('Hello ' + e) 0", "19:15 call method() 1",
	}
	got := shown(m, counts)
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("-got +want:\n%s", diff)
	}
}

// What nobody wrote is not counted: helpers around what the engine can't run, and what a bundler adds.
func TestOnlyWhatWasWrittenIsCounted(t *testing.T) {
	text := "async function* g() {\n  for await (const x of [1])\n    yield await x\n}\n{ function f() {} }\ng()"
	_, counts, m := run(t, jsvm.Source{Name: "a.js", Text: text, Cover: true})
	want := []string{"2:3 ran 0", "3:5 ran 0", "6:1 ran 1", `1:7 function "g" 0`, `5:3 function "f" 0`, "6:2 call g() 1"}
	if diff := cmp.Diff(shown(m, counts), want); diff != "" {
		t.Errorf("-got +want:\n%s", diff)
	}
}

func TestPlacesAreThoseOfTheSources(t *testing.T) {
	text := "interface A { a: number }\nenum E { X }\nfunction f(a: A): number {\n  if (a.a as any) return 1;\n  return E.X;\n}\nf({ a: 1 });\n"
	_, counts, m := run(t, jsvm.Source{Name: "a.ts", Text: text, Cover: true})
	got := shown(m, counts)
	for _, want := range []string{"4:3 ran 1", "4:19 ran 1", "5:3 ran 0", "7:1 ran 1", `3:1 function "f" 1`, "4:3 if 4:19=1 4:3=0"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
	for _, line := range got {
		if strings.HasPrefix(line, "1:") {
			t.Errorf("a type is counted: %s", line)
		}
	}
}

// The same program may run twice in a VM, and beside others; each has its counters once.
func TestProgramsShareAContext(t *testing.T) {
	a := jsvm.Source{Name: "a.js", Text: "var a = 1; print('a')", Cover: true}
	b := jsvm.Source{Name: "b.js", Text: "var b = a; print('b')", Cover: true}
	r, counts, m := run(t, a, a, jsvm.Source{Name: "plain.js", Text: "print('plain')"}, b, b)
	if diff := cmp.Diff(r, ran{Printed: []string{"a", "a", "plain", "b", "b"}}); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(shown(m, counts), []string{"1:1 ran 2", "1:12 ran 2", "1:17 call print('b') 2"}); diff != "" {
		t.Error(diff)
	}
}

func TestLongChainsCanBeCounted(t *testing.T) {
	for _, text := range []string{
		"let x = 1; if (x == 0) ;" + strings.Repeat("else if (x == 2) ;\n", 3000) + "print(x)",
		"let x = 1; print(" + strings.Repeat("x && ", 3000) + "x)",
		"let x = 1; print(" + strings.Repeat("x ? ", 500) + "x" + strings.Repeat(" : 0", 500) + ")",
	} {
		same(t, "a.js", text)
	}
}

func TestMistakesStayMistakes(t *testing.T) {
	for _, text := range []string{
		"'use strict'; if (1) function f() {}", "'use strict'; if (1) ; else function f() {}", "while (0) const a = 1", "for (;;) function f() {}", "const a = 1, a = 2",
		"break", "l: l: x", "'use strict'; with (x) y", "let x; { var x }", "function f(a = 1) { 'use strict' }",
	} {
		cache := jsvm.NewCache()
		_, plain := cache.Compile(jsvm.Source{Name: "a.js", Text: text})
		_, err := cache.Compile(jsvm.Source{Name: "a.js", Text: text, Cover: true})
		if plain == nil || fmt.Sprint(plain) != fmt.Sprint(err) {
			t.Errorf("%s: plain: %v, with counters: %v", text, plain, err)
		}
	}
}

// Texts that compile do so with counters, and others don't.
func FuzzCover(f *testing.F) {
	for _, one := range tricky {
		f.Add(one.text)
	}
	f.Add(counted)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 || strings.Contains(text, "__voxemu") {
			return
		}
		cache := jsvm.NewCache()
		_, plain := cache.Compile(jsvm.Source{Name: "a.js", Text: text})
		p, err := cache.Compile(jsvm.Source{Name: "a.js", Text: text, Cover: true})
		if fmt.Sprint(plain) != fmt.Sprint(err) {
			t.Fatalf("plain: %v, with counters: %v", plain, err)
		}
		if err != nil {
			return
		}
		m := p.Coverage()
		for _, b := range m.Branches {
			for _, a := range b.Arms {
				if a.Counter < 0 || a.Counter >= m.Counters || a.Pos.Line < 1 {
					t.Fatalf("%+v of %d counters", a, m.Counters)
				}
			}
		}
		for _, s := range m.Statements {
			if s.Counter < 0 || s.Counter >= m.Counters || s.Pos.Line < 1 {
				t.Fatalf("%+v of %d counters", s, m.Counters)
			}
		}
	})
}

// BenchmarkCounting is what counting costs a loop of four statements.
func BenchmarkCounting(b *testing.B) {
	for _, covered := range []bool{false, true} {
		b.Run(fmt.Sprintf("counting=%t", covered), func(b *testing.B) {
			src := jsvm.Source{Name: "a.js", Text: "let n = 0; for (let i = 0; i < 100000; i++) { const a = i; if (a & 1) { n += a } n ^= 1 }", Cover: covered}
			for b.Loop() {
				run(b, src)
			}
		})
	}
}
