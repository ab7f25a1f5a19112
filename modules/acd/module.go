// Package acd is the older kind of queue: VoxEngine.enqueueACDRequest and its ACDRequest (behaviour page, section 8.1). Who waits
// and which agent is called is decided by the application's [queues.Center].
package acd

import (
	"fmt"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/queues"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// Module declares enqueueACDRequest and the class ACDRequest.
func Module() session.Module {
	return session.Module{
		Name:  "acd",
		Funcs: []session.Func{{Name: "VoxEngine.enqueueACDRequest", Call: enqueue}},
		Classes: []session.Class{{Name: "ACDRequest", Methods: []session.Method{
			method("id", (*request).id),
			method("addEventListener", (*request).addEventListener),
			method("removeEventListener", (*request).removeEventListener),
			method("getStatus", (*request).getStatus),
			method("cancel", (*request).cancel),
		}}},
	}
}

// method adapts a method of a request.
func method(name string, f func(*request, goja.FunctionCall) goja.Value) session.Method {
	return session.Method{Name: name, Call: func(_ *session.Session, self any, c goja.FunctionCall) goja.Value {
		return f(self.(*request), c)
	}}
}

// The bounds of priority, 1 being the most urgent, and what holds when it is not given (assumed).
const (
	firstPriority   = 1
	lastPriority    = 100
	defaultPriority = 1
)

// enqueue is enqueueACDRequest(queueName, callerid, {priority, headers}?). What the agent's device would get besides, such as video
// and customData, has nobody here to see it.
func enqueue(s *session.Session, f goja.FunctionCall) goja.Value {
	for i, name := range []string{"queueName", "callerid"} {
		if !session.Given(f.Argument(i)) {
			s.VM().Throw("Error", "enqueueACDRequest: the "+name+" parameter is missing")
		}
	}
	r := &request{s: s, queue: f.Argument(0).String(), callerID: f.Argument(1).String()}
	p := f.Argument(2)
	if _, ok := session.PlainObject(p); session.Given(p) && !ok {
		s.Warn(diag.CodeArgument, "enqueueACDRequest: the parameters are an object, not "+session.Describe(p)+": they are ignored")
	}
	r.headers = s.ReadHeaders("enqueueACDRequest", session.Prop(p, "headers"))
	s.CheckCallTimeout("enqueueACDRequest", r.headers)
	r.target = s.NewTarget(s.Token(43), "request", nil)
	r.target.Object = s.NewInstance("ACDRequest", r)
	args := make([]any, len(f.Arguments))
	for i, a := range f.Arguments {
		args[i] = a
	}
	s.Do(session.Command{Name: "enqueueACDRequest", Target: r.target.ID, Args: args})
	s.HoldRequest()
	r.ticket = s.Queues().Enqueue(queues.Request{
		Rules: queues.ACD, Queue: r.queue, Rank: priority(s, session.Prop(p, "priority")), Call: r.call, Tell: r.tell,
	})
	s.OnStop(r.ticket.Drop)
	return r.target.Object
}

// priority reads a priority.
func priority(s *session.Session, v goja.Value) int {
	if !session.Given(v) {
		return defaultPriority
	}
	n := v.ToInteger()
	if n < firstPriority || n > lastPriority {
		used := int(min(max(n, firstPriority), lastPriority))
		s.Warn(diag.CodeArgument, fmt.Sprintf("enqueueACDRequest: priority is a number from %d to %d, not %s: %d is used", firstPriority, lastPriority, session.Describe(v), used))
		return used
	}
	return int(n)
}

// call calls an agent.
func (r *request) call(a queues.Agent) *telephony.Leg {
	l, target := r.s.CallAgent(telephony.DialRequest{To: a.Name, CallerID: r.callerID, Headers: r.headers})
	r.operator = target
	return l
}
