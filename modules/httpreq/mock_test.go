package httpreq_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/httpreq"
	"voxemu/modules/moduletest"
	"voxemu/runtime/session"
	"voxemu/runtime/trace"
)

// mock answers every request itself and remembers it.
type mock struct {
	answer func(r *session.Request) *session.Response
	sent   []*session.Request
}

var _ httpreq.Answerer = (*mock)(nil)

func (m *mock) Answer(r *session.Request) *session.Response {
	m.sent = append(m.sent, r)
	a := &session.Response{Code: 200}
	if m.answer != nil {
		a = m.answer(r)
	}
	a.Mocked = true
	return a
}

func (m *mock) RoundTrip(context.Context, *session.Request) *session.Response {
	panic("a mocked request went out")
}

// after returns a mock that answers everything once the latency has passed.
func after(latency time.Duration) *mock {
	return &mock{answer: func(*session.Request) *session.Response { return &session.Response{Code: 200, Latency: latency} }}
}

// roundTrip is the way out of a test.
type roundTrip func(r *session.Request) *session.Response

func (f roundTrip) RoundTrip(_ context.Context, r *session.Request) *session.Response { return f(r) }

// run runs a script with the way out; the session ends once nothing is left to do.
func run(t *testing.T, out session.RoundTripper, code string) *moduletest.Result {
	t.Helper()
	return moduletest.RunWith(t, moduletest.Options{HTTP: out, Hold: true}, code, httpreq.Module())
}

func wantPrinted(t *testing.T, r *moduletest.Result, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, r.Printed()); diff != "" {
		t.Error(diff)
	}
}

func wantNoError(t *testing.T, r *moduletest.Result) {
	t.Helper()
	if r.Error() != "" {
		t.Error(r.Error())
	}
}

// step is a record of a request in short.
type step struct {
	T     int64
	ID    string
	Phase string
	Code  int
}

// steps returns the requests and responses of a run.
func steps(r *moduletest.Result) []step {
	var ss []step
	for _, rec := range r.Records {
		if h, ok := rec.Body.(trace.HTTP); ok {
			ss = append(ss, step{rec.T, h.ID, h.Phase, h.Code})
		}
	}
	return ss
}
