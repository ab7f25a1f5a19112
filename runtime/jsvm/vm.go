// Package jsvm runs scenario scripts in goja.
//
// A [Cache] compiles a [Source] into a [Program], once per process. A [VM] is one JavaScript context with the names of a
// [Table] as its globals, which cost nothing until a script touches them. Everything that happens in it happens in
// turns: [VM.RunProgram] runs the top level of a program, [VM.Enter] a function of ours that calls listeners with
// [VM.Call]. At the end of a turn promise jobs run, and rejections that nobody handles are looked for. What goes wrong
// comes back as an [*Error] that tells what happened and where in the user's source.
//
//	cache, watch := jsvm.NewCache(), jsvm.NewWatchdog()
//	program, err := cache.Compile(jsvm.Source{Name: "hello.js", Text: "let n = 0; f = () => ++n"})
//	vm := jsvm.New(jsvm.Options{Globals: table, Watchdog: watch})
//	defer vm.Close()
//	err = vm.RunProgram(program)
//	err = vm.Enter(func() { vm.Call(vm.Runtime().Get("f"), goja.Undefined()) })
//
// The package knows nothing of calls or sessions.
package jsvm

import (
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"

	"voxemu/runtime/vclock"
)

// The bounds of a turn.
const (
	// MaxTurn is how long a turn may take in wall time, unless [Options.TurnLimit] is shorter.
	MaxTurn = 5 * time.Second
	// DefaultMaxFrames is how deep calls may nest. A native function that calls back counts as two or three frames.
	// Scripts can catch the error, as in browsers, and it comes within 0.2 s; but not in promise jobs or in recursion
	// through generators or async functions, where the engine's own error ends the turn and may take half a minute.
	DefaultMaxFrames = 10_500
)

// parserOptions keep eval from reading source maps. It is never changed.
var parserOptions = []parser.Option{parser.WithDisableSourceMaps}

// Options describe a VM.
type Options struct {
	// Globals are the global names of the API. It may be nil.
	Globals *Table
	// Patches are what is changed of the engine's built-ins. It may be nil.
	Patches *Patches
	// Helpers are functions that lowered code calls by names of its own ([Helper]). Scripts find them by name only. It may
	// be nil.
	Helpers *Table
	// Host is returned by [VM.Host]: what the VM belongs to.
	Host any
	// Now is the time that Date tells; nil stands for the Unix epoch.
	Now func() vclock.Time
	// Random returns what Math.random does, from [0, 1); nil stands for a fixed sequence.
	Random func() float64
	// Watchdog ends turns that take too long. VMs share one; nil gives the VM one of its own.
	Watchdog *Watchdog
	// TurnLimit is the wall time of one turn, to within 50 ms; 0, or more than [MaxTurn], stands for MaxTurn.
	TurnLimit time.Duration
	// MemoryLimit is how many bytes a turn may leave live in the process, and the VM over all its turns while it is the
	// only one; 0 stands for [DefaultMemory]. MemoryWarning is from where [VM.NearLimits] says that the VM is nearly full; 0
	// stands for never.
	MemoryLimit, MemoryWarning uint64
	// Counted is told by [VM.Close] how often each counter of a program that counts ([Source.Cover]) was reached;
	// [Program.Coverage] says what they mean. It may be nil.
	Counted func(p *Program, counts []uint64)
	// MaxFrames bounds recursion; 0 stands for [DefaultMaxFrames].
	MaxFrames int
}

// VM is one JavaScript context. Its methods belong to one goroutine at a time.
type VM struct {
	runtime  *goja.Runtime
	options  Options
	globals  *globals
	gates    []string
	programs []*Program
	hidden   bool   // hostName is gone
	patched  []bool // the patches that have been applied
	helpers  object
	guard    guard

	// The turn that runs.
	active    bool
	enter     goja.Callable // calls entry
	entry     *goja.Object  // the native function that every turn begins in
	arguments [7]goja.Value // those of enter
	body      func()        // what entry calls
	depth     int           // calls that Deeper counts
	fatal     *Error        // no script may run in this turn any more
	broken    *Error        // nor ever again: we have failed

	rejections rejections
	frames     []goja.StackFrame // space for Caller
	missing    missing
	counted    []*counters
	declaring  *counters // whose constant is being declared
}

// New returns a VM. It has to be closed.
func New(o Options) *VM {
	if o.Now == nil {
		o.Now = func() vclock.Time { return 0 }
	}
	if o.Random == nil {
		o.Random = sequence()
	}
	if o.Watchdog == nil {
		o.Watchdog = NewWatchdog()
	}
	if o.TurnLimit <= 0 || o.TurnLimit > MaxTurn {
		o.TurnLimit = MaxTurn
	}
	if o.MemoryLimit == 0 {
		o.MemoryLimit = DefaultMemory
	}
	if o.MaxFrames <= 0 {
		o.MaxFrames = DefaultMaxFrames
	}
	r := goja.New()
	vm := &VM{runtime: r, options: o}
	r.SetTimeSource(vm.now)
	r.SetRandSource(o.Random)
	r.SetMaxCallStackSize(o.MaxFrames)
	r.SetParserOptions(parserOptions...)
	r.SetPromiseRejectionTracker(vm.trackRejection)
	vm.globals = &globals{object{vm: vm, table: o.Globals}}
	vm.helpers = object{vm: vm, table: o.Helpers}
	_ = r.GlobalObject().SetPrototype(r.NewDynamicObject(vm.globals))
	vm.entry = vm.newEntry()
	vm.guard.limit = o.TurnLimit
	vm.guard.memory = memoryLimit{o.MemoryLimit, o.MemoryWarning}
	vm.guard.host = o.Host
	vm.guard.runtime = r
	o.Watchdog.add(&vm.guard)
	return vm
}

// Runtime returns the engine, for making and reading values. Entering scripts is for [VM.Enter] and [VM.Call] alone.
func (vm *VM) Runtime() *goja.Runtime { return vm.runtime }

// Host returns what the VM belongs to, as [Options] had it.
func (vm *VM) Host() any { return vm.options.Host }

// Close ends the watch over the VM, which must not be used any more. Closing twice does nothing.
func (vm *VM) Close() {
	vm.options.Watchdog.remove(&vm.guard)
	vm.tell()
}

func (vm *VM) now() time.Time { return vm.options.Now().Std() }

// sequence returns a source of numbers from [0, 1) that is the same each time (splitmix64).
func sequence() func() float64 {
	var state uint64
	return func() float64 {
		state += 0x9e3779b97f4a7c15
		z := state
		z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		return float64((z^z>>31)>>11) / (1 << 53)
	}
}
