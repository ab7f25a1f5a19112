package jsvm

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// bigTable is as large as the real API: 5,000 constants in enums and nested lists, 60 classes with 10 methods.
func bigTable() *Table {
	var members []Member
	for i := range 50 {
		values := make([]Member, 100)
		for j := range values {
			values[j] = Member{Name: fmt.Sprintf("Member%d", j), Value: Shared(fmt.Sprintf("Enum%d.Member%d", i, j))}
		}
		enum := NewTable(fmt.Sprintf("Enum%d", i), TableOptions{ReadOnly: true}, values...)
		members = append(members, Member{Name: enum.Name(), Make: func(vm *VM, _ any) goja.Value { return vm.NewObject(enum, nil, nil) }})
	}
	for i := range 60 {
		methods := make([]Member, 10)
		for j := range methods {
			name := fmt.Sprintf("method%d", j)
			methods[j] = Member{Name: name, Hidden: true, Make: func(vm *VM, self any) goja.Value {
				return vm.Func(name, 1, func(goja.FunctionCall) goja.Value { return goja.Undefined() })
			}}
		}
		class := NewTable(fmt.Sprintf("Class%d", i), TableOptions{}, methods...)
		members = append(members, Member{Name: class.Name(), Make: func(vm *VM, _ any) goja.Value {
			return vm.Class(class.Name(), 1, nil, func(c goja.ConstructorCall) *goja.Object {
				return vm.NewObject(class, nil, c.This.Prototype())
			})
		}})
	}
	members = append(members, Member{Name: "listen", Make: func(vm *VM, _ any) goja.Value {
		return vm.Func("listen", 2, func(c goja.FunctionCall) goja.Value {
			listeners := vm.Host().(*[]goja.Value)
			*listeners = append(*listeners, c.Argument(1))
			return goja.Undefined()
		})
	}})
	return NewTable("globals", TableOptions{}, members...)
}

const benchScenario = `
const state = { calls: 0, digits: '' };
function digit(e) { state.digits += e.tone; }
listen(Enum7.Member3, (e) => { state.calls++; });
listen(Enum7.Member9, digit);
var player = new Class5('https://example.com/a.mp3');
player.method3(Enum12.Member1);
`

func newBench(b *testing.B) (fresh func() (*VM, *[]goja.Value), p *Program) {
	b.Helper()
	table, watch := bigTable(), NewWatchdog()
	p, err := NewCache().Compile(Source{Name: "bench.js", Text: benchScenario})
	if err != nil {
		b.Fatal(err)
	}
	return func() (*VM, *[]goja.Value) {
		var listeners []goja.Value
		return New(Options{Globals: table, Watchdog: watch, Host: &listeners}), &listeners
	}, p
}

func BenchmarkBareGojaNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		goja.New()
	}
}

func BenchmarkFreshVM(b *testing.B) {
	fresh, _ := newBench(b)
	b.ReportAllocs()
	for b.Loop() {
		vm, _ := fresh()
		vm.Close()
	}
}

func BenchmarkFreshVMAndScenario(b *testing.B) {
	fresh, p := newBench(b)
	b.ReportAllocs()
	for b.Loop() {
		vm, _ := fresh()
		if err := vm.RunProgram(p); err != nil {
			b.Fatal(err)
		}
		vm.Close()
	}
}

// BenchmarkRetainedVM reports the heap that a loaded VM keeps.
func BenchmarkRetainedVM(b *testing.B) {
	fresh, p := newBench(b)
	const n = 500
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		vms := make([]*VM, n)
		for i := range vms {
			vms[i], _ = fresh()
			if err := vms[i].RunProgram(p); err != nil {
				b.Fatal(err)
			}
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		for _, vm := range vms {
			vm.Close()
		}
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/n, "B/VM")
	}
}

