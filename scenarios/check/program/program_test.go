package program_test

import (
	"strings"
	"testing"

	"github.com/dop251/goja/ast"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/jsvm/syntax"
	"voxemu/scenarios/check/program"
)

func read(t *testing.T, text string) *program.File {
	t.Helper()
	f, err := program.Read(jsvm.Source{Name: "a.js", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// marked reads a scenario in which one expression stands between « and ».
func marked(t *testing.T, text string) (*program.File, ast.Expression) {
	t.Helper()
	before, rest, _ := strings.Cut(text, "«")
	inside, after, ok := strings.Cut(rest, "»")
	if !ok {
		t.Fatalf("nothing is marked in %q", text)
	}
	f := read(t, before+inside+after)
	var found ast.Expression
	program.Inspect(f.Tree(), func(n ast.Node) bool {
		e, ok := n.(ast.Expression)
		if start, end := f.Range(n); ok && start == len(before) && end == len(before)+len(inside) {
			if _, wrapped := n.(*ast.ExpressionBody); !wrapped {
				found = e
			}
		}
		return true
	})
	if found == nil {
		t.Fatalf("%q is no expression of %q", inside, text)
	}
	return f, found
}

func TestTypes(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"namespace", "«VoxEngine».terminate()", "VoxEngine"},
		{"member_of_an_enum", "f(«CallEvents.Connected»)", "CallEvents.Connected"},
		{"member_in_brackets", "f(«CallEvents['Connected']»)", "CallEvents.Connected"},
		{"function", "«VoxEngine.terminate»()", "VoxEngine.terminate"},
		{"result_of_a_function", "«VoxEngine.callPSTN('1', '2')»", "a Call"},
		{"method", "const c = VoxEngine.callPSTN('1', '2'); «c.say»('x')", "Call.say"},
		{"alias_of_a_namespace", "const E = CallEvents; f(«E.Failed»)", "CallEvents.Failed"},
		{"destructured_name", "const { Failed } = CallEvents; f(«Failed»)", "CallEvents.Failed"},
		{"shadowed_name", "function f(VoxEngine) { «VoxEngine».x } f(1)", "a number"},
		{"own_global_of_the_same_name", "var VoxEngine = {}; «VoxEngine».x", "an object of the scenario"},
		{"assigned_global_of_the_same_name", "AI = 1; «AI».x", "anything"},
		{"event_parameter", "VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => { «e.call».answer() })", "a Call"},
		{"destructured_event", "VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => { «call».answer() })", "a Call"},
		{"renamed_in_the_pattern", "VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call: c }) => { «c».answer() })", "a Call"},
		{"event_by_its_value", "VoxEngine.addEventListener('Application.CallAlerting', (e) => { «e.call».answer() })", "a Call"},
		{"named_handler", "VoxEngine.addEventListener(AppEvents.CallAlerting, on); function on(e) { «e.call».answer() }", "a Call"},
		{"named_handler_that_is_removed_too", "VoxEngine.addEventListener(AppEvents.CallAlerting, on); function on(e) { «e.call».answer(); VoxEngine.removeEventListener(AppEvents.CallAlerting, on) }", "a Call"},
		{"handler_of_two_kinds_of_events", "function on(e) { «e.call».x } VoxEngine.addEventListener(AppEvents.CallAlerting, on); VoxEngine.addEventListener(AppEvents.Started, on)", "anything"},
		{"handler_that_escapes", "function on(e) { «e.call».x } VoxEngine.addEventListener(AppEvents.CallAlerting, on); module.exports = on", "anything"},
		{"variable_that_is_set_later", "let call; VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => { call = e.call; }); function f() { «call».hangup() }", "a Call"},
		{"variable_of_two_types", "let x = 1; x = 'a'; f(«x»)", "anything"},
		{"variable_that_is_counted", "let x = 1; x++; f(«x»)", "anything"},
		{"variable_in_a_block", "const x = 'a'; { const x = 1; f(«x») }", "a number"},
		{"var_from_a_block", "{ var x = 1; } f(«x»)", "a number"},
		{"parameter_by_its_calls", "function say(c) { «c».say('x') } const a = VoxEngine.callPSTN('1'); say(a); say(VoxEngine.callUser('u'))", "a Call"},
		{"parameter_that_is_handed_on", "function ask(c, n) { «c».say('x'); ask(c, n - 1) } ask(VoxEngine.callPSTN('1'), 3)", "a Call"},
		{"parameter_of_functions_that_call_each_other", "function a(c) { b(c) } function b(c) { «c».say('x'); a(c) } a(VoxEngine.callPSTN('1'))", "a Call"},
		{"parameter_with_a_default", "function f(x = 'a') { g(«x») } f(); f('b')", "a string"},
		{"rest_parameter", "function f(...x) { g(«x») } f(1)", "anything"},
		{"result_of_a_function_of_the_scenario", "function make() { return VoxEngine.callPSTN('1') } «make()».x", "a Call"},
		{"result_of_an_arrow_function", "const make = () => VoxEngine.callPSTN('1'); «make()».x", "a Call"},
		{"function_that_returns_nothing", "function f() { Logger.write('x') } g(«f()»)", "undefined"},
		{"async_function", "async function f() { return 1 } g(«f()»)", "a promise"},
		{"promise", "require(Modules.ApplicationStorage); g(«ApplicationStorage.get('k')»)", "a promise"},
		{"awaited_promise", "async function f() { const v = await ApplicationStorage.put('k', 'v'); g(«v.value») }", "a string"},
		{"then", "ApplicationStorage.put('k', 'v').then((v) => { g(«v.value») })", "a string"},
		{"callback_of_the_api", "Net.httpRequest('https://example.com', (r) => { g(«r.code») })", "a number"},
		{"new", "g(«new WebSocket('wss://example.com')»)", "a WebSocket"},
		{"property_of_an_object", "const state = { call: null }; VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => { state.call = e.call; «state.call».answer() })", "a Call"},
		{"property_that_may_be_set_by_others", "const state = { call: 1 }; function f(x) { x.call = 'a' } h(f); g(«state.call»)", "anything"},
		{"property_with_a_computed_name", "const state = { a: 1 }; state[k] = 'x'; g(«state.a»)", "anything"},
		{"property_of_this", "class S { constructor(call) { this.call = call } go() { «this.call».answer() } } VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => { new S(e.call).go() })", "a Call"},
		{"method_of_a_class", "class S { go() { return 1 } } g(«new S().go()»)", "a number"},
		{"method_of_an_object", "const o = { go() { return 1 } }; g(«o.go()»)", "a number"},
		{"this_in_an_arrow_function", "const o = { n: 1, go() { [1].forEach(() => g(«this.n»)) } }", "a number"},
		{"element_of_an_array", "for (const c of [VoxEngine.callPSTN('1'), VoxEngine.callPSTN('2')]) «c».hangup()", "a Call"},
		{"element_by_forEach", "[VoxEngine.callPSTN('1')].forEach((c) => «c».hangup())", "a Call"},
		{"element_of_an_array_that_grows", "const list = [1]; list.push('a'); for (const c of list) g(«c»)", "anything"},
		{"with", "with (o) { «CallEvents».x }", "anything"},
		{"eval", "eval(text); «CallEvents».x", "anything"},
		{"conditional", "const c = a ? VoxEngine.callPSTN('1') : null; «c».x", "a Call"},
		{"or", "const c = a || VoxEngine.callPSTN('1'); «c».x", "anything"},
		{"caught_error", "try { f() } catch (e) { g(«e») }", "anything"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, e := marked(t, test.text)
			if got := f.TypeOf(e).String(); got != test.want {
				t.Errorf("%s is %s, want %s", f.Source(e), got, test.want)
			}
		})
	}
}

