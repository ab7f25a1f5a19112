package jsvm

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/vclock"
)

// endless are the ways to recurse without end, each through another part of the engine.
var endless = []struct{ name, text string }{
	{"plain", "function f() { f() } f()"},
	{"with_finally", "function f() { try { f() } finally { } } f()"},
	{"array_map", "function f() { [1].map(f) } f()"},
	{"array_sort", "function f() { [1, 2].sort(f) } f()"},
	{"array_from", "function f() { Array.from({length: 1}, f) } f()"},
	{"string_replace", "function f() { 'a'.replace(/a/, f) } f()"},
	{"getter", "var o = {get x() { return this.x }}; o.x"},
	{"setter", "var o = {set x(v) { this.x = v }}; o.x = 1"},
	{"json_stringify", "var o = {toJSON() { return JSON.stringify(o) }}; JSON.stringify(o)"},
	{"json_parse", "function f() { JSON.parse('[1]', f) } f()"},
	{"proxy", "var p = new Proxy({}, {get(t, k) { return p[k] }}); p.x"},
	{"to_string", "var o = {toString() { return '' + o }}; '' + o"},
	{"value_of", "var o = {valueOf() { return +o }}; +o"},
	{"to_primitive", "var o = {[Symbol.toPrimitive]() { return `${o}` }}; `${o}`"},
	{"constructor", "class A { constructor() { new A } } new A"},
	{"class_field", "class A { x = new A } new A"},
	{"reflect_apply", "function f() { Reflect.apply(f, null, []) } f()"},
	{"bound", "var f = function () { f.bind()() }; f()"},
	{"iterator", "function f() { for (const x of {[Symbol.iterator]: f}); } f()"},
	{"tagged_template", "function f() { f`` } f()"},
	{"eval", "function f() { eval('f()') } f()"},
	{"function_constructor", "function f() { Function('f()')() } f()"},
	{"native_function", "function f() { call(f) } f()"},
	{"native_function_that_hands_on", "function f() { invoke(f) } f()"},
	{"async", "async function f() { await f() } f()"},
	{"promise_executor", "function f() { new Promise(f) } f()"},
}

func TestEndlessRecursionOverflows(t *testing.T) {
	for _, tt := range endless {
		t.Run(tt.name, func(t *testing.T) {
			vm := newVM(t)
			_, err := run(t, vm, "out = 'alive';"+tt.text)
			e := failure(t, err, Overflow)
			if want := "InternalError: too much recursion"; e.Message != want {
				t.Errorf("got %q, want %q", e.Message, want)
			}
			if n := len(e.Stack); n == 0 || n > maxFrames || e.Pos().File == "" {
				t.Errorf("got %d frames, at %v", n, e.Pos())
			}
			if out, err := run(t, vm, "out += '!'"); out != "alive!" || err != nil {
				t.Errorf("the next turn: %q, %v", out, err)
			}
		})
	}
}

// Where an exception would find the engine unprepared, its own limit works: it can't be caught, and takes its time.
func TestEndlessGeneratorsOverflow(t *testing.T) {
	vm := newVM(t, func(o *Options) { o.MaxFrames = 500 })
	for _, text := range []string{
		"function* g() { for (const x of g()) { yield x } } g().next()",
		"async function f() { await f() } f()",
		"async function f() { await f() } (() => f())()",
	} {
		_, err := run(t, vm, text)
		failure(t, err, Overflow)
	}
	if out, err := run(t, vm, "try { try { throw 1 } finally { out = 'alive' } } catch (e) { out += '!' }"); out != "alive!" || err != nil {
		t.Errorf("the next turn: %q, %v", out, err)
	}
}

func TestOverflowCanBeCaught(t *testing.T) {
	out, err := run(t, newVM(t), "function f() { [1].map(f) } try { f() } catch (e) { out = [e.name, e.message, e instanceof Error].join(', ') }")
	if want := "InternalError, too much recursion, true"; out != want || err != nil {
		t.Errorf("got %q, %v, want %q", out, err, want)
	}
}

func TestOverflowInAHandler(t *testing.T) {
	vm := newVM(t)
	if _, err := run(t, vm, "function f() { [1].map(f) }"); err != nil {
		t.Fatal(err)
	}
	err := vm.Enter(func() {
		for range 2 { // the first error leaves the turn going
			if _, err := call(vm, "f"); err == nil || err.(*Error).Kind != Overflow {
				t.Errorf("got %v, want an overflow", err)
			}
		}
	})
	if err != nil {
		t.Error(err)
	}
}

