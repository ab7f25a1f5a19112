package jsvm

import (
	"strings"
	"testing"

	"github.com/dop251/goja"

	"voxemu/runtime/vclock"
)

// call calls a global function of the script within a turn.
func call(vm *VM, name string, args ...goja.Value) (goja.Value, error) {
	return vm.Call(vm.Runtime().Get(name), goja.Undefined(), args...)
}

func TestPromiseJobsRunOnceAfterTheTurn(t *testing.T) {
	vm := newVM(t)
	if _, err := run(t, vm, "out = ''; function listen(n) { out += n; Promise.resolve().then(() => { out += 'p' + n }) }"); err != nil {
		t.Fatal(err)
	}
	err := vm.Enter(func() {
		for _, n := range []string{"1", "2", "3"} {
			if _, err := call(vm, "listen", Shared(n)); err != nil {
				t.Error(err)
			}
		}
		if got := vm.Runtime().Get("out").String(); got != "123" {
			t.Errorf("inside the turn: got %q, want %q", got, "123")
		}
	})
	if got, want := vm.Runtime().Get("out").String(), "123p1p2p3"; err != nil || got != want {
		t.Errorf("after the turn: got %q, %v, want %q", got, err, want)
	}
}

func TestPromiseJobsRunAfterTheTopLevel(t *testing.T) {
	out, err := run(t, newVM(t), "out = ''; Promise.resolve().then(() => { out += 'job ' }); call(() => { out += 'call ' }); out += 'end '")
	if want := "call end job "; err != nil || out != want {
		t.Errorf("got %q, %v, want %q", out, err, want)
	}
}

