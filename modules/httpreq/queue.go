package httpreq

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"voxemu/runtime/session"
	"voxemu/runtime/trace"
	"voxemu/runtime/vclock"
)

// Answerer is implemented by a [session.RoundTripper] that answers some requests itself, such as one with mocks. Answer is
// called on the loop and must not block; it returns nil for a request that has to go out. Answers given here keep the
// promise that equal input gives an equal run; a RoundTrip that returns a mocked answer keeps it only as long as no
// two requests are under way.
type Answerer interface {
	Answer(r *session.Request) *session.Response
}

// queue holds the requests of one session (behaviour page, sections 2 and 7.2).
type queue struct {
	s       *session.Session
	active  int        // requests under way
	waiting []*request // first in, first out
	count   int        // requests so far
}

type queueKey struct{}

func queueOf(s *session.Session) *queue {
	return session.Local(s, queueKey{}, func() *queue {
		q := &queue{s: s}
		s.OnStop(func() { q.waiting = nil }) // dropped silently (behaviour page, section 1.6)
		return q
	})
}

// submit takes a request in. It reports false when the session has too many.
func (q *queue) submit(r *request) bool {
	switch q.s.State() {
	case trace.Draining:
		q.refuse(r)
		return true
	case trace.Terminating, trace.Terminated:
		if q.s.RequestStarted() { // otherwise ignored: its callback never runs (behaviour page, section 1.6)
			q.launch(r)
		}
		return true
	}
	limits := q.s.Limits()
	if q.active+len(q.waiting) >= limits.HTTPTotal {
		return false
	}
	q.waiting = append(q.waiting, r)
	q.next()
	return true
}

// refuse answers a request that a session that stops no longer takes. The refusal counts as no request, so it
// arrives only if something else holds the session up for that long. It costs a millisecond: a script that tries again
// at once must not keep the clock from moving.
func (q *queue) refuse(r *request) {
	refusal := &session.Response{Code: CodeRefused, Error: "the session takes no more requests"}
	if r.settle == nil {
		return
	}
	q.s.Scope().After(time.Millisecond, vclock.Script, r, func() error {
		return q.s.NetTurn(func() { r.settle(r.result(q.s, refusal)) })
	})
}

// next starts waiting requests while slots are free.
func (q *queue) next() {
	for q.active < q.s.Limits().HTTPActive && len(q.waiting) > 0 && q.s.RequestStarted() {
		r := q.waiting[0]
		q.waiting = q.waiting[1:]
		q.launch(r)
	}
}

// launch sends a request on its way. The answer comes as a turn of its own.
func (q *queue) launch(r *request) {
	q.active++
	q.count++
	r.id = "http-" + strconv.Itoa(q.count)
	r.started = q.s.Scope().Now()
	q.s.Trace(trace.HTTP{ID: r.id, Phase: "request", Method: r.Method, URL: r.URL, Bytes: int64(len(r.Body))})
	if r.systemLog {
		q.s.LogRequest("HttpRequest", session.Fields{{Key: "method", Value: r.Method},
			{Key: "postData", Value: string(r.Body)}, {Key: "url", Value: r.URL}})
	}
	if r.malformed != nil {
		q.later(r, &session.Response{Code: CodeMalformedURL, Error: r.malformed.Error()})
		return
	}
	out := q.s.HTTP()
	if a, ok := out.(Answerer); ok {
		if answer := a.Answer(&r.Request); answer != nil {
			q.later(r, answer)
			return
		}
	}
	done := q.s.Scope().BeginLive(r)
	go func() {
		answer := roundTrip(out, &r.Request)
		done(func() error {
			if answer.Mocked {
				q.later(r, answer)
				return nil
			}
			return q.finish(r, answer)
		})
	}()
}

// roundTrip carries out a request, away from the loop.
func roundTrip(out session.RoundTripper, r *session.Request) (answer *session.Response) {
	defer func() {
		if p := recover(); p != nil {
			answer = &session.Response{Code: CodeInternal, Error: fmt.Sprintf("internal error: %v", p)}
		}
	}()
	if out == nil {
		return &session.Response{Code: CodeInternal, Error: "there is no way to the network"}
	}
	return out.RoundTrip(context.Background(), r) // bounded by its own time limits
}

// later delivers an answer that is known already once its virtual latency has passed, or the failure of a request that
// breaks a limit.
func (q *queue) later(r *request, answer *session.Response) {
	latency := answer.Latency
	if len(answer.Body) > r.MaxBody {
		answer = &session.Response{Code: CodeTooBig, Mocked: answer.Mocked,
			Error: "the body is longer than " + strconv.Itoa(r.MaxBody) + " bytes"}
	}
	if latency > r.Timeout {
		latency = r.Timeout
		answer = &session.Response{Code: CodeTimeout, Mocked: answer.Mocked,
			Error: "no complete answer within " + r.Timeout.String()}
	}
	q.s.Scope().After(latency, vclock.Signalling, r, func() error { return q.finish(r, answer) })
}

// finish frees the slot of a request and hands its result to the script.
func (q *queue) finish(r *request, answer *session.Response) error {
	q.active--
	q.s.Trace(trace.HTTP{ID: r.id, Phase: "response", Method: r.Method, URL: r.URL, Code: answer.Code,
		MS: int64(q.s.Scope().Now() - r.started), Bytes: int64(len(answer.Body)), Mocked: answer.Mocked})
	if r.systemLog {
		r.logAnswer(q.s, answer)
	}
	q.next()
	var err error
	if r.settle != nil {
		err = q.s.NetTurn(func() { r.settle(r.result(q.s, answer)) })
	}
	q.s.RequestEnded()
	return err
}
