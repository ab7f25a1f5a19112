package jsvm

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

func TestRejections(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // message and place of each unhandled rejection
	}{
		{"error", "Promise.reject(new Error('a'))", []string{"test.js:1:16: Error: a"}},
		{"no_error", "\nPromise.reject('a')", []string{"test.js:2:15: a"}},
		{"object", "Promise.reject({code: 7})", []string{`test.js:1:15: {"code":7}`}},
		{"object_that_can_not_be_shown", "Promise.reject({toString() { throw 1 }})", []string{"test.js:1:15: [object Object]"}},
		{"undefined", "Promise.reject()", []string{"test.js:1:15: undefined"}},
		{"symbol", "Promise.reject(Symbol('a'))", []string{"test.js:1:15: Symbol(a)"}},
		{"several_in_order", "for (const x of ['b', 'a', 'c']) Promise.reject(x)",
			[]string{"test.js:1:48: b", "test.js:1:48: a", "test.js:1:48: c"}},
		{"throw_in_async_function", "async function f() {\n  await 0;\n  throw new TypeError('a')\n}\nf()", []string{"test.js:3:9: TypeError: a"}},
		{"throw_in_then", "Promise.resolve().then(() => missing)", []string{"test.js:1:30: ReferenceError: missing is not defined"}},
		{"caught", "Promise.reject(1).catch(() => {})", nil},
		{"caught_later_in_the_turn", "const p = Promise.reject(1); Promise.resolve().then(() => 0).then(() => p.catch(() => {}))", nil},
		{"first_of_two_caught_later", "const p = Promise.reject(1), q = Promise.reject(2); Promise.resolve().then(() => p.catch(() => {}))", []string{"test.js:1:48: 2"}},
		{"awaited_and_caught", "(async () => { try { await Promise.reject(1) } catch (e) {} })()", nil},
		{"all_settled", "Promise.allSettled([Promise.reject(1), Promise.reject(2)])", nil},
		{"chain_counts_once", "Promise.reject(1).then(() => {}).then(() => {})", []string{": 1"}},
		{"finally_passes_it_on", "Promise.reject(1).finally(() => {})", []string{": 1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := run(t, newVM(t), tt.text)
			var got []string
			if err != nil {
				e := failure(t, err, Rejection)
				for _, one := range append([]*Error{e}, e.More...) {
					got = append(got, one.Error())
				}
			}
			for i := range got {
				if i < len(tt.want) && strings.HasPrefix(tt.want[i], ": ") { // the place is not the point
					got[i] = ": " + got[i][strings.LastIndex(got[i], " ")+1:]
				}
			}
			if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestRejectionComesAfterAnException(t *testing.T) {
	_, err := run(t, newVM(t), "Promise.reject(1); throw new Error('mine')")
	e := failure(t, err, Throw)
	if len(e.More) != 1 || e.More[0].Kind != Rejection || e.More[0].Message != "1" {
		t.Errorf("got %v", e.More)
	}
}

func TestRejectionIsReportedOnce(t *testing.T) {
	vm := newVM(t)
	_, err := run(t, vm, "p = Promise.reject(1)")
	failure(t, err, Rejection)
	if err := vm.Enter(func() {}); err != nil {
		t.Errorf("the next turn: %v", err)
	}
	if _, err := run(t, vm, "p.catch(() => {})"); err != nil {
		t.Errorf("a handler in a later turn: %v", err)
	}
}

func TestPromiseOfOurs(t *testing.T) {
	const text = "out = ''; get().then((v) => { out += 'then ' + v }, (e) => { out += 'catch ' + e })"
	for _, tt := range []struct {
		name, want string
		settle     func(vm *VM, resolve, reject func(goja.Value))
	}{
		{"resolve", "then 7", func(_ *VM, resolve, _ func(goja.Value)) { resolve(Shared(7)) }},
		{"resolve_with_nothing", "then undefined", func(_ *VM, resolve, _ func(goja.Value)) { resolve(nil) }},
		{"reject", "catch TypeError: no", func(vm *VM, _, reject func(goja.Value)) { reject(vm.NewError("TypeError", "no")) }},
		{"first_counts", "then 1", func(_ *VM, resolve, reject func(goja.Value)) {
			resolve(Shared(1))
			reject(Shared(2))
			resolve(Shared(3))
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			vm := newVM(t)
			promise, resolve, reject := vm.Promise()
			_ = vm.Runtime().Set("get", vm.Func("get", 0, func(goja.FunctionCall) goja.Value { return promise }))
			if out, err := run(t, vm, text); out != "" || err != nil {
				t.Fatalf("settled too early: %q, %v", out, err)
			}
			err := vm.Enter(func() {
				tt.settle(vm, resolve, reject)
				if got := vm.Runtime().Get("out").String(); got != "" {
					t.Errorf("a job ran inside the turn: %q", got)
				}
			})
			if got := vm.Runtime().Get("out").String(); err != nil || got != tt.want {
				t.Errorf("got %q, %v, want %q", got, err, tt.want)
			}
		})
	}
}

func TestOwnPromiseRejectedWithoutHandler(t *testing.T) {
	vm := newVM(t)
	_, _, reject := vm.Promise()
	e := failure(t, vm.Enter(func() { reject(vm.NewError("Error", "no")) }), Rejection)
	if e.Message != "Error: no" {
		t.Errorf("got %q", e.Message)
	}
}