func TestErrorsOfCalls(t *testing.T) {
	const script = "function fine(x) { return x + 1 } function bad() { undefined.x } function five() { throw 5 } class C {}"
	tests := []struct {
		name, fn, want string
	}{
		{"result", "fine", ""},
		{"exception", "bad", "test.js:1:62: TypeError: Cannot read property 'x' of undefined"},
		{"thrown_number", "five", "test.js:1:84: 5"},
		{"missing_function", "missing", "TypeError: undefined is not a function"},
		{"class_without_new", "C", "TypeError: Class constructor cannot be invoked without 'new'"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			vm := newVM(t)
			if _, err := run(t, vm, script); err != nil {
				t.Fatal(err)
			}
			message := func(err error) string {
				if err == nil {
					return ""
				}
				return failure(t, err, Throw).Error()
			}
			var inner error
			if err := vm.Enter(func() { _, inner = call(vm, tt.fn, Shared(1)) }); err != nil {
				t.Errorf("an error that Enter's function keeps to itself: %v", err)
			}
			if got := message(inner); got != tt.want {
				t.Errorf("Call: got %q, want %q", got, tt.want)
			}
			err := vm.Enter(func() {
				if _, err := call(vm, tt.fn, Shared(1)); err != nil {
					panic(err)
				}
			})
			if got := message(err); got != tt.want {
				t.Errorf("Enter: got %q, want %q", got, tt.want)
			}
			err = vm.Enter(func() { vm.Invoke(FunctionOf(vm.Runtime().Get(tt.fn)), goja.Undefined(), Shared(1)) })
			if got := message(err); got != tt.want {
				t.Errorf("Invoke: got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestErrorsAreCaughtByTheScriptThatCalledUs(t *testing.T) {
	tests := []struct{ name, want, text string }{
		{"of_a_nested_call", "Error: mine", "try { call(() => { throw new Error('mine') }) } catch (e) { out = String(e) }"},
		{"same_object", "true", "const mine = {}; try { call(() => { throw mine }) } catch (e) { out = e === mine }"},
		{"of_throw", "RangeError: the API says no true", "try { fail('RangeError') } catch (e) { out = e + ' ' + (e instanceof RangeError) }"},
		{"of_no_function", "TypeError: 7 is not a function", "try { call(7) } catch (e) { out = String(e) }"},
		{"unknown_class_is_an_error", "Error: the API says no", "try { fail('NoSuchClass') } catch (e) { out = String(e) }"},
		{"replaced_classes", "the API says no", "Error = 7; TypeError = 7; try { fail('TypeError') } catch (e) { out = e.message }"},
		{"nothing_to_catch", "7", "out = call(() => 7)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, text := range []string{tt.text, strings.ReplaceAll(tt.text, "call(", "invoke(")} {
				if out, err := run(t, newVM(t), text); err != nil || out != tt.want {
					t.Errorf("%s: got %q, %v, want %q", text, out, err, tt.want)
				}
			}
		})
	}
}

func TestFunctionsOfAllKindsAreInvoked(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"function", "function (...all) { return [this, ...all] }", ",1,2"},
		{"arrow", "(...all) => all", "1,2"},
		{"method", "({ m(...all) { return [this, ...all] } }).m", ",1,2"},
		{"bound", "(function (...all) { return [this, ...all] }).bind('me', 0)", "me,0,1,2"},
		{"native", "Math.max", "2"},
		{"native_that_throws", "Map.prototype.get", "TypeError: Value is not an object: undefined"},
		{"api", "fail", "Error: the API says no"},
		{"proxy", "new Proxy(function () {}, {apply: (f, me, all) => [me, ...all]})", ",1,2"},
		{"proxy_that_throws", "new Proxy(function () {}, {apply() { throw new Error('mine') }})", "Error: mine"},
		{"async", "async (a) => a", "[object Promise]"},
		{"generator", "function* () {}", "[object Generator]"},
		{"class", "class {}", "TypeError: Class constructor cannot be invoked without 'new'"},
		{"object", "{get x() { throw 'it was looked into' }}", "TypeError: [object Object] is not a function"},
		{"nothing", "undefined", "TypeError: undefined is not a function"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			vm := newVM(t)
			if _, err := run(t, vm, "'use strict'; var f = "+tt.text); err != nil {
				t.Fatal(err)
			}
			f := FunctionOf(vm.Runtime().Get("f"))
			for range 2 { // what has thrown can be called again
				var got string
				if err := vm.Enter(func() { got = vm.Invoke(f, goja.Undefined(), Shared(1), Shared(2)).String() }); err != nil {
					got = err.(*Error).Message
				}
				if got != tt.want {
					t.Errorf("got %q, want %q", got, tt.want)
				}
			}
			if f.Callable() == strings.HasSuffix(tt.want, "is not a function") {
				t.Errorf("callable: %v", f.Callable())
			}
		})
	}
}

func TestThrowEndsTheTurnWithAnError(t *testing.T) {
	vm := newVM(t)
	e := failure(t, vm.Enter(func() { vm.Throw("TypeError", "no handler") }), Throw)
	if e.Message != "TypeError: no handler" || e.Class != "TypeError" || len(e.Stack) != 0 {
		t.Errorf("got %q, class %q, stack %v", e.Message, e.Class, e.Stack)
	}
}

func TestJobsRunEvenIfTheTurnFails(t *testing.T) {
	vm := newVM(t)
	_, err := run(t, vm, "out = ''; Promise.resolve().then(() => { out = 'job' }); throw new Error('mine')")
	failure(t, err, Throw)
	if got := vm.Runtime().Get("out").String(); got != "job" {
		t.Errorf("got %q, want %q", got, "job")
	}
}

func TestGoPanicIsAnInternalError(t *testing.T) {
	for _, text := range []string{
		"bug()",
		"try { bug() } catch (e) { } finally { out = 'finally' }",
		"call(() => call(() => [1].map(bug)))",
		"invoke(() => invoke(() => [1].map(bug)))",
		"Promise.resolve().then(bug)",
		"new Promise(bug)",
	} {
		t.Run(text, func(t *testing.T) {
			vm := newVM(t)
			_, err := run(t, vm, text)
			e := failure(t, err, Internal)
			if e.Message != "internal error: out of luck" {
				t.Errorf("got message %q", e.Message)
			}
			if first, _, _ := strings.Cut(string(e.Go), "\n"); !strings.Contains(first, "testTable") {
				t.Errorf("the Go stack begins with %q, want the function that panicked\n%s", first, e.Go)
			}
			if again := vm.Enter(func() { t.Error("a broken VM takes a turn") }); again != err {
				t.Errorf("next turn: got %v, want the same error", again)
			}
		})
	}
}

func TestGoRuntimeErrorIsAnInternalError(t *testing.T) {
	vm := newVM(t)
	var nothing *VM
	e := failure(t, vm.Enter(func() { nothing.Host() }), Internal)
	if !strings.Contains(e.Message, "nil pointer") || !strings.Contains(string(e.Go), "TestGoRuntimeErrorIsAnInternalError") {
		t.Errorf("got %q, %s", e.Message, e.Go)
	}
}

func TestTurnsDoNotNest(t *testing.T) {
	vm := newVM(t)
	e := failure(t, vm.Enter(func() { _ = vm.Enter(func() {}) }), Internal)
	if !strings.Contains(e.Message, "a turn within a turn") {
		t.Errorf("got %q", e.Message)
	}
}

func TestCallOutsideATurnPanics(t *testing.T) {
	vm := newVM(t)
	_, _, reject := vm.Promise()
	for name, f := range map[string]func(){
		"call":   func() { _, _ = vm.Call(goja.Undefined(), goja.Undefined()) },
		"invoke": func() { vm.Invoke(FunctionOf(goja.Undefined()), goja.Undefined()) },
		"settle": func() { reject(goja.Undefined()) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
}

func TestDateAndRandomComeFromOutside(t *testing.T) {
	vm := newVM(t, func(o *Options) {
		o.Now = func() vclock.Time { return 1_767_225_600_000 }
		o.Random = func() float64 { return 0.25 }
	})
	out, err := run(t, vm, "out = [new Date().toISOString(), Date.now(), Math.random()].join(' ')")
	if want := "2026-01-01T00:00:00.000Z 1767225600000 0.25"; err != nil || out != want {
		t.Errorf("got %q, %v, want %q", out, err, want)
	}
}

func TestDefaultsAreDeterministic(t *testing.T) {
	const text = "out = [Date.now(), Math.random(), Math.random()].join(' ')"
	first, err := run(t, newVM(t), text)
	if err != nil {
		t.Fatal(err)
	}
	second, err := run(t, newVM(t), text)
	if err != nil || first != second || !strings.HasPrefix(first, "0 0.") {
		t.Errorf("got %q and %q, %v", first, second, err)
	}
}

func TestHost(t *testing.T) {
	vm := newVM(t, func(o *Options) { o.Host = "the session" })
	if got := vm.Host(); got != "the session" {
		t.Errorf("got %v", got)
	}
}