// Each node knows what it is part of.
func TestParents(t *testing.T) {
	f := read(t, `
const { a, b: [c = 1, ...d], [e]: g = 2, ...h } = x, [i] = y;
function j(k, { l = 1 }, ...m) { for (const n of o) for (let p = 0; p < 1; p++) ; for (q in r) ; }
class S extends T { static u = 1; #v; get w() { return this.#v } static { z() } constructor(a) { super(a) } }
try { ({ a, b: c.d } = e) } catch ({ f }) { label: while (1) continue label } finally { }
switch (a) { case b: default: }
const t = async (x) => { await x; return `+"`${x}`"+`; };
new F(...g, a?.b, a ?? b, /x/, typeof a, { a, get b() { return 1 }, c() {}, ...d });
`)
	for _, n := range f.Nodes()[1:] {
		parent := f.Parent(n)
		if parent == nil {
			t.Errorf("%T %q has no parent", n, f.Source(n))
			continue
		}
		found := false
		syntax.Children(parent, func(c ast.Node) { found = found || c == n })
		if !found {
			t.Errorf("%T %q is no child of its parent, a %T", n, f.Source(n), parent)
		}
	}
}

func TestTypeScript(t *testing.T) {
	f, err := program.Read(jsvm.Source{Name: "a.ts", Text: "const n: number = 1;\ninterface A { b: string }\nVoxEngine.terminat();"})
	if err != nil {
		t.Fatal(err)
	}
	start, end := f.MemberRange(f.Calls()[0].Callee)
	at := f.At(start)
	if at.Line != 3 || at.Column != 11 {
		t.Errorf("the name is at %v", at)
	}
	if from, to, ok := f.Written(start, end); !ok || to-from != len("terminat") {
		t.Errorf("written at %d to %d, %v", from, to, ok)
	}
}

func TestErrorsAreThoseOfARun(t *testing.T) {
	_, err := program.Read(jsvm.Source{Name: "a.js", Text: "let a;\nlet a;"})
	if err == nil || !strings.Contains(err.Error(), "already been declared") {
		t.Errorf("got %v", err)
	}
}

// What is read must never panic, whatever it is.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"const { a: [b = c], ...d } = e", "class A extends B { static { this.x = 1 } #p = 1; get x() { return this.#p } }", "for (var [a] of b) for (c.d in e);", "async function* f() { for await (const x of y) yield* x }", "with (a) eval(b)", "label: while (1) { continue label }", "({ a, b: c = 1, [d]: e } = f)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := program.Read(jsvm.Source{Name: "a.js", Text: text})
		if err != nil {
			return
		}
		program.Inspect(p.Tree(), func(n ast.Node) bool {
			p.Range(n)
			if e, ok := n.(ast.Expression); ok {
				p.TypeOf(e)
				p.Static(e)
				p.Number(e)
			}
			return true
		})
		p.Listeners()
		for _, fn := range p.Functions() {
			p.Uses(fn)
			p.Returns(fn)
			p.Exits(fn.Body(), nil)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	text := strings.Repeat(`
VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.ToneReceived, (e) => { if (e.tone === '1') call.say('Sales'); else call.hangup(); });
  call.answer();
  call.handleTones(true);
  try { await ApplicationStorage.put('k', 'v'); } catch (error) { Logger.write(error); }
});
`, 20_000/400)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		f, err := program.Read(jsvm.Source{Name: "a.js", Text: text})
		if err != nil {
			b.Fatal(err)
		}
		for _, c := range f.Calls() {
			f.API(c)
		}
		f.Listeners()
	}
}
