package bare

import (
	"fmt"
	"time"

	"github.com/dop251/goja"
)

// Load runs the program in a fresh runtime that has nothing but the language, as an eager prelude needs it.
func (p *Program) Load() (*goja.Runtime, error) {
	vm := goja.New()
	_, err := vm.RunProgram(p.p)
	return vm, err
}

// Time runs the program, an expression that gives a function, and returns how long each of n calls of that function took.
func (p *Program) Time(n int) ([]time.Duration, error) {
	vm := goja.New()
	v, err := vm.RunProgram(p.p)
	if err != nil {
		return nil, err
	}
	f, ok := goja.AssertFunction(v)
	if !ok {
		return nil, fmt.Errorf("the program is no function")
	}
	took := make([]time.Duration, n)
	for i := range took {
		from := time.Now()
		if _, err := f(goja.Undefined()); err != nil {
			return nil, err
		}
		took[i] = time.Since(from)
	}
	return took, nil
}
