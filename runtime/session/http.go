package session

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"voxemu/runtime/trace"
	"voxemu/runtime/vclock"
)

// Request is one HTTP request of a script.
type Request struct {
	Method, URL string
	Header      []Header
	Body        []byte
	// Connect and Timeout bound the connection and the whole request, in wall time.
	Connect, Timeout time.Duration
	// MaxBody bounds the response's body, in bytes.
	MaxBody int
	// Audio says that a player loads a file.
	Audio bool
	// Malformed is why the URL can't be used, nil if it can: such a request fails without going out.
	Malformed error
}

// Header is one header line.
type Header struct{ Key, Value string }

// Response is the answer to a Request: a status from 200 on, or a transport code (0, -1 to -9; behaviour page,
// section 7.2) with a text.
type Response struct {
	Code   int
	Error  string
	Header []Header
	Raw    string // the header as it came
	Body   []byte
	Binary bool // not text, going by its type and bytes
	// Mocked tells that no request left the machine; Latency is the virtual time it took then.
	Mocked  bool
	Latency time.Duration
}

// The codes of a result that are no HTTP status (behaviour page, section 7.2). Which failure of the network gets which
// code is assumed where the page only names the code.
const (
	CodeRefused      = 0  // the session takes no more requests
	CodeUnknown      = -1 // a failure of no known kind
	CodeMalformedURL = -2
	CodeHostNotFound = -3
	CodeConnect      = -4 // the connection was refused, or not up in time
	CodeRedirects    = -5 // more than five
	CodeNetwork      = -6 // the connection broke, or could not be trusted
	CodeTimeout      = -7 // the whole request took too long
	CodeInternal     = -8
	CodeTooBig       = -9 // the body of the response is over the limit
)

// RoundTripper carries requests to the outside world. RoundTrip blocks; it is called away from the loop.
type RoundTripper interface {
	RoundTrip(ctx context.Context, r *Request) *Response
}

// Answerer is implemented by a [RoundTripper] that answers some requests itself, such as one with mocks. Answer is
// called on the loop and must not block; it returns nil for a request that has to go out. Answers given here keep the
// promise that equal input gives an equal run; a RoundTrip that returns a mocked answer keeps it only as long as no
// two requests are under way.
type Answerer interface {
	Answer(r *Request) *Response
}

// SendHTTP carries out a request that [Session.HTTPRequests] has launched, or that of a player for its file, with both records of the trace, and gives the answer to
// finish, as a turn of the loop.
func (s *Session) SendHTTP(r *Request, why vclock.Reason, finish func(*Response) error) {
	id, started := s.HTTPRequests().NextID("http-"), s.scope.Now()
	s.Trace(trace.HTTP{ID: id, Phase: "request", Method: r.Method, URL: r.URL, Bytes: int64(len(r.Body))})
	traced := func(a *Response) error {
		s.Trace(trace.HTTP{ID: id, Phase: "response", Method: r.Method, URL: r.URL, Code: a.Code,
			MS: int64(s.scope.Now() - started), Bytes: int64(len(a.Body)), Mocked: a.Mocked})
		return finish(a)
	}
	if r.Malformed != nil {
		s.deliverHTTP(r, why, &Response{Code: CodeMalformedURL, Error: r.Malformed.Error()}, traced)
		return
	}
	if a, ok := s.HTTP().(Answerer); ok {
		if answer := a.Answer(r); answer != nil {
			s.deliverHTTP(r, why, answer, traced)
			return
		}
	}
	out, done := s.HTTP(), s.scope.BeginLive(why)
	go func() {
		answer := roundTrip(out, r)
		done(func() error {
			if answer.Mocked {
				s.deliverHTTP(r, why, answer, traced)
				return nil
			}
			return traced(answer)
		})
	}()
}

// roundTrip carries out a request, away from the loop.
func roundTrip(out RoundTripper, r *Request) (answer *Response) {
	defer func() {
		if p := recover(); p != nil {
			answer = &Response{Code: CodeInternal, Error: fmt.Sprintf("internal error: %v", p)}
		}
	}()
	if out == nil {
		return &Response{Code: CodeInternal, Error: "there is no way to the network"}
	}
	return out.RoundTrip(context.Background(), r) // bounded by its own time limits
}

// deliverHTTP delivers an answer that is known already once its virtual latency has passed, or the failure of a request that
// breaks a limit.
func (s *Session) deliverHTTP(r *Request, why vclock.Reason, answer *Response, finish func(*Response) error) {
	latency := answer.Latency
	if len(answer.Body) > r.MaxBody {
		answer = &Response{Code: CodeTooBig, Mocked: answer.Mocked,
			Error: "the body is longer than " + strconv.Itoa(r.MaxBody) + " bytes"}
	}
	if latency > r.Timeout {
		latency = r.Timeout
		answer = &Response{Code: CodeTimeout, Mocked: answer.Mocked, Error: "no complete answer within " + r.Timeout.String()}
	}
	s.scope.After(latency, vclock.Signalling, why, func() error { return finish(answer) })
}
