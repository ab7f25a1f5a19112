package kit

import (
	"maps"
	"strings"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
	"voxemu/scenarios/testkit/world"
)

// native is a function that the kit calls in Go. It throws what it returns as an error.
type native func(v *VM, args []goja.Value) (any, error)

// natives are all of them, by name.
var natives = map[string]native{
	"here":       (*VM).here,
	"expect":     (*VM).expect,
	"failed":     (*VM).failed,
	"print":      (*VM).print,
	"now":        (*VM).clockNow,
	"timeout":    (*VM).timeout,
	"until":      inTest((*running).until),
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
	"seek":        inTest((*running).seek),
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
	"requests": inTest((*running).made),

	"snapshot":       inTest((*running).snapshot),
	"inlineSnapshot": inTest((*running).inlineSnapshot),
}

// host makes the object that holds the natives.
func (v *VM) host() goja.Value {
	rt := v.vm.Runtime()
	o := rt.NewObject()
	all := maps.Clone(natives)
	maps.Copy(all, aroundNatives())
	for name, f := range all {
		_ = o.Set(name, v.vm.Func(name, 0, func(c goja.FunctionCall) goja.Value {
			result, err := f(v, c.Arguments)
			if err != nil {
				v.vm.Throw("Error", err.Error())
			}
			return v.value(result)
		}))
	}
	return o
}

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

func (v *VM) here([]goja.Value) (any, error) {
	at := v.vm.Caller().Pos()
	return object{{"file", at.File}, {"line", at.Line}, {"column", at.Column}}, nil
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

// until waits for a condition, in milliseconds at most. If a party is named, the condition depends on nothing else.
func (r *running) until(args []goja.Value) (any, error) {
	w, err := r.theWorld()
	if err != nil {
		return nil, err
	}
	vm := r.v.vm
	condition, done := arg(args, 0), arg(args, 2)
	unchanged := func() bool { return false }
	if !goja.IsUndefined(arg(args, 3)) {
		unchanged = same(r.actor(args[3:]))
	}
	w.When(func() bool {
		if r.closing || unchanged() && !r.done {
			return false
		}
		holds := false
		r.enter(func() {
			x, err := vm.Call(condition, goja.Undefined())
			if err != nil {
				panic(err)
			}
			holds = x.ToBoolean()
		})
		return holds || r.done
	}, millis(args, 1), func(why world.Reason) {
		r.enter(func() { r.call1(done, vm.Runtime().ToValue(string(why))) })
	})
	return nil, nil
}

// same returns a function that tells whether a party is as it was when it was called last.
func same(a *telephony.Actor) func() bool {
	heard, state, owner := -1, telephony.State(""), any(nil)
	return func() bool {
		l := a.Leg()
		if heard == len(a.Heard()) && state == l.State() && owner == l.Owner {
			return true
		}
		heard, state, owner = len(a.Heard()), l.State(), l.Owner
		return false
	}
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
