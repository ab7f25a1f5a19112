// Package appstorage is ApplicationStorage: the key-value pairs of an application, behind promises (behaviour page, section
// 7.1).
//
// A request is checked and sent at the call; its promise is settled by a later turn, never within the call. What comes back once the
// session has begun to stop is dropped. The older name ApplicationStorage.delete is an alias in the API table.
package appstorage

import (
	"math"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
	"voxemu/runtime/trace"
	"voxemu/storage"
)

// Module declares the functions.
func Module() session.Module {
	return session.Module{
		Name: "appstorage",
		Funcs: []session.Func{
			{Name: "ApplicationStorage.get", Call: get},
			{Name: "ApplicationStorage.put", Call: put},
			{Name: "ApplicationStorage.remove", Call: remove},
			{Name: "ApplicationStorage.keys", Call: keys},
		},
	}
}

func get(s *session.Session, c goja.FunctionCall) goja.Value {
	r := newRequest(s, storage.Get)
	r.key(c.Argument(0))
	s.LogRequest("ApplicationStorage.get", session.Fields{{Key: "key", Value: c.Argument(0)}})
	return r.send(func(answer *storage.Result) goja.Value {
		if !answer.Found {
			return goja.Null()
		}
		return pair(s, answer.Entry)
	})
}

func put(s *session.Session, c goja.FunctionCall) goja.Value {
	r := newRequest(s, storage.Put)
	r.key(c.Argument(0))
	r.value(c.Argument(1))
	r.ttl(c.Argument(2))
	s.LogRequest("ApplicationStorage.put", session.Fields{
		{Key: "key", Value: c.Argument(0)}, {Key: "ttl", Value: c.Argument(2)}, {Key: "value", Value: c.Argument(1)},
	})
	return r.send(func(answer *storage.Result) goja.Value { return pair(s, answer.Entry) })
}

// remove answers with what was removed, its expiry 0, or null when there was nothing (assumed: behaviour page, section 7.1).
func remove(s *session.Session, c goja.FunctionCall) goja.Value {
	r := newRequest(s, storage.Remove)
	r.key(c.Argument(0))
	s.LogRequest("ApplicationStorage.remove", session.Fields{{Key: "key", Value: c.Argument(0)}})
	return r.send(func(answer *storage.Result) goja.Value {
		if !answer.Found {
			return goja.Null()
		}
		answer.Entry.ExpireAt = 0
		return pair(s, answer.Entry)
	})
}

func keys(s *session.Session, c goja.FunctionCall) goja.Value {
	r := newRequest(s, storage.Keys)
	r.op.Pattern = session.Text(c.Argument(0))
	r.op.Count = count(c.Argument(1))
	s.LogRequest("ApplicationStorage.keys", session.Fields{
		{Key: "count", Value: c.Argument(1)}, {Key: "pattern", Value: c.Argument(0)},
	})
	return r.send(func(answer *storage.Result) goja.Value {
		list := make([]any, len(answer.Keys))
		for i, k := range answer.Keys {
			list[i] = k
		}
		return s.Object(session.Fields{{Key: "keys", Value: list}})
	})
}

// count reads how many keys are wanted; what is no positive number stands for the default (assumed).
func count(v goja.Value) int {
	n := v.ToFloat()
	if !(n >= 1) {
		return storage.DefaultCount
	}
	return int(min(n, math.MaxInt32))
}

func pair(s *session.Session, e storage.Entry) goja.Value {
	o := s.Runtime().NewObject()
	for _, err := range []error{ // in this order; a plain object takes them all
		o.Set("key", e.Key),
		o.Set("value", e.Value),
		o.Set("expireAt", e.ExpireAt),
	} {
		if err != nil {
			panic(err)
		}
	}
	return o
}

// request is one request on its way. It is its own reason in the report of a stuck loop.
type request struct {
	s      *session.Session
	op     storage.Op
	wrong  goja.Value // why it can't be sent
	caller jsvm.Caller
}

