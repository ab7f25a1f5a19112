package smartqueue

import (
	"fmt"
	"slices"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/loop"
	"voxemu/runtime/queues"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/runtime/vclock"
)

// waitingEvery is how often Waiting tells of a task; the platform does it every 10 to 15 s.
const waitingEvery = 10 * time.Second

// The values of TerminationStatus that the platform itself gives.
const (
	internalError     = 500
	timeoutReached    = 1001
	maxWaitingReached = 1004
	maxSizeReached    = 1005
	noOperator        = 1006
	clientTerminate   = 1100
	canceled          = 1204
)

// statuses are the values of TerminationStatus.
func statuses() []int64 {
	return []int64{0, 500, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1100, 1201, 1202, 1203, 1204, 1205}
}

// The values of TaskWaitingCode that occur.
const (
	estimated         = 200
	cannotBeEstimated = 501
)

// task is what stands behind a SmartQueueTask.
type task struct {
	s       *session.Session
	target  *session.Target
	object  *goja.Object
	ticket  *queues.Ticket
	client  *telephony.Leg // nil without one
	headers telephony.Headers
	agent   *session.Target // the call to the agent that was called last
	timer   *loop.Timer     // of the next Waiting
	held    bool            // keeps the session
	over    bool
}

// TraceID returns the id of the task.
func (t *task) TraceID() string { return t.target.ID }

// call calls an agent, for whom the client is the caller.
func (t *task) call(a queues.Agent) *telephony.Leg {
	r := telephony.DialRequest{To: a.Name, Headers: t.headers}
	if t.client != nil {
		r.CallerID, r.DisplayName = t.client.CallerID, t.client.DisplayName
	}
	l, target := t.s.CallAgent(r)
	t.agent = target
	return l
}

// tell turns what becomes of the task into the events that scripts know.
func (t *task) tell(e queues.Event) {
	switch e := e.(type) {
	case queues.Accepted:
		t.raise("EnqueueSuccess", nil)
		t.wait()
		if t.client != nil && t.client.State() == telephony.Terminated {
			t.clientGone()
		}
	case queues.Refused:
		if e.Why == queues.QueueFull {
			t.fail(maxSizeReached, e.Why)
			return
		}
		t.s.Warn(diag.CodeArgument, "enqueueTask: the application has no such queue: list it under queues in voxemu.yaml, or in the file of --far")
		t.fail(internalError, e.Why)
	case queues.Offered:
		t.raise("DistributeTask", session.Fields{{Key: "operatorId", Value: e.Agent.ID}, {Key: "operatorName", Value: e.Agent.Name}})
	case queues.Reached:
		t.reached()
	case queues.GaveUp:
		switch e.Why {
		case queues.WaitedLong:
			t.fail(maxWaitingReached, e.Why)
		case queues.NoOperator:
			t.cancelled(noOperator, string(e.Why))
		default:
			t.cancelled(timeoutReached, string(e.Why))
		}
	}
}

func (t *task) raise(name string, fs session.Fields) {
	t.target.Raise(session.Event{Name: "SmartQueue." + name, Fields: fs})
}

// wait arms the next Waiting.
func (t *task) wait() {
	t.timer = t.s.Scope().After(waitingEvery, vclock.Signalling, vclock.Text("a task in a queue: the next Waiting"), func() error {
		if !t.ticket.Waits() {
			return nil
		}
		status := t.ticket.Status()
		code, message := estimated, "The waiting time is estimated"
		if !status.Known {
			code, message = cannotBeEstimated, "The waiting time can't be estimated"
		}
		t.raise("Waiting", session.Fields{
			{Key: "code", Value: code}, {Key: "ewt", Value: status.Wait.Milliseconds()}, {Key: "message", Value: message},
			{Key: "position", Value: status.Position},
		})
		t.wait()
		return nil
	})
}

// reached raises OperatorReached; the task has its agentCall from then on.
func (t *task) reached() {
	agent := t.agent
	t.target.Raise(session.Event{
		Name:   "SmartQueue.OperatorReached",
		Extra:  session.Fields{{Key: "agentCall", Value: agent}},
		Before: func() { jsvm.Define(t.object, "agentCall", agent.Object) },
	})
	t.release()
}

// fail raises Error and ends the task.
func (t *task) fail(status int, why queues.Reason) {
	t.over = true
	t.raise("Error", session.Fields{{Key: "description", Value: string(why)}, {Key: "type", Value: status}})
	t.release()
}

// cancelled raises TaskCanceled and ends the task.
func (t *task) cancelled(status int, description string) {
	t.over = true
	t.ticket.Cancel()
	t.raise("TaskCanceled", session.Fields{{Key: "description", Value: description}, {Key: "status", Value: status}})
	t.release()
}

// release lets the session go on without the task.
func (t *task) release() {
	t.timer.Stop()
	if t.held {
		t.held = false
		t.s.ReleaseRequest()
	}
}

// clientGone tells that the one who waits has hung up. The task stays until the script cancels it.
func (t *task) clientGone() {
	if !t.ticket.Waits() {
		return
	}
	cancel := t.s.VM().Func("cancel", 0, func(goja.FunctionCall) goja.Value {
		t.s.Do(session.Command{Name: "cancel", Target: t.target.ID})
		if !t.ticket.Waits() {
			t.s.Warn(diag.CodeIgnored, "cancel: task "+t.target.ID+" does not wait any more")
			return goja.Undefined()
		}
		t.cancelled(canceled, "The client has hung up")
		return goja.Undefined()
	})
	t.target.Raise(session.Event{Name: "SmartQueue.ClientDisconnected", Extra: session.Fields{{Key: "cancel", Value: cancel}}})
}

// end is end(description, terminationStatus?). Calls that are connected stay so (assumed).
func (t *task) end(f goja.FunctionCall) goja.Value {
	s, args := t.s, make([]any, len(f.Arguments))
	for i, a := range f.Arguments {
		args[i] = a
	}
	s.Do(session.Command{Name: "end", Target: t.target.ID, Args: args})
	if t.over {
		s.Warn(diag.CodeIgnored, "end: task "+t.target.ID+" is over")
		return goja.Undefined()
	}
	status := int64(clientTerminate)
	if v := f.Argument(1); session.Given(v) {
		if status = v.ToInteger(); !slices.Contains(statuses(), status) {
			s.Warn(diag.CodeArgument, fmt.Sprintf("end: %s is no TerminationStatus: CLIENT_TERMINATE is used", session.Describe(v)))
			status = clientTerminate
		}
	}
	t.cancelled(int(status), session.Text(f.Argument(0)))
	return goja.Undefined()
}

func (t *task) addEventListener(f goja.FunctionCall) goja.Value {
	t.target.AddListener(f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

func (t *task) removeEventListener(f goja.FunctionCall) goja.Value {
	t.target.RemoveListener(f.Argument(0), f.Argument(1))
	return goja.Undefined()
}