// In promise jobs the engine's own limit works, and can't be caught.
func TestOverflowInAPromiseJob(t *testing.T) {
	for _, text := range []string{
		"(async () => { await 0; (function f() { f() })() })()",
		"(async () => { await 0; try { (function f() { [1].map(f) })() } catch (e) { out = 'caught' } })()",
	} {
		vm := newVM(t, func(o *Options) { o.MaxFrames = 1000 })
		_, err := run(t, vm, "out = 'alive'; Promise.reject(1).catch(() => {});"+text)
		failure(t, err, Overflow)
		if out, err := run(t, vm, "out += '!'"); out != "alive!" || err != nil {
			t.Errorf("the next turn: %q, %v", out, err)
		}
	}
}

func TestNativeCodeCanNotSwallowAnOverflow(t *testing.T) {
	vm := newVM(t, func(o *Options) { o.MaxFrames = 1000 })
	more := vm.Func("more", 0, func(goja.FunctionCall) goja.Value { t.Error("the turn goes on"); return nil })
	_ = vm.Runtime().Set("swallow", vm.Func("swallow", 0, func(c goja.FunctionCall) goja.Value {
		for _, f := range []goja.Value{c.Argument(0), more} {
			_, err := vm.Call(f, goja.Undefined())
			failure(t, err, Overflow)
		}
		return nil
	}))
	_, err := run(t, vm, "out = 'alive'; Promise.resolve().then(() => { swallow(function f() { f() }); out = 'swallowed' })")
	failure(t, err, Overflow)
	if out, err := run(t, vm, "out += '!'"); out != "alive!" || err != nil {
		t.Errorf("the next turn: %q, %v", out, err)
	}
}

func TestTenThousandFramesAreFine(t *testing.T) {
	for name, text := range map[string]string{
		"top_level":    "out = f(10000)",
		"promise_job":  "Promise.resolve().then(() => { out = f(10000) })",
		"with_natives": "function g(n) { return n ? [n].map((n) => g(n - 1) + 1)[0] : 0 } out = g(3000) + 7000",
	} {
		out, err := run(t, newVM(t), "function f(n) { return n ? f(n - 1) + 1 : 0 }\n"+text)
		if err != nil || out != "10000" {
			t.Errorf("%s: got %q, %v", name, out, err)
		}
	}
}

func TestMaxFrames(t *testing.T) {
	vm := newVM(t, func(o *Options) { o.MaxFrames = 100 })
	if out, err := run(t, vm, "function f(n) { return n ? f(n - 1) + 1 : 0 } out = f(90)"); err != nil || out != "90" {
		t.Errorf("got %q, %v", out, err)
	}
	_, err := run(t, vm, "f(101)")
	failure(t, err, Overflow)
}

// looks makes the watchdog look often enough to end a turn of that length.
func looks(w *Watchdog, limit time.Duration) {
	for range limit/tick + 1 {
		w.look()
	}
}

// idle returns a watchdog without goroutine: the test looks instead.
func idle() *Watchdog {
	w := NewWatchdog()
	w.running = true
	return w
}

func TestWatchdogEndsATurn(t *testing.T) {
	const limit = 200 * time.Millisecond
	tests := []struct{ name, text string }{
		{"loop", "look(); for (;;);"},
		{"try_does_not_catch_it", "look(); try { for (;;); } catch (e) { out = 'caught' } finally { out = 'finally' }"},
		{"nested_in_a_native_call", "call(() => { look(); for (;;); })"},
		{"nested_in_a_native_call_that_hands_on", "invoke(() => { look(); for (;;); })"},
		{"native_code_can_not_swallow_it", "swallow(() => { look(); for (;;); }); out = 'swallowed'"},
		{"promise_job", "Promise.resolve().then(() => { look(); for (;;); })"},
		{"async_function", "(async () => { await 0; look(); for (;;); })()"},
		{"endless_jobs", "look(); (function again() { Promise.resolve().then(again) })()"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := idle()
			vm := newVM(t, func(o *Options) { o.Watchdog, o.TurnLimit = w, limit })
			_ = vm.Runtime().Set("look", vm.Func("look", 0, func(goja.FunctionCall) goja.Value { looks(w, limit); return nil }))
			_ = vm.Runtime().Set("swallow", vm.Func("swallow", 0, func(c goja.FunctionCall) goja.Value {
				for range 2 {
					_, err := vm.Call(c.Argument(0), goja.Undefined())
					failure(t, err, Timeout)
				}
				return nil
			}))
			_, err := run(t, vm, "out = 'alive'; Promise.reject(1);"+tt.text)
			e := failure(t, err, Timeout)
			if len(e.More) != 0 {
				t.Errorf("rejections count though the turn had no time for them: %v", e.More)
			}
			if want := "the script ran for more than 200ms without a pause"; e.Message != want || e.Pos().Line != 1 {
				t.Errorf("got %q at %v, want %q", e.Message, e.Pos(), want)
			}
			if out, err := run(t, vm, "out += '!'; for (let i = 0; i < 1000; i++);"); out != "alive!" || err != nil {
				t.Errorf("the next turn: %q, %v", out, err)
			}
		})
	}
}

