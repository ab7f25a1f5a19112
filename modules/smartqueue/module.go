// Package smartqueue is the newer kind of queue: VoxEngine.enqueueTask and its SmartQueueTask (behaviour page, section 8.2). Who
// waits and which agent is called is decided by the application's [queues.Center].
package smartqueue

import (
	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/queues"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// Module declares enqueueTask and the class SmartQueueTask.
func Module() session.Module {
	return session.Module{
		Name:  "smartqueue",
		Funcs: []session.Func{{Name: "VoxEngine.enqueueTask", Call: enqueue}},
		Classes: []session.Class{{Name: "SmartQueueTask", Methods: []session.Method{
			method("end", (*task).end),
			method("addEventListener", (*task).addEventListener),
			method("removeEventListener", (*task).removeEventListener),
		}}},
	}
}

// method adapts a method of a task.
func method(name string, f func(*task, goja.FunctionCall) goja.Value) session.Method {
	return session.Method{Name: name, Call: func(_ *session.Session, self any, c goja.FunctionCall) goja.Value {
		return f(self.(*task), c)
	}}
}

// enqueue is enqueueTask(parameters).
func enqueue(s *session.Session, f goja.FunctionCall) goja.Value {
	p, ok := session.PlainObject(f.Argument(0))
	if !ok {
		s.VM().Throw("Error", "enqueueTask: the parameters are an object, not "+session.Describe(f.Argument(0)))
	}
	r := reader{s}
	t := &task{s: s}
	request := r.request(p)
	request.Call, request.Tell = t.call, t.tell
	client := p.Get("call")
	t.client = r.client(client)
	t.headers = s.ReadHeaders("enqueueTask", session.Prop(p, "extraHeaders"))
	s.CheckCallTimeout("enqueueTask", t.headers)
	t.target = s.NewTarget(s.Token(43), "task", nil)
	t.object = s.NewInstance("SmartQueueTask", t)
	t.target.Object = t.object
	if t.client == nil {
		client = goja.Null()
	}
	jsvm.Define(t.object, "id", s.Value(t.target.ID))
	jsvm.Define(t.object, "clientCall", client)
	jsvm.Define(t.object, "agentCall", goja.Null())
	jsvm.Define(t.object, "parameters", p)
	s.Do(session.Command{Name: "enqueueTask", Target: t.target.ID, Args: []any{goja.Value(p)}})
	t.enqueue(request)
	return t.object
}

// enqueue sets the task going.
func (t *task) enqueue(r queues.Request) {
	t.held = true
	t.s.HoldRequest()
	t.ticket = t.s.Queues().Enqueue(r)
	t.s.OnStop(t.ticket.Drop)
	if t.client != nil {
		t.client.Watch(func(e telephony.Event) {
			switch e.(type) {
			case telephony.Ended, telephony.Failed:
				t.clientGone()
			}
		})
	}
}
