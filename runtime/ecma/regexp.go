package ecma

import (
	"sync"
	"time"
	"weak"

	"github.com/dlclark/regexp2/v2"
	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/pattern"
)

// goja runs regular expressions with two engines that are none of ECMAScript's: they lack flag d and property escapes, and differ
// in many small things. A program that mentions RegExp, or that has a literal which needs help ([pattern.NeedsHelp]), gets all
// of its expressions run by package pattern instead. The objects stay goja's, since they have to be RegExp objects; what they
// stand for is kept beside them, and everything on RegExp and its prototype that looks into them is replaced.

// regexpName is the helper that stands in place of a literal that needs help: __voxemu_regexp(source, flags).
const regexpName = jsvm.Helper + "regexp"

// regexpHelpers are what rewritten scripts call where they had a literal. Making the helper replaces the engine.
func regexpHelpers() []jsvm.Member {
	return []jsvm.Member{{Name: regexpName, Make: func(vm *jsvm.VM, _ any) goja.Value { return newRegexps(vm).helper() }}}
}

// regexpPatches replace the engine of regular expressions.
func regexpPatches() []jsvm.Patch {
	return []jsvm.Patch{
		{Words: []string{"RegExp", "hasIndices", "indices", regexpName}, Apply: func(vm *jsvm.VM) {
			if vm.Runtime().GlobalObject().Get(regexpName) == nil {
				newRegexps(vm)
			}
		}},
		{Words: []string{"match", "matchAll", "search"}, Apply: patchStringSearch},
	}
}

// BoundRegExps bounds how long a match may take in goja's own engine, which can't be interrupted: after that, it says that there is
// no match. It has to be called once, before any script is compiled; the bound is one for the process. It is later than the
// watchdog ends the longest turn, by more than its looks may be late, so that the wrong answer reaches no script.
func BoundRegExps() { regexp2.DefaultMatchTimeout = jsvm.MaxTurn + 1500*time.Millisecond }

// regex is what stands behind a RegExp object.
type regex struct {
	source  goja.String // [[OriginalSource]]
	program *pattern.Program
}

func (x *regex) has(f pattern.Flags) bool { return x.program.Flags&f != 0 }

// regexps is the engine of one VM.
type regexps struct {
	vm      *jsvm.VM
	runtime *goja.Runtime
	machine pattern.Machine

	original  *goja.Object // goja's constructor
	construct goja.Constructor
	class     *goja.Object // the one scripts see
	proto     *goja.Object
	exec      *goja.Object // RegExp.prototype.exec

	sourceOf goja.Callable // goja's getters, for literals
	flagsOf  [len(gojaFlags)]goja.Callable

	known   map[weak.Pointer[goja.Object]]*regex
	sweepAt int // how many known make it worth looking for those that are gone
	recent  *goja.Object
	found   *regex // what stands behind it
	cache   map[cacheKey]*regex

	iterators *regexpIterators
	legacy    legacyMatch
}

// cacheKey is what a compiled expression is found by.
type cacheKey struct {
	source string
	flags  pattern.Flags
}

// maxCache is how many compiled expressions a VM keeps. Then it starts anew.
const maxCache = 500

// gojaFlags are the getters of the flags that goja has, in the order of their letters.
var gojaFlags = [...]struct {
	name string
	flag pattern.Flags
}{
	{"global", pattern.Global}, {"ignoreCase", pattern.IgnoreCase}, {"multiline", pattern.Multiline}, {"dotAll", pattern.DotAll},
	{"unicode", pattern.Unicode}, {"sticky", pattern.Sticky},
}

// anyLiteral makes a RegExp object whatever the script has done to the globals; idle does nothing but notice an interrupt.
var (
	anyLiteral = sync.OnceValue(func() *goja.Program { return goja.MustCompile("<regexp>", "/(?:)/", false) })
	idle       = sync.OnceValue(func() *goja.Program { return goja.MustCompile("<regexp>", "(function(){})", false) })
)

// newRegexps replaces the engine of a VM.
func newRegexps(vm *jsvm.VM) *regexps {
	r := &regexps{
		vm:      vm,
		runtime: vm.Runtime(),
		known:   map[weak.Pointer[goja.Object]]*regex{},
		sweepAt: 64,
		cache:   map[cacheKey]*regex{},
	}
	literal, err := r.runtime.RunProgram(anyLiteral())
	if err != nil {
		panic(err)
	}
	r.proto = literal.(*goja.Object).Prototype()
	r.original, _ = r.proto.Get("constructor").(*goja.Object)
	r.construct, _ = goja.AssertConstructor(r.original)
	if r.construct == nil {
		vm.Throw("TypeError", "RegExp.prototype.constructor has been replaced: regular expressions can't be made")
	}
	r.keepGetters()
	r.machine.Pulse = r.pulse
	r.class = r.newClass()
	hide(r.proto, "constructor", r.class)
	if r.runtime.GlobalObject().Get("RegExp") == goja.Value(r.original) {
		hide(r.runtime.GlobalObject(), "RegExp", r.class)
	}
	r.installMethods()
	r.installGetters()
	r.installSymbols()
	return r
}

// helper returns the function that makes the objects of literals.
func (r *regexps) helper() *goja.Object {
	return r.vm.Func("", 2, func(c goja.FunctionCall) goja.Value {
		return r.create(r.class, c.Argument(0), c.Argument(1))
	})
}

// pulse lets the watchdog end a match: goja looks for an interrupt when a function is entered.
func (r *regexps) pulse() {
	f, err := r.runtime.RunProgram(idle())
	if err == nil {
		call, _ := goja.AssertFunction(f)
		_, err = call(goja.Undefined())
	}
	if err != nil {
		panic(err)
	}
}

// call calls a function of the script. What it throws goes on, as it came.
func (r *regexps) call(f goja.Callable, this goja.Value, args ...goja.Value) goja.Value {
	v, err := f(this, args...)
	if err != nil {
		panic(err)
	}
	return v
}

// set writes a property and throws if that is not allowed.
func (r *regexps) set(o *goja.Object, name string, v goja.Value) {
	if err := o.Set(name, v); err != nil {
		panic(err)
	}
}

// get reads a property.
func get(o *goja.Object, name string) goja.Value {
	if v := o.Get(name); v != nil {
		return v
	}
	return goja.Undefined()
}

// fail throws what package pattern has to say.
func (r *regexps) fail(err error) {
	e := err.(*pattern.Error)
	v := r.vm.NewError(e.Class, e.Message)
	if o, ok := v.(*goja.Object); ok && e.Class == "InternalError" && get(o, "name").String() != e.Class {
		hide(o, "name", r.runtime.ToValue(e.Class))
	}
	panic(v)
}
