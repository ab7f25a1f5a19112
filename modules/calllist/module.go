// Package calllist is the CallList namespace: what the session of a call-list task says about its attempt (behaviour page, section
// 8.3).
//
//	CallList.reportResult({answered: true}, VoxEngine.terminate);
//
// Reports go to the [calllist.Task] that started the session. They count as HTTP requests.
package calllist

import (
	"fmt"

	"github.com/dop251/goja"

	"voxemu/runtime/calllist"
	"voxemu/runtime/session"
	"voxemu/runtime/vclock"
)

// kinds are the reports: the name of the function, its parameter, and what it tells the task. Tell is nil for those that tell it
// nothing.
var kinds = [...]struct {
	name, parameter string
	tell            func(t *calllist.Task, text string)
}{
	{"reportResult", "result", (*calllist.Task).ReportResult},
	{"reportError", "error", (*calllist.Task).ReportError},
	{"reportProgress", "progress", nil}, // informational
}

// Module declares the functions of CallList.
func Module() session.Module {
	m := session.Module{Name: "calllist"}
	add := func(name string, read func(s *session.Session, where string, c goja.FunctionCall) (text string, tell func(*calllist.Task)), rejects bool) {
		m.Funcs = append(m.Funcs,
			session.Func{Name: "CallList." + name, Call: func(s *session.Session, c goja.FunctionCall) goja.Value {
				return withCallback(s, c, name, read)
			}},
			session.Func{Name: "CallList." + name + "Async", Call: func(s *session.Session, c goja.FunctionCall) goja.Value {
				return withPromise(s, c, name+"Async", read, rejects)
			}})
	}
	for _, k := range kinds {
		add(k.name, func(s *session.Session, where string, c goja.FunctionCall) (string, func(*calllist.Task)) {
			text := textOf(s, where, k.parameter, c.Argument(0))
			return text, func(t *calllist.Task) {
				if k.tell != nil {
					k.tell(t, text)
				}
			}
		}, false)
	}
	add("requestNextAttempt", nextAttempt, true)
	return m
}

// reader reads the arguments of a report: the text that traces show, and what the task is told.
type reader = func(s *session.Session, where string, c goja.FunctionCall) (text string, tell func(*calllist.Task))

// overLimit is the message of the error beyond the limit of HTTP requests (behaviour page, section 2).
const overLimit = "Exceeded the HTTP connection count limit!"

// withCallback is the form of a report with a callback, which may be missing.
func withCallback(s *session.Session, c goja.FunctionCall, name string, read reader) goja.Value {
	var settle func(result goja.Value, ok bool)
	if f := c.Argument(1); session.Callable(f) {
		given := s.Callback(f)
		settle = func(result goja.Value, _ bool) { given.Call(result) }
	}
	text, tell := read(s, "CallList."+name, c)
	if !submit(s, &report{s: s, name: name, text: text, tell: tell, settle: settle}) {
		s.VM().Throw("Error", overLimit)
	}
	return goja.Undefined()
}

// withPromise is the form of a report that returns a promise of the result; rejects says that one which did not reach the list is
// rejected with its result.
func withPromise(s *session.Session, c goja.FunctionCall, name string, read reader, rejects bool) goja.Value {
	promise, resolve, reject := s.VM().Promise()
	text, tell := read(s, "CallList."+name, c)
	settle := func(result goja.Value, ok bool) {
		if !ok && rejects {
			reject(result)
			return
		}
		resolve(result)
	}
	if !submit(s, &report{s: s, name: name, text: text, tell: tell, settle: settle}) {
		reject(s.VM().NewError("Error", overLimit))
	}
	return promise
}

// textOf reads what is reported: a text, or anything else as JSON.
func textOf(s *session.Session, where, parameter string, v goja.Value) string {
	if !session.Given(v) {
		s.VM().Throw("Error", where+": the "+parameter+" parameter is missing")
	}
	o, isObject := session.PlainObject(v)
	if !isObject {
		return v.String()
	}
	text, err := o.MarshalJSON()
	if err != nil {
		s.VM().Throw("TypeError", fmt.Sprintf("%s: the %s can't be turned into JSON: %v", where, parameter, err))
	}
	return string(text)
}

// report is one report on its way.
type report struct {
	s          *session.Session
	name, text string
	tell       func(*calllist.Task)
	settle     func(result goja.Value, ok bool) // nil when the script does not want the result
}

// String tells what the session waits for.
func (r *report) String() string { return "the answer to CallList." + r.name }

// submit takes the report in. It reports false when the session has too many requests.
func submit(s *session.Session, r *report) bool {
	s.Do(session.Command{Name: r.name, Target: "application", Args: []any{r.text}})
	q := s.HTTPRequests()
	switch q.Submit(r.launch) {
	case session.Full:
		return false
	case session.Stopping:
		if r.settle != nil {
			q.Refuse(r, func() { r.settle(failed(s, session.CodeRefused, "the session takes no more requests"), false) })
		}
	}
	return true
}

// launch tells the task. The answer comes as a turn of its own.
func (r *report) launch() {
	task := r.s.Task()
	if task != nil {
		r.tell(task)
	}
	r.s.Scope().After(0, vclock.Signalling, r, func() error {
		if r.settle == nil {
			return r.s.HTTPRequests().Finish(nil)
		}
		return r.s.HTTPRequests().Finish(func() {
			if task == nil {
				r.settle(failed(r.s, session.CodeUnknown, "the session was not started by a call list"), false)
				return
			}
			r.settle(r.s.Object(session.Fields{
				{Key: "code", Value: 200}, {Key: "headers", Value: []any{}}, {Key: "raw_headers", Value: ""},
			}), true)
		})
	})
}

func failed(s *session.Session, code int, text string) goja.Value {
	return s.Object(session.Fields{{Key: "code", Value: code}, {Key: "error", Value: text}})
}
