package bare

import (
	"container/heap"
	"fmt"

	"github.com/dop251/goja"
)

// PlayTimers runs a script that has only setTimeout, until it calls VoxEngine.terminate: virtual time jumps from timer to
// timer.
func (p *Program) PlayTimers() error {
	s := &session{vm: goja.New()}
	var clock timers
	s.vm.Set("setTimeout", func(c goja.FunctionCall) goja.Value {
		f, ok := goja.AssertFunction(c.Argument(0))
		if !ok {
			return nil
		}
		clock.made++
		heap.Push(&clock, timer{clock.now + c.Argument(1).ToInteger(), clock.made, f})
		return s.vm.ToValue(clock.made)
	})
	s.vm.Set("VoxEngine", s.object(map[string]func(goja.FunctionCall) goja.Value{
		"terminate": func(goja.FunctionCall) goja.Value { s.over = true; return nil },
	}))
	if _, err := s.vm.RunProgram(p.p); err != nil {
		return err
	}
	for len(clock.list) > 0 && !s.over {
		t := heap.Pop(&clock).(timer)
		clock.now = t.when
		if _, err := t.f(goja.Undefined()); err != nil {
			return err
		}
	}
	if !s.over {
		return fmt.Errorf("the script did not terminate")
	}
	return nil
}

// timers are armed timers by moment and order.
type timers struct {
	list      []timer
	now, made int64
}

type timer struct {
	when, n int64
	f       goja.Callable
}

func (t *timers) Len() int { return len(t.list) }

func (t *timers) Less(i, j int) bool {
	a, b := t.list[i], t.list[j]
	return a.when < b.when || a.when == b.when && a.n < b.n
}

func (t *timers) Swap(i, j int) { t.list[i], t.list[j] = t.list[j], t.list[i] }

func (t *timers) Push(x any) { t.list = append(t.list, x.(timer)) }

func (t *timers) Pop() any {
	last := t.list[len(t.list)-1]
	t.list = t.list[:len(t.list)-1]
	return last
}
