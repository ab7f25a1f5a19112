package jsvm

import (
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// fakeMemory is the memory of a process that does as it is told.
type fakeMemory struct {
	heap      heap
	garbage   uint64 // of the objects
	collected int
}

func (m *fakeMemory) read() heap { return m.heap }

func (m *fakeMemory) collect() {
	m.collected++
	m.heap.objects -= m.garbage
	m.heap.live, m.garbage = m.heap.objects, 0
}

// watched returns a VM with a function look(MB of live growth, MB of garbage, MB of stack), after which the watchdog looks twice.
func watched(t *testing.T, set func(*Options)) (*VM, *Watchdog, *fakeMemory) {
	t.Helper()
	w, m := idle(), &fakeMemory{heap: heap{objects: 20 << 20}}
	w.memory, w.now, w.base = m, m.heap, m.heap.objects
	vm := newVM(t, func(o *Options) { o.Watchdog = w; set(o) })
	_ = vm.Runtime().Set("look", vm.Func("look", 3, func(c goja.FunctionCall) goja.Value {
		mb := func(i int) uint64 { return uint64(c.Argument(i).ToInteger()) << 20 }
		w.look()
		m.heap.objects += mb(0) + mb(1)
		m.garbage += mb(1)
		m.heap.stacks = mb(2)
		w.look()
		w.look()
		return nil
	}))
	return vm, w, m
}

func TestMemoryIsBounded(t *testing.T) {
	const oom = "InternalError: out of memory: the script keeps more than 256 MB"
	tests := []struct {
		name, text string
		kind       Kind // 0 for a turn that is fine
		want       string
		collected  int
		full       bool
	}{
		{"little", "look(10, 10)", 0, "", 0, false},
		{"garbage_is_collected_first", "look(10, 400)", 0, "", 1, false},
		{"near_the_platforms_bound", "look(60, 0)", 0, "", 1, true},
		{"over_the_limit", "look(300, 0)", Memory, oom, 1, true},
		{"nobody_catches_it", "try { look(300, 0) } catch (e) { out = 'caught' }", Memory, oom, 1, true},
		{"growth_adds_up_in_a_turn", "look(100, 0); look(100, 0); look(100, 0)", Memory, oom, 3, true},
		{"no_collection_for_little_more", "look(60, 0); look(1, 0); look(1, 0)", 0, "", 1, true},
		{"stack", "look(0, 0, 256)", Overflow, "InternalError: too much recursion", 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			vm, _, m := watched(t, func(o *Options) { o.MemoryWarning = 50 << 20 })
			_, err := run(t, vm, "out = 'alive';"+tt.text)
			if tt.kind == 0 && err != nil {
				t.Fatal(err)
			} else if tt.kind != 0 {
				if e := failure(t, err, tt.kind); e.Message != tt.want {
					t.Errorf("got %q, want %q", e.Message, tt.want)
				}
			}
			if m.collected != tt.collected {
				t.Errorf("%d collections, want %d", m.collected, tt.collected)
			}
			if _, full := vm.NearLimits(); full != tt.full {
				t.Errorf("full: %v", full)
			}
			m.heap.stacks = 0
			if out, err := run(t, vm, "out += '!'"); out != "alive!" || err != nil {
				t.Errorf("the next turn: %q, %v", out, err)
			}
		})
	}
}

func TestMemoryOfManyTurnsAddsUp(t *testing.T) {
	vm, _, _ := watched(t, func(*Options) {})
	for range 2 {
		if _, err := run(t, vm, "look(100, 0)"); err != nil {
			t.Fatal(err)
		}
	}
	_, err := run(t, vm, "look(100, 0)")
	failure(t, err, Memory)
}

func TestFurtherVMsMayHaveMemoryOfTheirOwn(t *testing.T) {
	vm, w, _ := watched(t, func(*Options) {})
	_ = newVM(t, func(o *Options) { o.Watchdog = w })
	for range 3 {
		if _, err := run(t, vm, "look(100, 0)"); err != nil {
			t.Fatal(err)
		}
	}
	_, err := run(t, vm, "look(100, 0)")
	failure(t, err, Memory)
}

func TestStuckTurnsAreReportedOnce(t *testing.T) {
	tests := []struct {
		name         string
		looks, stack int
		want         int
	}{
		{"patience_is_not_over", int((MaxTurn+Patience)/tick) - 1, 0, 0},
		{"patience_is_over", int((MaxTurn + 2*Patience) / tick), 0, 1},
		{"the_stack_is_nearly_full", 3, 1024, 1},
		{"the_stack_is_half_full", 3, 512, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			vm, w, m := watched(t, func(o *Options) { o.Host = "the host" })
			var got []Stuck
			w.OnStuck(func(s Stuck) { got = append(got, s) })
			_ = vm.Runtime().Set("hang", vm.Func("hang", 0, func(goja.FunctionCall) goja.Value {
				m.heap.stacks = uint64(tt.stack) << 20
				for range tt.looks {
					w.look()
				}
				return nil
			}))
			_, err := run(t, vm, "[1].forEach(hang)")
			if len(got) != tt.want {
				t.Fatalf("told %d times, want %d (%v)", len(got), tt.want, err)
			}
			if tt.want == 0 {
				return
			}
			if got[0].Host != "the host" || got[0].Native != "Array.prototype.forEach" {
				t.Errorf("got %+v", got[0])
			}
			if want := "the script is stuck in Array.prototype.forEach, which can't be interrupted"; got[0].Message() != want {
				t.Errorf("got %q", got[0].Message())
			}
		})
	}
}

