package jsvm

import (
	"testing"

	"github.com/dop251/goja"
)

// A program that counts tells its counters once, when its context is closed.
func TestCounting(t *testing.T) {
	program, err := NewCache().Compile(Source{Name: "a.js", Text: "for (let i = 0; i < 3; i++) i", Cover: true})
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	vm := New(Options{Counted: func(p *Program, counts []uint64) {
		told++
		if p != program || len(counts) != 2 || counts[0] != 2 || counts[1] != 6 {
			t.Errorf("%v counted %v", p, counts)
		}
	}})
	for range 2 {
		if err := vm.RunProgram(program); err != nil {
			t.Fatal(err)
		}
	}
	vm.Close()
	vm.Close()
	if told != 1 {
		t.Errorf("told %d times", told)
	}
}

// Counting is part of what a program is: the cache keeps both.
func TestProgramsThatCountAreOthers(t *testing.T) {
	c := NewCache()
	plain, _ := c.Compile(Source{Name: "a.js", Text: "1"})
	counting, _ := c.Compile(Source{Name: "a.js", Text: "1", Cover: true})
	if plain == counting || plain.Coverage() != nil || counting.Coverage() == nil {
		t.Error(plain.Coverage(), counting.Coverage())
	}
	library, err := c.Compile(Source{Name: "<lib>", Text: "1", Cover: true, Library: true})
	if err != nil || library.Coverage() != nil {
		t.Error("a library counts", err)
	}
}

// A script that knows the name of its counters can do nothing to them.
func TestCountersCanOnlyCount(t *testing.T) {
	c := &counters{counts: make([]uint64, 1)}
	for _, i := range []int{-1, 0, 1} {
		if v := c.Get(i); !goja.IsUndefined(v) {
			t.Errorf("counter %d is %v", i, v)
		}
	}
	if c.Set(0, goja.Undefined()) || c.SetLen(9) || c.Len() != 1 || c.counts[0] != 1 {
		t.Error(c.counts)
	}
}

func TestANameThatIsTakenEndsTheTurn(t *testing.T) {
	src := Source{Name: "a.js", Text: "1", Cover: true}
	program, err := NewCache().Compile(src)
	if err != nil {
		t.Fatal(err)
	}
	taken, err := NewCache().Compile(Source{Name: "b.js", Text: "let " + program.counting.array})
	if err != nil {
		t.Fatal(err)
	}
	vm := New(Options{})
	defer vm.Close()
	if err := vm.RunProgram(taken); err != nil {
		t.Fatal(err)
	}
	if err := vm.RunProgram(program); err == nil {
		t.Error("counted with a name that means something else")
	}
}
