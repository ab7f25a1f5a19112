package jsvm

import "github.com/dop251/goja"

// rejections are the promises that were rejected in this turn and have no handler yet, in order.
type rejections []rejection

type rejection struct {
	promise *goja.Promise
	frames  []goja.StackFrame // where it was rejected, unless the reason is an Error, which knows better
}

// trackRejection is told by the engine of promises rejected without a handler, and of handlers that come late.
func (vm *VM) trackRejection(p *goja.Promise, op goja.PromiseRejectionOperation) {
	if op == goja.PromiseRejectionReject {
		r := rejection{promise: p}
		if o, ok := p.Result().(*goja.Object); !ok || !isError(o) {
			r.frames = vm.runtime.CaptureCallStack(0, nil)
		}
		vm.rejections = append(vm.rejections, r)
		return
	}
	for i := len(vm.rejections) - 1; i >= 0; i-- {
		if vm.rejections[i].promise == p {
			vm.rejections = append(vm.rejections[:i], vm.rejections[i+1:]...)
			return
		}
	}
}

// unhandled returns the rejections that are left at the end of a turn, and forgets them. A turn that was cut short had no
// time to handle its rejections, so they don't count.
func (vm *VM) unhandled() []*Error {
	if len(vm.rejections) == 0 {
		return nil
	}
	left := vm.rejections
	vm.rejections = nil
	if vm.fatal != nil || vm.broken != nil {
		return nil
	}
	errs := make([]*Error, len(left))
	for i, r := range left {
		reason := r.promise.Result()
		if r.frames == nil {
			r.frames = vm.framesOf(reason)
		}
		errs[i] = vm.thrown(Rejection, reason, r.frames, nil)
	}
	return errs
}

// framesOf returns the frames that an Error was made in: thrown, it tells them.
func (vm *VM) framesOf(v goja.Value) []goja.StackFrame {
	if ex := vm.runtime.Try(func() { panic(v) }); ex != nil {
		return ex.Stack()
	}
	return nil
}

// Describe describes a value, within a turn, as the error of a turn that it was thrown in.
func (vm *VM) Describe(v goja.Value) *Error { return vm.thrown(Throw, v, vm.framesOf(v), nil) }

// Promise returns a promise and the functions that settle it, once, within a turn. The turn that settles it runs what
// waits for it.
func (vm *VM) Promise() (promise goja.Value, resolve, reject func(v goja.Value)) {
	p, res, rej := vm.runtime.NewPromise()
	return vm.runtime.ToValue(p), vm.settler(res), vm.settler(rej)
}

func (vm *VM) settler(settle func(any) error) func(goja.Value) {
	return func(v goja.Value) {
		if !vm.active {
			panic("jsvm: a promise is settled outside a turn")
		}
		if vm.fatal != nil {
			return
		}
		if v == nil {
			v = goja.Undefined()
		}
		if err := settle(v); err != nil {
			panic(vm.errorOf(err)) // resolving asks for `then`, which a script may have defined
		}
	}
}
