package kit

import (
	"fmt"
	"slices"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/telephony"
	"voxemu/runtime/trace"
	"voxemu/scenarios/testkit/world"
)

// awaits are what the test has to await and has not yet: what it is, and the error that knows its place.
type awaits struct {
	list []awaited
	last int // the number given last; none is given twice in a context
}

type awaited struct {
	id        int
	what, err goja.Value
}

// awaitNatives are those of what a test waits for.
func awaitNatives() map[string]native {
	return map[string]native{
		"until":   inWorld((*running).until),
		"pend":    inTest((*running).pend),
		"hears":   inWorld((*running).hears),
		"seek":    inTest((*running).seek),
		"cursor":  inTest((*running).cursor),
		"pending": (*VM).pending,
		"settled": (*VM).settled,
		"left":    (*VM).left,
	}
}

func (a *awaits) add(what, err goja.Value) int {
	a.last++
	a.list = append(a.list, awaited{a.last, what, err})
	return a.last
}

// remove forgets one. That it is not there any more, since its test is over, is no mistake.
func (a *awaits) remove(id int) {
	for i := range a.list {
		if a.list[i].id == id {
			a.list = append(a.list[:i], a.list[i+1:]...)
			return
		}
	}
}

// pending notes what the test has to await, and returns its number.
func (v *VM) pending(args []goja.Value) (any, error) {
	return v.awaits.add(arg(args, 0), arg(args, 1)), nil
}

func (v *VM) settled(args []goja.Value) (any, error) {
	v.awaits.remove(int(arg(args, 0).ToInteger()))
	return nil, nil
}

// left returns what was not awaited when the test ended; undefined for nothing.
func (v *VM) left([]goja.Value) (any, error) {
	if len(v.awaits.list) == 0 {
		return nil, nil
	}
	items := []object{}
	for _, one := range v.awaits.list {
		items = append(items, object{{"what", one.what}, {"error", one.err}})
	}
	v.awaits.list = nil
	return items, nil
}

// condition returns what tells whether a condition holds: a function of the kit, which is called in a turn of its own, or one of those
// below with its subject, which need none.
func (r *running) condition(args []goja.Value) (func() bool, error) {
	if f := jsvm.FunctionOf(arg(args, 0)); f.Callable() {
		return r.asked(f), nil
	}
	subject := args[min(1, len(args)):]
	switch kind := text(args, 0); kind {
	case "now":
		return func() bool { return true }, nil
	case "arrived":
		a := r.actor(subject)
		return func() bool { return r.world.Session(a) != nil || hasEnded(a) }, nil
	case "answered":
		a := r.actor(subject)
		return func() bool { return a.Leg().State() == telephony.Connected || hasEnded(a) }, nil
	case "ended":
		a := r.actor(subject)
		return func() bool { return hasEnded(a) }, nil
	case "over":
		s := r.find(text(subject, 0))
		return func() bool { _, over := r.world.Engine().Result(s); return over }, nil
	case "leg":
		pattern, n := telephony.Canonical(text(subject, 0)), int(arg(subject, 1).ToInteger())
		return func() bool { return r.connected(pattern, n) != nil }, nil
	case "logged":
		return r.hasLogged(text(subject, 0), r.wants(arg(subject, 1))), nil
	default:
		return nil, fmt.Errorf("there is no condition %s", kind)
	}
}

// asked is the condition that a function of the kit tells.
func (r *running) asked(f jsvm.Function) func() bool {
	return func() (holds bool) {
		r.enter(func() {
			holds = r.v.vm.Invoke(f, goja.Undefined()).ToBoolean()
		})
		return holds
	}
}

// connected returns the nth of those that were called at an address and were connected, nil while there is none.
func (r *running) connected(pattern string, n int) *telephony.Actor {
	for _, a := range r.world.Called() {
		if _, wasUp := a.Leg().Answered(); wasUp && calledAt(a, pattern) {
			if n == 0 {
				return a
			}
			n--
		}
	}
	return nil
}

// hasLogged tells whether a session, or any if none is named, has written what fits to its log.
func (r *running) hasLogged(session string, want wanted) func() bool {
	seen, found := 0, false
	return func() bool {
		if found {
			return true
		}
		records := r.world.Records()
		from := seen
		seen = len(records)
		var lines []string
		for _, rec := range records[from:] {
			if line, ok := rec.Body.(trace.Log); ok && (session == "" || rec.Session == session) {
				lines = append(lines, line.Text)
			}
		}
		look := func() {
			found = slices.ContainsFunc(lines, want.fits)
		}
		if want.expression == nil {
			look()
		} else if len(lines) > 0 {
			r.enter(look)
		}
		return found
	}
}

// when waits for a condition. It is over at once when the test is.
func (r *running) when(w *world.World, holds func() bool, args []goja.Value, i int, done func(why world.Reason)) {
	w.When(func() bool { return !r.closing && (holds() || r.done) }, millis(args, i), done)
}

// until waits for a condition, in milliseconds at most, and calls a function with the reason. Arguments: limit, function, condition.
func (r *running) until(w *world.World, args []goja.Value) (any, error) {
	holds, err := r.condition(args[2:])
	if err != nil {
		return nil, err
	}
	done := args[1]
	r.when(w, holds, args, 0, func(why world.Reason) {
		r.enter(func() { r.call1(done, r.v.vm.Runtime().ToValue(string(why))) })
	})
	return nil, nil
}

// pend returns a promise for what a function makes of the end of a wait. Arguments: what it is, the error that knows its place, the
// limit in milliseconds, the function, the condition. What the function throws, the promise is rejected with; so it is if the
// application can't be opened.
func (r *running) pend(args []goja.Value) (any, error) {
	w, err := r.theWorld()
	if err != nil {
		promise, _, reject := r.v.vm.Promise()
		reject(r.v.vm.NewError("Error", err.Error()))
		return promise, nil
	}
	holds, err := r.condition(args[4:])
	if err != nil {
		return nil, err
	}
	vm, finish, id := r.v.vm, args[3], r.v.awaits.add(args[0], args[1])
	promise, resolve, reject := vm.Promise()
	r.when(w, holds, args, 2, func(why world.Reason) {
		r.enter(func() {
			r.v.awaits.remove(id)
			value, err := vm.Call(finish, goja.Undefined(), vm.Runtime().ToValue(string(why)))
			if err == nil {
				resolve(value)
			} else if e := errorOf(err); e.Value != nil {
				reject(e.Value)
			} else {
				panic(err)
			}
		})
	})
	return promise, nil
}