func BenchmarkEventWithOneListener(b *testing.B) {
	fresh, p := newBench(b)
	vm, listeners := fresh()
	defer vm.Close()
	if err := vm.RunProgram(p); err != nil {
		b.Fatal(err)
	}
	name := Shared("Call.Connected")
	b.ReportAllocs()
	for b.Loop() {
		err := vm.Enter(func() {
			e := vm.Runtime().NewObject()
			_ = e.Set("name", name)
			if _, err := vm.Call((*listeners)[0], goja.Undefined(), e); err != nil {
				panic(err)
			}
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEmptyTurn(b *testing.B) {
	fresh, _ := newBench(b)
	vm, _ := fresh()
	defer vm.Close()
	b.ReportAllocs()
	for b.Loop() {
		if err := vm.Enter(func() {}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBareCallable is the engine's own way in, for the ratio.
func BenchmarkBareCallable(b *testing.B) {
	r := goja.New()
	v, err := r.RunString("var n = 0; (e) => { n++ }")
	if err != nil {
		b.Fatal(err)
	}
	f, _ := goja.AssertFunction(v)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := f(goja.Undefined(), r.NewObject()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPromiseAwait(b *testing.B) {
	vm := New(Options{Watchdog: NewWatchdog()})
	defer vm.Close()
	p, err := NewCache().Compile(Source{Name: "await.js", Text: "async function f(p) { await p }"})
	if err != nil {
		b.Fatal(err)
	}
	if err := vm.RunProgram(p); err != nil {
		b.Fatal(err)
	}
	f := vm.Runtime().Get("f")
	b.ReportAllocs()
	for b.Loop() {
		var settle func(goja.Value)
		_ = vm.Enter(func() {
			promise, resolve, _ := vm.Promise()
			settle = resolve
			_, _ = vm.Call(f, goja.Undefined(), promise)
		})
		if err := vm.Enter(func() { settle(goja.Undefined()) }); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNativeCall(b *testing.B) {
	vm := New(Options{Watchdog: NewWatchdog()})
	defer vm.Close()
	f := vm.Func("f", 0, func(goja.FunctionCall) goja.Value { return goja.Undefined() })
	_ = vm.Runtime().Set("f", f)
	p, err := NewCache().Compile(Source{Name: "native.js", Text: "(function(){ for (let i = 0; i < 1000; i++) f() })()"})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := vm.RunProgram(p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNewNative(b *testing.B) {
	vm := New(Options{Watchdog: NewWatchdog()})
	defer vm.Close()
	b.ReportAllocs()
	for b.Loop() {
		vm.Func("f", 2, func(goja.FunctionCall) goja.Value { return goja.Undefined() })
	}
}

func BenchmarkCaller(b *testing.B) {
	vm := New(Options{Watchdog: NewWatchdog()})
	defer vm.Close()
	f := vm.Func("f", 0, func(goja.FunctionCall) goja.Value { vm.Caller(); return goja.Undefined() })
	_ = vm.Runtime().Set("f", f)
	p, err := NewCache().Compile(Source{Name: "caller.js", Text: "(function(){ for (let i = 0; i < 1000; i++) f() })()"})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := vm.RunProgram(p); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkThrowAndCatch(b *testing.B) {
	vm := New(Options{Watchdog: NewWatchdog()})
	defer vm.Close()
	p, err := NewCache().Compile(Source{Name: "throw.js", Text: "for (let i = 0; i < 1000; i++) try { throw new Error('x') } catch (e) {}"})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := vm.RunProgram(p); err != nil {
			b.Fatal(err)
		}
	}
}

func longText() string { return strings.Repeat(benchLines, 100<<10/len(benchLines)) }

const benchLines = `
(function () {
  class Menu { constructor(items) { this.items = items ?? []; } pick(n) { return this.items[n]?.action(); } }
  const menu = new Menu([{ key: '1', action: () => say('one') }, ...more]);
  async function run(call) { for (const item of menu.items) { await call.play(` + "`${item.key}`" + `); count++; } }
  function say(text) { return { text, at: Date.now(), tags: ['a', 'b'].map((t) => t + text) }; }
  on(Events.Connected, async ({ call, headers = {} }) => { try { await run(call); } catch (e) { log(e.message); } });
})();
`

func BenchmarkCompile100KB(b *testing.B) {
	text := longText()
	for b.Loop() {
		if _, err := compile(Source{Name: "long.js", Text: text}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBareCompile100KB(b *testing.B) {
	text := longText()
	for b.Loop() {
		if _, err := goja.Compile("long.js", text, false); err != nil {
			b.Fatal(err)
		}
	}
}

// typeScript is a scenario of some 100 KB in TypeScript.
func typeScript() string {
	const piece = `
interface Caller%[1]d { number: string; retries?: number }
enum State%[1]d { Idle, Ringing = 5, Talking }
class Menu%[1]d<T extends Caller%[1]d> {
  private state: State%[1]d = State%[1]d.Idle;
  constructor(readonly name: string, protected options: Record<string, T> = {}) {}
  async next(input: string, fallback?: T): Promise<T | undefined> {
    const found = this.options[input] ?? fallback!;
    for (const [key, value] of Object.entries(this.options) as [string, T][]) {
      if (key === input && /^\d+$/.test(value.number)) { this.state = State%[1]d.Talking; return value; }
    }
    return found;
  }
}
const menu%[1]d = new Menu%[1]d<Caller%[1]d>('menu %[1]d', { '1': { number: '1555', retries: 2 } });
`
	var b strings.Builder
	for i := 0; b.Len() < 100_000; i++ {
		fmt.Fprintf(&b, piece, i)
	}
	return b.String()
}

// A scenario of 100 KB in TypeScript compiles within 150 ms, and comes from the cache within 1 ms.
func BenchmarkCompileTypeScript100KB(b *testing.B) {
	src := Source{Name: "big.ts", Text: typeScript()}
	b.SetBytes(int64(len(src.Text)))
	for b.Loop() {
		if _, err := NewCache().Compile(src); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCachedTypeScript100KB(b *testing.B) {
	cache, src := NewCache(), Source{Name: "big.ts", Text: typeScript()}
	for b.Loop() {
		if _, err := cache.Compile(src); err != nil {
			b.Fatal(err)
		}
	}
}