func TestWatchdogReallyWatches(t *testing.T) {
	vm := newVM(t, func(o *Options) { o.TurnLimit = time.Nanosecond })
	start := vclock.Wall()
	_, err := run(t, vm, "for (;;);")
	failure(t, err, Timeout)
	if d := vclock.Wall().Sub(start); d > 4*time.Second {
		t.Errorf("it took %v", d)
	}
}

func TestWatchdogEndsAnErrorsText(t *testing.T) {
	vm := newVM(t, func(o *Options) { o.TurnLimit = time.Nanosecond })
	_, err := run(t, vm, "throw {toString() { for (;;); }}")
	if e := failure(t, err, Throw); e.Message != "[object Object]" {
		t.Errorf("got %q", e.Message)
	}
	if _, err := run(t, vm, "1"); err != nil {
		t.Errorf("the next turn: %v", err)
	}
}

func TestShortTurnsAreNotAdded(t *testing.T) {
	const limit = 200 * time.Millisecond
	w := idle()
	vm := newVM(t, func(o *Options) { o.Watchdog, o.TurnLimit = w, limit })
	for range 20 {
		if err := vm.Enter(func() { looks(w, limit-tick) }); err != nil {
			t.Fatal(err)
		}
		w.look()
	}
}

func TestLateInterruptSparesTheNextTurn(t *testing.T) {
	const limit = 200 * time.Millisecond
	w := idle()
	vm := newVM(t, func(o *Options) { o.Watchdog, o.TurnLimit = w, limit })
	_ = vm.Runtime().Set("look", vm.Func("look", 0, func(goja.FunctionCall) goja.Value { looks(w, limit); return nil }))
	// The script has ended when its value is shown, so nobody notices the interrupt.
	_, err := run(t, vm, "throw {toString: look}")
	failure(t, err, Throw)
	if out, err := run(t, vm, "out = 'alive'"); out != "alive" || err != nil {
		t.Errorf("got %q, %v", out, err)
	}
}

// The race detector watches: turns of every length around the interrupt, on several VMs.
func TestInterruptsAndTurnsDoNotRace(t *testing.T) {
	w := NewWatchdog()
	stop, stopped := make(chan struct{}), make(chan struct{})
	w.running = true
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			default:
				w.look()
			}
		}
	}()
	vm := newVM(t, func(o *Options) { o.Watchdog, o.TurnLimit = w, 3*tick })
	p := mustCompile(t, "race.js", "for (let i = 0; i < 300; i++);")
	timeouts := 0
	for range 2000 {
		err := vm.RunProgram(p)
		if err != nil {
			failure(t, err, Timeout)
			timeouts++
		}
	}
	close(stop)
	<-stopped
	if err := vm.RunProgram(p); err != nil {
		t.Errorf("after the last look: %v", err)
	}
	t.Logf("%d of 2000 turns were interrupted", timeouts)
}

func TestWatchdogGoroutineEndsWithTheLastVM(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // it fails if a goroutine is left
		pause := func() { // in the bubble's time
			c, _ := vclock.WallTimer(3 * tick)
			<-c
		}
		w := NewWatchdog()
		watching := func() bool {
			w.mu.Lock()
			defer w.mu.Unlock()
			return w.running
		}
		a, b := New(Options{Watchdog: w}), New(Options{Watchdog: w})
		a.Close()
		pause()
		if !watching() {
			t.Error("nobody watches the open VM")
		}
		b.Close()
		b.Close()
		pause()
		if watching() {
			t.Error("the goroutine still runs")
		}
		New(Options{Watchdog: w}).Close()
		pause()
	})
}

func TestTurnLimitIsBounded(t *testing.T) {
	for _, limit := range []time.Duration{0, -1, time.Hour} {
		vm := newVM(t, func(o *Options) { o.TurnLimit = limit })
		if got := vm.guard.limit; got != MaxTurn {
			t.Errorf("%v: got %v, want %v", limit, got, MaxTurn)
		}
	}
}