func TestNativesInStacks(t *testing.T) {
	const turn = "\nvoxemu/runtime/jsvm.(*VM).turn(0x1)\n"
	for _, tt := range []struct{ stacks, want string }{
		{"", ""},
		{"goroutine 1:\ngithub.com/dop251/goja.(*Runtime).arrayproto_forEach(0x1)\n", ""},
		{"goroutine 1:\nmath/big.nat.expNN(0x1)\ngithub.com/dop251/goja.(*vm).run(0x1)" + turn, "BigInt arithmetic"},
		{"goroutine 1:\ngithub.com/dlclark/regexp2/v2.(*runner).scan()\ngithub.com/dop251/goja.(*Runtime).regexpproto_exec()" + turn, "a regular expression"},
		{"goroutine 1:\nx()\n\ngoroutine 2:\ngithub.com/dop251/goja.(*Runtime).builtinJSON_parse()" + turn, "JSON.parse"},
		{"goroutine 1:\nx()" + turn, ""},
	} {
		if got := nativeIn(tt.stacks); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.stacks, got, tt.want)
		}
	}
	if got := (Stuck{}).Message(); !strings.HasPrefix(got, "the script is stuck in a built-in function") {
		t.Errorf("got %q", got)
	}
}

func TestSlowTurnsAreNoted(t *testing.T) {
	for looks, want := range map[int]bool{int(MaxTurn/tick) * 3 / 5: false, int(MaxTurn/tick)*4/5 + 1: true} {
		vm, w, _ := watched(t, func(*Options) {})
		if err := vm.Enter(func() {
			for range looks {
				w.look()
			}
		}); err != nil {
			t.Fatal(err)
		}
		if slow, _ := vm.NearLimits(); slow != want {
			t.Errorf("after %d looks: %v", looks, slow)
		}
	}
}

func TestNativesEndTheTurn(t *testing.T) {
	tests := []struct {
		name string
		end  func(vm *VM)
		kind Kind
		want string
	}{
		{"interrupted", func(vm *VM) {
			vm.guard.interrupt(vm.guard.last, tooRecursive{})
			if vm.Interrupted() {
				vm.Stop()
			}
		}, Overflow, "InternalError: too much recursion"},
		{"thrown", func(vm *VM) { vm.ThrowInternal("no") }, Throw, "InternalError: no"},
		{"too_deep", func(vm *VM) {
			for range maxDepth + 1 {
				vm.Deeper()
			}
		}, Overflow, "InternalError: too much recursion"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			vm := newVM(t)
			_ = vm.Runtime().Set("end", vm.Guard("end", 1, func(goja.FunctionCall) goja.Value { tt.end(vm); return nil }))
			for range 2 { // the second turn is as the first
				_, err := run(t, vm, "out = end.name + end.length; end()")
				if e := failure(t, err, tt.kind); e.Message != tt.want {
					t.Errorf("got %q, want %q", e.Message, tt.want)
				}
			}
			if out, err := run(t, vm, "1"); out != "end1" || err != nil {
				t.Errorf("got %q, %v", out, err)
			}
		})
	}
}

func TestShallowCalls(t *testing.T) {
	vm := newVM(t)
	vm.ShallowCalls()
	const f = "function f(n) { return n ? f(n - 1) + 1 : 0 } "
	if out, err := run(t, vm, f+"out = f(2500)"); out != "2500" || err != nil {
		t.Errorf("got %q, %v", out, err)
	}
	_, err := run(t, vm, f+"f(3500)")
	failure(t, err, Overflow)
}

func TestGuardedClasses(t *testing.T) {
	vm := newVM(t)
	_ = vm.Runtime().Set("C", vm.GuardClass("C", 2, func(c goja.ConstructorCall) *goja.Object { return c.This }))
	for text, want := range map[string]string{
		"out = typeof new C + C.name + C.length":        "objectC2",
		"try { C() } catch (e) { out = e.message }":     "calling a builtin C constructor without new is forbidden",
		"try { C.call({}) } catch (e) { out = e.name }": "TypeError",
		"out = typeof Reflect.construct(C, [])":         "object",
		"class D extends C {} out = new D instanceof D": "true",
		"out = Array.of.call(C, 1) instanceof C":        "true",
	} {
		if out, err := run(t, vm, text); out != want || err != nil {
			t.Errorf("%s: got %q, %v, want %q", text, out, err, want)
		}
	}
}

func TestTextsToEvaluateAreBounded(t *testing.T) {
	vm := newVM(t)
	_ = vm.Runtime().Set("check", vm.Func("check", 1, func(c goja.FunctionCall) goja.Value {
		vm.CheckEvaluated(c.Argument(0).String())
		return nil
	}))
	for text, want := range map[string]string{
		"check(' '.repeat(2e6))": "InternalError: out of memory: a text to evaluate has more than 1 MiB",
		"check('('.repeat(1e5))": "InternalError: too much recursion",
	} {
		if _, err := run(t, vm, text); err == nil || err.(*Error).Message != want {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
	if _, err := run(t, vm, "check('1')"); err != nil {
		t.Error(err)
	}
}

func TestTheProcessCanBeRead(t *testing.T) {
	p := newProcess()
	p.collect()
	if h := p.read(); h.objects == 0 || h.live == 0 || h.stacks == 0 || h.base() == 0 {
		t.Errorf("got %+v", h)
	}
}
