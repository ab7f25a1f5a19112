package acd

import (
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/queues"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// request is what stands behind an ACDRequest.
type request struct {
	s        *session.Session
	target   *session.Target
	ticket   *queues.Ticket
	queue    string
	callerID string
	headers  telephony.Headers
	operator *session.Target // the call to the agent that was called last
	queued   bool            // as scripts see it: Queued has been raised
	over     bool
}

// TraceID returns the id of the request.
func (r *request) TraceID() string { return r.target.ID }

// tell turns what becomes of the request into the events that scripts know.
func (r *request) tell(e queues.Event) {
	switch e := e.(type) {
	case queues.Accepted:
		r.target.Raise(session.Event{Name: "ACD.Queued", Before: func() { r.queued = true }})
	case queues.Refused:
		r.refused(e.Why)
	case queues.Offered:
		r.raise("ACD.OperatorCallAttempt", nil, r.operatorCall())
	case queues.Missed:
		r.raise("ACD.OperatorFailed", session.Fields{{Key: "operatorUserName", Value: e.Agent.Name}, {Key: "statusCode", Value: e.Code}}, nil)
	case queues.Reached:
		r.raise("ACD.OperatorReached", nil, r.operatorCall())
		r.end()
	}
}

// refused tells that the request never got into the queue.
func (r *request) refused(why queues.Reason) {
	switch why {
	case queues.NobodyThere:
		r.raise("ACD.Offline", nil, nil)
	case queues.QueueFull:
		r.raise("ACD.QueueFull", nil, nil)
	default:
		r.s.Warn(diag.CodeArgument, "enqueueACDRequest: the application has no queue \""+r.queue+"\": list it under queues in voxemu.yaml, or in the file of --far")
		r.raise("ACD.Error", session.Fields{{Key: "error", Value: "Queue " + r.queue + " not found"}}, nil)
	}
	r.end()
}

// end lets the session go on without the request.
func (r *request) end() {
	if !r.over {
		r.over = true
		r.s.ReleaseRequest()
	}
}

func (r *request) raise(name string, fs, extra session.Fields) {
	r.target.Raise(session.Event{Name: name, Fields: fs, Extra: extra})
}

func (r *request) operatorCall() session.Fields {
	return session.Fields{{Key: "operatorCall", Value: r.operator}}
}

func (r *request) id(goja.FunctionCall) goja.Value { return r.s.Value(r.target.ID) }

func (r *request) addEventListener(f goja.FunctionCall) goja.Value {
	r.target.AddListener(f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

func (r *request) removeEventListener(f goja.FunctionCall) goja.Value {
	r.target.RemoveListener(f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

// getStatus asks for the place in the queue; Waiting answers. The estimate is in whole minutes, rounded down (assumed), and 0 when
// nobody can tell.
func (r *request) getStatus(goja.FunctionCall) goja.Value {
	r.s.Do(session.Command{Name: "getStatus", Target: r.target.ID})
	if r.ignored("getStatus") {
		return goja.Undefined()
	}
	if !r.queued || !r.ticket.Waits() {
		r.s.Warn(diag.CodeIgnored, "getStatus: request "+r.target.ID+" is not in the queue yet: wait for Queued")
		return goja.Undefined()
	}
	status := r.ticket.Status()
	r.raise("ACD.Waiting", session.Fields{{Key: "ewt", Value: int(status.Wait / time.Minute)}, {Key: "position", Value: status.Position}}, nil)
	return goja.Undefined()
}

// cancel takes the request out of the queue.
func (r *request) cancel(goja.FunctionCall) goja.Value {
	r.s.Do(session.Command{Name: "cancel", Target: r.target.ID})
	if !r.ignored("cancel") {
		r.ticket.Cancel()
		r.end()
	}
	return goja.Undefined()
}

// ignored warns if the request is over.
func (r *request) ignored(where string) bool {
	if r.over {
		r.s.Warn(diag.CodeIgnored, where+": request "+r.target.ID+" is over")
	}
	return r.over
}
