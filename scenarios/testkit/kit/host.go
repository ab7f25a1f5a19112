package kit

import (
	"maps"
	"strings"
	"sync"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/vclock"
	"voxemu/scenarios/testkit/world"
)

// native is a function that the kit calls in Go. It throws what it returns as an error.
type native func(v *VM, args []goja.Value) (any, error)

// natives are all of them, by name.
var natives = map[string]native{
	"suite":      (*VM).suite,
	"test":       (*VM).test,
	"about":      (*VM).about,
	"expression": (*VM).expression,
	"quote":      (*VM).quote,
	"finished":   inTest((*running).finished),
	"broken":     inTest((*running).broken),
	"expect":     (*VM).expect,
	"failed":     (*VM).failed,
	"print":      (*VM).print,
	"now":        (*VM).clockNow,
	"timeout":    (*VM).timeout,
	"after":      inTest((*running).after),
	"timer":      inTest((*running).setTimer),
	"clearTimer": inTest((*running).clearTimer),

	"load":        inTest((*running).load),
	"application": inTest((*running).application),
	"call":        inTest((*running).call),
	"start":       inTest((*running).start),
	"unroutable":  inTest((*running).unroutable),
	"party":       inTest((*running).party),
	"heard":       inTest((*running).heard),
	"act":         inTest((*running).act),
	"hangup":      inTest((*running).hangup),
	"phone":       inTest((*running).phone),
	"address":     inTest((*running).address),
	"called":      inTest((*running).called),

	"sessions": inTest((*running).sessions),
	"session":  inTest((*running).session),
	"looked":   inTest((*running).look),
	"records":  inTest((*running).records),
	"logged":   inTest((*running).logged),
	"request":  inTest((*running).access),
	"timeline": inTest((*running).showTimeline),
	"storage":  inTest((*running).storage),
	"secret":   inTest((*running).secret),

	"mock":     inTest((*running).mock),
	"answer":   inTest((*running).answer),
	"reply":    inTest((*running).reply),
	"requests": inTest((*running).made),

	"snapshot":       inTest((*running).snapshot),
	"inlineSnapshot": inTest((*running).inlineSnapshot),
}

// allNatives are all of them by name.
var allNatives = sync.OnceValue(func() map[string]native {
	all := maps.Clone(natives)
	maps.Copy(all, awaitNatives())
	maps.Copy(all, aroundNatives())
	return all
})

// host makes the object that holds the natives. Each is made when it is first used: a file uses a third of them.
func (v *VM) host() goja.Value {
	rt := v.vm.Runtime()
	o := rt.NewObject()
	_ = o.SetPrototype(rt.NewDynamicObject(&maker{v: v, holder: o}))
	return o
}

// maker makes natives: it is the prototype of the object that holds them.
type maker struct {
	v      *VM
	holder *goja.Object
}