func newRequest(s *session.Session, kind storage.Kind) *request {
	_, app := s.Store()
	return &request{
		s:      s,
		op:     storage.Op{Kind: kind, App: app, Now: int64(s.Scope().Now())},
		caller: s.VM().Caller(),
	}
}

// refuse notes what is wrong with the arguments, first come first.
func (r *request) refuse(class, message string) {
	if r.wrong == nil {
		r.wrong = r.s.VM().NewError(class, "ApplicationStorage."+r.name()+": "+message)
	}
}

// text reads an argument that is a string, or a number or boolean to be written as one. Anything else is refused:
// objects with a TypeError, a missing one with an Error (assumed: behaviour page, sections 1.7 and 7.1), and null like an
// object (assumed).
func (r *request) text(argument string, v goja.Value) string {
	if goja.IsUndefined(v) {
		r.refuse("Error", "the argument "+argument+" is missing")
		return ""
	}
	_, object := v.(*goja.Object)
	_, symbol := v.(*goja.Symbol)
	if object || symbol || goja.IsNull(v) {
		r.refuse("TypeError", "the "+argument+" is not a string")
		return ""
	}
	return v.String()
}

func (r *request) key(v goja.Value) {
	r.op.Key = r.text("key", v)
	r.check(storage.CheckKey(r.op.Key))
}

func (r *request) value(v goja.Value) {
	r.op.Value = r.text("value", v)
	r.check(storage.CheckValue(r.op.Value))
}

func (r *request) ttl(v goja.Value) {
	if !session.Given(v) {
		r.op.TTL = storage.DefaultTTL
		return
	}
	ttl, err := storage.Lifetime(v.ToFloat())
	r.op.TTL = ttl
	r.check(err)
}

func (r *request) check(err error) {
	if err != nil {
		r.refuse("Error", err.Error())
	}
}

// send sends the request, unless it has been refused, and returns the promise of its answer.
func (r *request) send(made func(*storage.Result) goja.Value) goja.Value {
	s := r.s
	promise, resolve, reject := s.VM().Promise()
	if r.wrong != nil {
		s.Scope().Queue(func() error {
			r.trace(nil, r.wrong.String())
			return s.Turn(func() { reject(r.wrong) })
		})
		return promise
	}
	done := s.Scope().Begin(r)
	store, _ := s.Store()
	store.Do(r.op, func(answer storage.Result) {
		done(func() error {
			if answer.Err != nil {
				r.trace(nil, answer.Err.Error())
				return s.Turn(func() { reject(s.VM().NewError("Error", "ApplicationStorage."+r.name()+": "+answer.Err.Error())) })
			}
			r.trace(&answer, "")
			return s.Turn(func() { resolve(made(&answer)) })
		})
	})
	return promise
}

// trace writes the record of the answer, which is nil when there is none but err.
func (r *request) trace(answer *storage.Result, err string) {
	if !r.s.Tracing() {
		return
	}
	b := trace.Storage{Op: r.name(), Key: r.op.Key, Error: err}
	switch {
	case r.op.Kind == storage.Put && r.wrong == nil:
		b.Value, b.TTL = &r.op.Value, &r.op.TTL
	case r.op.Kind == storage.Get && answer != nil && answer.Found:
		b.Value = &answer.Entry.Value
	case r.op.Kind == storage.Keys:
		b.Key = r.op.Pattern
	}
	r.s.Trace(b)
}

func (r *request) name() string {
	switch r.op.Kind {
	case storage.Put:
		return "put"
	case storage.Remove:
		return "remove"
	case storage.Keys:
		return "keys"
	}
	return "get"
}

// String names the request and the line that made it.
func (r *request) String() string {
	key := r.op.Key
	if r.op.Kind == storage.Keys {
		key = r.op.Pattern
	}
	return "ApplicationStorage." + r.name() + "(" + key + ") at " + r.caller.String()
}
