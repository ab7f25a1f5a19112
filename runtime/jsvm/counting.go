package jsvm

import (
	"hash/fnv"
	"io"
	"strconv"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"

	"voxemu/runtime/jsvm/cover"
	"voxemu/runtime/jsvm/lower"
)

// A program whose source says so counts what of it runs. Its counters are an array of the VM's that it finds under a name of its own, a
// global constant: those are found faster than properties of the global object, and no script sees them unless it knows the name.

// counting is what a program that counts needs.
type counting struct {
	array string
	means *cover.Map
	// declare makes the array a constant.
	declare *goja.Program
}

// countersName is what the constant is set to. It is a global while it is.
const countersName = Helper + "counters"

// newCounting makes a tree count.
func newCounting(src Source, tree *ast.Program, out *lower.Output) *counting {
	h := fnv.New64a()
	for _, part := range []string{src.Name, src.Text, src.Map} {
		_, _ = io.WriteString(h, part)
		_, _ = h.Write([]byte{0})
	}
	c := &counting{array: Helper + "c" + strconv.FormatUint(h.Sum64(), 36)}
	c.means = cover.Instrument(tree, cover.Options{Array: c.array, Text: out.Text, Place: out.Origin})
	c.declare = goja.MustCompile("<counters>", "const "+c.array+"="+countersName, false)
	return c
}

// Coverage returns what the counters of a program mean, nil if it doesn't count. It must not be changed.
func (p *Program) Coverage() *cover.Map {
	if p.counting == nil {
		return nil
	}
	return p.counting.means
}

// counters are those of one program in one VM.
type counters struct {
	program *Program
	counts  []uint64
}

var _ goja.DynamicArray = (*counters)(nil)

// Len returns the number of counters.
func (c *counters) Len() int { return len(c.counts) }

// Get counts.
func (c *counters) Get(i int) goja.Value {
	if i >= 0 && i < len(c.counts) {
		c.counts[i]++
	}
	return goja.Undefined()
}

// Set does nothing.
func (c *counters) Set(int, goja.Value) bool { return false }

// SetLen does nothing.
func (c *counters) SetLen(int) bool { return false }

// count gives a program its counters, once.
func (vm *VM) count(p *Program) {
	if p.counting == nil {
		return
	}
	for _, c := range vm.counted {
		if c.program.counting.array == p.counting.array {
			return
		}
	}
	c := &counters{program: p, counts: make([]uint64, p.counting.means.Counters)}
	vm.counted = append(vm.counted, c)
	vm.declaring = c
	if _, err := vm.runtime.RunProgram(p.counting.declare); err != nil {
		panic(vm.errorOf(err))
	}
	vm.declaring = nil
}

// tell tells what was counted.
func (vm *VM) tell() {
	if vm.options.Counted != nil {
		for _, c := range vm.counted {
			vm.options.Counted(c.program, c.counts)
		}
	}
	vm.counted = nil
}
