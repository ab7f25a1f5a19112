package ecma

import (
	"errors"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/jsvm"
)

// scripts runs scripts one after the other in one VM, and returns what they have passed to print(), a line each. An error
// that ends a script is the last line.
func scripts(t *testing.T, texts ...string) string {
	t.Helper()
	vm := jsvm.New(jsvm.Options{Patches: Patches(), Helpers: Helpers()})
	defer vm.Close()
	var lines []string
	_ = vm.Runtime().GlobalObject().Set("print", func(c goja.FunctionCall) goja.Value {
		words := make([]string, len(c.Arguments))
		for i, v := range c.Arguments {
			words[i] = v.String()
		}
		lines = append(lines, strings.Join(words, " "))
		return goja.Undefined()
	})
	for _, text := range texts {
		program, err := jsvm.NewCache().Compile(jsvm.Source{Name: "a.js", Text: text})
		if err == nil {
			err = vm.RunProgram(program)
		}
		if e, ok := errors.AsType[*jsvm.Error](err); ok {
			lines = append(lines, e.Error())
			break
		}
	}
	return strings.Join(lines, "\n")
}

type example struct{ name, script, want string }

func check(t *testing.T, list []example) {
	t.Helper()
	for _, tt := range list {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, scripts(t, tt.script)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAsyncGenerators(t *testing.T) {
	check(t, []example{
		{"yields_and_awaits", `
			async function* count(n) { for (let i = 0; i < n; i++) yield await Promise.resolve(i); return "end" }
			(async () => {
				for await (const i of count(3)) print(i);
				const g = count(1);
				print(JSON.stringify([await g.next(), await g.next(), await g.next()]));
			})()`,
			"0\n1\n2\n" + `[{"value":0,"done":false},{"value":"end","done":true},{"done":true}]`},
		{"answers_requests_in_order", `
			async function* f() { print("start"); yield 1; print("more"); yield 2 }
			const g = f();
			Promise.all([g.next(), g.next(), g.next()]).then(r => print(JSON.stringify(r)));
			print("asked")`,
			"start\nasked\nmore\n" + `[{"value":1,"done":false},{"value":2,"done":false},{"done":true}]`},
		{"return_runs_finally_and_awaits", `
			async function* f() { try { yield 1; yield 2 } finally { print("closed", await "x") } }
			(async () => { for await (const x of f()) { print(x); break } print("after") })()`,
			"1\nclosed x\nafter"},
		{"throw_reaches_the_body", `
			async function* f() { try { yield 1 } catch (e) { print("caught " + e); yield 2 } }
			(async () => { const g = f(); await g.next(); print((await g.throw("no")).value) })()`,
			"caught no\n2"},
		{"rejected_values_are_thrown_at_the_yield", `
			async function* f() { try { yield Promise.reject("bad") } catch (e) { yield "had " + e } }
			(async () => { for await (const x of f()) print(x) })()`,
			"had bad"},
		{"delegates", `
			async function* inner() { const got = yield "a"; print("got " + got); return "r" }
			async function* outer() { print("result " + (yield* inner())); yield* [Promise.resolve("s"), "t"] }
			(async () => { const g = outer(); for (let r = await g.next(); !r.done; r = await g.next("x")) print(r.value) })()`,
			"a\ngot x\nresult r\ns\nt"},
		{"methods_have_this_super_and_arguments", `
			class A { get x() { return "A.x" } }
			class B extends A { async *m() { yield super.x; yield this instanceof B; yield arguments.length } static async *#s() { yield "private" } static s() { return B.#s() } }
			const o = { __proto__: { y: "proto" }, async *m() { yield super.y }, async *["k" + 1]() { yield 1 } };
			(async () => {
				for await (const v of new B().m(1, 2)) print(v);
				for await (const v of B.s()) print(v);
				for await (const v of o.m()) print(v);
				print(o.k1.name, o.m.name, B.prototype.m.name);
			})()`,
			"A.x\ntrue\n2\nprivate\nproto\nk1 m m"},
		{"look_like_what_they_are", `
			const f = async function*(a, b) {};
			print(f.name, f.length, Object.prototype.toString.call(f), Object.prototype.toString.call(f()));
			const AsyncGeneratorFunction = Object.getPrototypeOf(f).constructor;
			print(AsyncGeneratorFunction.name, f instanceof AsyncGeneratorFunction, f() instanceof f, typeof f()[Symbol.asyncIterator]);
			print(Symbol.asyncIterator.toString(), f()[Symbol.asyncIterator].name, Object.keys(f()).length);
			try { new f } catch (e) { print(e.name) }
			new AsyncGeneratorFunction("x", "yield x; yield* [x + 1]")(1).next().then(r => print(r.value))`,
			"f 2 [object AsyncGeneratorFunction] [object AsyncGenerator]\nAsyncGeneratorFunction true true function\n" +
				"Symbol(Symbol.asyncIterator) [Symbol.asyncIterator] 0\nTypeError\n1"},
		{"wrong_receiver_rejects", `
			const next = (async function*() {})().next;
			next.call({}).catch(e => print(e.name + ": " + e.message))`,
			"TypeError: AsyncGenerator.prototype.next called on incompatible receiver"},
		{"unhandled_error_has_its_place", "\n" + `async function* f() { yield 1;
			throw new Error("late") }
			(async () => { for await (const x of f()) print(x) })()`,
			"1\na.js:3:10: Error: late"},
	})
}

func TestAwaitedLoops(t *testing.T) {
	check(t, []example{
		{"synchronous_iterables", `(async () => { for await (const x of [1, Promise.resolve(2)]) print(x) })()`, "1\n2"},
		{"own_iterators", `
			const it = { i: 0, [Symbol.asyncIterator]() { return this }, next() { return Promise.resolve({ value: ++this.i, done: this.i > 2 }) } };
			(async () => { for await (var x of it) print(x) })()`, "1\n2"},
		{"closed_when_left_early", `
			const it = { [Symbol.asyncIterator]: () => ({ next: async () => ({ value: 1, done: false }), return: async () => { print("closed"); return {} } }) };
			(async () => {
				for await (const x of it) break;
				l: for (;;) { for await (const x of it) break l }
				try { for await (const x of it) throw "thrown" } catch (e) { print(e) }
				print(await (async () => { for await (const x of it) return "returned" })());
			})()`, "closed\nclosed\nclosed\nthrown\nclosed\nreturned"},
		{"not_closed_when_next_fails", `
			const it = { [Symbol.asyncIterator]: () => ({ next: async () => { throw "next" }, return: async () => { print("closed") } }) };
			(async () => { try { for await (const x of it); } catch (e) { print(e) } })()`, "next"},
		{"labels_and_patterns", `
			(async () => { outer: for await (const [k, { v = k }] of [["a", {}], ["b", { v: 1 }], ["c", {}]]) { if (k == "b") continue outer; print(k, v) } })()`,
			"a a\nc c"},
		{"each_round_has_its_own_variable", `
			(async () => { const fs = []; for await (const x of [1, 2]) fs.push(() => x); print(fs.map(f => f()).join()) })()`, "1,2"},
		{"what_is_not_iterable", "(async () => {\n  for await (const x of 5);\n})()", "a.js:2:7: TypeError: 5 is not iterable"},
	})
}

func TestFunctionsInBlocks(t *testing.T) {
	check(t, []example{
		{"are_variables_around_the_block", `print(typeof g); if (true) { function g() { return 1 } } print(g(), g.name)`, "undefined\n1 g"},
		{"in_functions", `function f() { if (true) { function g() { return 2 } } return g() } print(f())`, "2"},
		{"only_once_reached", `function f() { if (false) { function g() {} } return typeof g } print(f())`, "undefined"},
		{"in_eval", `eval("if (true) { function g() { return 3 } }"); print(g())`, "3"},
		{"in_what_Function_makes", `print(new Function("{ function g() { return 4 } } return g()")())`, "4"},
		{"not_in_strict_code", `"use strict"; { function g() {} } print(typeof g)`, "undefined"},
	})
}

func TestGlobalsOfOneScriptAreThoseOfTheNext(t *testing.T) {
	got := scripts(t,
		`{ function hoisted() { return "hoisted" } } async function* gen() { yield "gen" }`,
		`print(hoisted()); (async () => { for await (const x of gen()) print(x) })(); print(Object.keys(globalThis).join())`)
	if want := "hoisted\nprint,gen,hoisted\ngen"; got != want {
		t.Error(cmp.Diff(want, got))
	}
}

func TestAnnexB(t *testing.T) {
	check(t, []example{
		{"html_methods", `print("a".anchor('"'), "b".bold(), "x".sub(), "l".link.length, "".big.length)`, `<a name="&quot;">a</a> <b>b</b> <sub>x</sub> 1 0`},
		{"html_methods_need_a_string", `try { "".big.call(null) } catch (e) { print(e.message) }`, "String.prototype.big called on null or undefined"},
		{"accessors", `const o = {}; o.__defineGetter__("x", () => 1); o.__defineSetter__("x", v => print(v)); o.x = 2;
			print(o.x, typeof o.__lookupGetter__("x"), typeof Object.create(o).__lookupSetter__("x"), o.__lookupGetter__("y"))`,
			"2\n1 function function undefined"},
		{"years_of_two_digits", `const d = new Date(Date.UTC(1999, 1, 3)); print(d.getYear()); d.setYear(98); print(d.toGMTString()); d.setYear(NaN); print(d.getYear())`,
			"99\nTue, 03 Feb 1998 00:00:00 GMT\nNaN"},
	})
}

func TestWeakReferences(t *testing.T) {
	check(t, []example{
		{"a_WeakRef_holds", `const o = {}; const w = new WeakRef(o); print(w.deref() === o, Object.prototype.toString.call(w))`, "true [object WeakRef]"},
		{"of_an_object", `try { new WeakRef(1) } catch (e) { print(e.name, e.message) }`, "TypeError WeakRef: target must be an object"},
		{"a_registry_registers", `const r = new FinalizationRegistry(() => print("never")); const t = {}; r.register({}, 1, t); print(r.unregister(t), r.unregister(t))`, "true false"},
		{"a_registry_checks", `const r = new FinalizationRegistry(() => {}); const o = {};
			for (const f of [() => r.register(1), () => r.register(o, o), () => r.register(o, 1, 2), () => r.unregister(3), () => new FinalizationRegistry(4), () => r.register.call({})])
				try { f() } catch (e) { print(e.name) }`,
			strings.TrimSpace(strings.Repeat("TypeError\n", 6))},
	})
}

func TestWhatCameLaterIsNotThere(t *testing.T) {
	for _, l := range later {
		for _, name := range l.names {
			if got := scripts(t, "print("+l.object+"."+name+")"); got != "undefined" {
				t.Errorf("%s.%s: %s", l.object, name, got)
			}
		}
	}
}

func TestEval(t *testing.T) {
	check(t, []example{
		{"sees_the_variables_around", `function f(x) { return eval("x + 1") } print(f(1))`, "2"},
		{"as_a_value_is_global", `var x = "global"; function f(x) { return (0, eval)("x") } print(f("local"))`, "global"},
		{"returns_what_is_no_text", `const o = {}; print(eval(o) === o, (0, eval)(5), eval())`, "true 5 undefined"},
		{"runs_async_generators", `eval("(async () => { for await (const x of (async function*() { yield 1 })()) print(x) })()")`, "1"},
		{"mends_what_it_mentions", `print(eval("'a'.bo" + "ld()"))`, "<b>a</b>"},
		{"says_what_is_wrong", `try { eval("a b") } catch (e) { print(e.name) }`, "SyntaxError"},
		{"functions_show_how_they_were_written", "async function* f(a) { yield await a }\nclass C { async *m() { await 1 } }\nconst o = { async *m() {} };\n" +
			"print(f, o.m, C.prototype.m, C)", "async function* f(a) { yield await a } async *m() {} async *m() { await 1 } class C { async *m() { await 1 } }"},
		{"keeps_its_value", `print(eval("1; { function f() {} }"))`, "1"},
	})
}

func TestConstructorsOfFunctions(t *testing.T) {
	check(t, []example{
		{"make_functions", `const f = new Function("a", "b", "return a + b"); print(f(1, 2), f.name, f.length, Function("return 1")(), f instanceof Function)`, "3 anonymous 2 1 true"},
		{"keep_their_relations", `const G = (function*() {}).constructor, A = (async () => {}).constructor;
			print(G.name, A.name, Object.getPrototypeOf(G) === Function, (() => {}).constructor === Function, [...G("yield 1")()].join())`,
			"GeneratorFunction AsyncFunction true true 1"},
		{"can_be_extended", `class F extends Function { x() { return this() } } print(new F("return 7").x(), new F("{ function g() {} } return typeof g").x())`, "7 function"},
		{"say_what_is_wrong", `try { new Function("a b") } catch (e) { print(e.name) }`, "SyntaxError"},
	})
}