// Get makes the native of a name.
func (m *maker) Get(name string) goja.Value {
	f, ok := allNatives()[name]
	if !ok {
		return nil
	}
	v := m.v
	made := v.vm.Func(name, 0, func(c goja.FunctionCall) goja.Value {
		result, err := f(v, c.Arguments)
		if err != nil {
			v.vm.Throw("Error", err.Error())
		}
		return v.value(result)
	})
	_ = m.holder.DefineDataProperty(name, made, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
	return made
}

// Has tells whether there is a native of a name.
func (m *maker) Has(name string) bool { return allNatives()[name] != nil }

// Set refuses to change anything.
func (*maker) Set(string, goja.Value) bool { return false }

// Delete refuses to take one away.
func (*maker) Delete(string) bool { return false }

// Keys tells none: nobody asks for all.
func (*maker) Keys() []string { return nil }

// inTest makes a native of what only makes sense while a test runs.
func inTest(f func(r *running, args []goja.Value) (any, error)) native {
	return func(v *VM, args []goja.Value) (any, error) {
		if v.run == nil {
			v.vm.Throw("Error", "this is for tests that run: the test it belongs to is over, or has not begun")
		}
		return f(v.run, args)
	}
}

// object is an object with its keys in order.
type object []field

type field struct {
	key   string
	value any
}

// value turns a result into a JavaScript value. Objects and lists are plain.
func (v *VM) value(x any) goja.Value {
	rt := v.vm.Runtime()
	switch x := x.(type) {
	case nil:
		return goja.Undefined()
	case goja.Value:
		return x
	case object:
		o := rt.NewObject()
		for _, f := range x {
			_ = o.Set(f.key, v.value(f.value))
		}
		return o
	case []object:
		return list(v, x)
	case []string:
		return list(v, x)
	case []int:
		return list(v, x)
	}
	return rt.ToValue(x)
}

func list[T any](v *VM, items []T) goja.Value {
	values := make([]any, len(items))
	for i, item := range items {
		values[i] = v.value(item)
	}
	return v.vm.Runtime().NewArray(values...)
}

// null is JavaScript's.
var null = goja.Null()

func arg(args []goja.Value, i int) goja.Value {
	if i < len(args) {
		return args[i]
	}
	return goja.Undefined()
}

func text(args []goja.Value, i int) string { return arg(args, i).String() }

func millis(args []goja.Value, i int) time.Duration {
	return time.Duration(arg(args, i).ToFloat() * float64(time.Millisecond))
}

// expression reports whether a value is a regular expression: instanceof costs a lot where the language's class was replaced.
func (v *VM) expression(args []goja.Value) (any, error) {
	o, ok := arg(args, 0).(*goja.Object)
	return ok && o.ClassName() == "RegExp", nil
}

// quoter replaces what steps of far ends can't have as they are.
var quoter = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

// quote writes a text as one in a step of a far end.
func (v *VM) quote(args []goja.Value) (any, error) {
	return `"` + quoter.Replace(text(args, 0)) + `"`, nil
}

// expect returns the function that makes an expect.
func (v *VM) expect([]goja.Value) (any, error) {
	made, err := v.vm.Run(sources().expect())
	if err != nil {
		return nil, err
	}
	return made, nil
}

func (v *VM) print(args []goja.Value) (any, error) {
	line := text(args, 0)
	if v.run != nil {
		v.run.out.Output = append(v.run.out.Output, line)
	}
	if v.opts.Print != nil {
		v.opts.Print(line)
	}
	return nil, nil
}

func (v *VM) clockNow([]goja.Value) (any, error) { return int64(v.now()), nil }

// timeout changes how long the test may take. It has to come before the world does anything.
func (v *VM) timeout(args []goja.Value) (any, error) {
	if v.run != nil {
		v.run.wall = millis(args, 0)
	}
	return nil, nil
}

// failed notes an error of the test: its message, a note in front of it, and a comparison.
func (v *VM) failed(args []goja.Value) (any, error) {
	r := v.run
	if r == nil {
		return nil, nil
	}
	e := v.vm.Describe(arg(args, 0))
	f := Failure{Message: e.Message, Stack: e.Stack, Diff: text(args, 1)}
	if e.Class == "Error" || e.Class == "AssertionError" {
		f.Message = strings.TrimPrefix(f.Message, e.Class+": ")
	}
	if o, ok := arg(args, 0).(*goja.Object); ok && o.Get("report") != nil && o.Get("report").ToBoolean() {
		f.Timeline, f.Waiting = r.timeline(""), r.waiting()
	}
	r.fail(f)
	return nil, nil
}

// waiting tells what the world still waits for.
func (r *running) waiting() []string {
	if r.world == nil {
		return nil
	}
	return r.world.Engine().Waiting()
}

func (r *running) call1(f goja.Value, args ...goja.Value) {
	if _, err := r.v.vm.Call(f, goja.Undefined(), args...); err != nil {
		panic(err)
	}
}

// after calls a function when time has passed.
func (r *running) after(args []goja.Value) (any, error) {
	w, err := r.theWorld()
	if err != nil {
		return nil, err
	}
	f := arg(args, 1)
	w.Advanced(millis(args, 0), vclock.Text("clock.advance"), func() { r.enter(func() { r.call1(f) }) })
	return nil, nil
}

func (r *running) setTimer(args []goja.Value) (any, error) {
	w, err := r.theWorld()
	if err != nil {
		return nil, err
	}
	r.lastID++
	id, f, d, repeat := r.lastID, arg(args, 0), millis(args, 1), arg(args, 2).ToBoolean()
	t := &timer{at: r.v.vm.Caller()}
	if r.timers == nil {
		r.timers = map[int]*timer{}
	}
	r.timers[id] = t
	var arm func()
	arm = func() {
		t.stop = w.After(d, vclock.Text("a timer of the test"), func() {
			if repeat {
				arm()
			} else {
				delete(r.timers, id)
			}
			r.enter(func() { r.call1(f) })
		})
	}
	arm()
	return id, nil
}

func (r *running) clearTimer(args []goja.Value) (any, error) {
	id := int(arg(args, 0).ToInteger())
	if t, ok := r.timers[id]; ok {
		t.stop()
		delete(r.timers, id)
	}
	return nil, nil
}

// theWorld returns the world of the test, which is made when it is first needed.
func (r *running) theWorld() (*world.World, error) {
	if r.world != nil {
		return r.world, nil
	}
	app, err := r.v.opts.Open(nil)
	if err != nil {
		return nil, err
	}
	r.enterWorld(app)
	return r.world, nil
}

func (r *running) enterWorld(app *world.Application) {
	o := r.v.opts
	r.world = world.New(app, world.Options{
		Start: o.Start, Seed: o.Seed, Shuffle: o.Shuffle, Wall: r.wall, Virtual: o.Virtual, Store: o.NewStore(), HTTP: r, Sockets: r.dial, Watchdog: o.Watchdog, Coverage: o.Coverage, Secrets: r.secrets,
		Fail: func(err error) { r.fail(Failure{Message: err.Error()}) },
	})
}
