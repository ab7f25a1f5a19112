// Package kit runs the tests of one file: it gives them the names of 'voxemu/test', lets the world go on while they wait, and tells
// what came of each.
package kit

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/ecma"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
	"voxemu/runtime/vclock"
	"voxemu/scenarios/testkit/snapshot"
	"voxemu/scenarios/testkit/world"
	"voxemu/storage"
)

// Case is one test of a file.
type Case struct {
	Index int
	// Title is the path of titles: those of the suites, and its own.
	Title []string
	Pos   diag.Pos
	Tags  []string
	// Skip is "", "skip" or "fixme". Only says that the file has tests or suites marked with only, and this is one of them.
	Skip string
	Only bool
	// Timeout is the wall time that the test may take; 0 if it does not say. Retries is -1 if it does not say.
	Timeout time.Duration
	Retries int
}

// Options say how the tests of a file are run.
type Options struct {
	Seed uint64
	// Shuffle lets the seed decide on the order of what is due at the same instant ([vclock.Clock.Shuffle]).
	Shuffle bool
	// Start is where the clock of each test begins.
	Start time.Time
	// Wall and Virtual bound one test. Turn bounds the wall time of one turn.
	Wall, Virtual time.Duration
	Watchdog      *jsvm.Watchdog
	// Coverage is told what of the scenarios is reached; it may be nil.
	Coverage session.Coverage
	// NewStore makes the storage of a test.
	NewStore func() storage.Store
	// Open opens what app.load names, relative to the test file; without paths, the project that the file belongs to.
	Open func(paths []string) (*world.Application, error)
	// Snapshots are those of the file.
	Snapshots *snapshot.Book
	// Net says what of the network tests may reach.
	Net Net
	// Print takes what a test prints.
	Print func(text string)
}

// VM is one test file in a JavaScript context of its own, in which its tests run one after the other.
type VM struct {
	opts    Options
	vm      *jsvm.VM
	program *jsvm.Program
	api     *goja.Object
	run     *running // the test that runs; nil between tests
	cases   []Case
	awaits  awaits
	// register has what is collected while the file is evaluated; runs runs a test, fits tells whether an expression fits a text.
	register   register
	runs, fits jsvm.Function
}

// Load evaluates a test file. Its error is a [*jsvm.Error], or that of the kit. Cases are those of an earlier Load of the same file, nil
// for the first.
func Load(p *jsvm.Program, cases []Case, o Options) (*VM, error) {
	v := &VM{opts: o, program: p, cases: cases}
	v.register.suites = []suite{{tags: []string{}, timeout: goja.Undefined()}}
	random := rand.New(rand.NewPCG(o.Seed, 0))
	v.vm = jsvm.New(jsvm.Options{
		Patches: ecma.Patches(), Helpers: ecma.Helpers(), Host: v, Now: v.now, Random: random.Float64, Watchdog: o.Watchdog, TurnLimit: o.Wall,
	})
	err := v.vm.Enter(func() {
		factory, err := v.vm.Run(sources().kit())
		if err != nil {
			panic(err)
		}
		made, err := v.vm.Call(factory, goja.Undefined(), v.host())
		if err != nil {
			panic(err)
		}
		v.api = made.(*goja.Object)
		v.fits, v.runs = jsvm.FunctionOf(v.api.Get("fits")), jsvm.FunctionOf(v.api.Get("run"))
		_ = v.vm.Runtime().GlobalObject().DefineDataProperty(apiName, v.api.Get("api"), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
	})
	if err == nil {
		err = v.vm.RunProgram(p)
	}
	if err == nil && cases == nil {
		v.cases = v.register.collect()
	}
	v.register = register{}
	if err != nil {
		v.Close()
		return nil, err
	}
	return v, nil
}

// apiName is where bundles of test files find the names of 'voxemu/test'.
const apiName = "__voxemu_test"

// APIModule is the text of the module 'voxemu/test' in bundles.
const APIModule = "module.exports = globalThis." + apiName

// Close ends the use of the context.
func (v *VM) Close() { v.vm.Close() }

// Cases returns the tests of the file, in its order.
func (v *VM) Cases() []Case { return v.cases }

// now is the time of the test that runs.
func (v *VM) now() vclock.Time {
	if v.run != nil && v.run.world != nil {
		return v.run.world.Now()
	}
	return vclock.FromTime(v.opts.Start)
}

func (v *VM) strings(list goja.Value) []string {
	texts := []string{}
	v.vm.Runtime().ForOf(list, func(item goja.Value) bool {
		texts = append(texts, item.String())
		return true
	})
	return texts
}

// errorOf returns what a turn ended with as a [*jsvm.Error].
func errorOf(err error) *jsvm.Error {
	if e, ok := errors.AsType[*jsvm.Error](err); ok {
		return e
	}
	return &jsvm.Error{Kind: jsvm.Internal, Message: fmt.Sprint(err)}
}
