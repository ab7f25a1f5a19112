package transport

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"

	"voxemu/modules/httpreq"
	"voxemu/runtime/session"
)

var (
	errRedirects = fmt.Errorf("more than %d redirects", maxRedirects)
	errTooBig    = errors.New("the body is too long")
)

// malformedError is the error of a redirect, or a request, to an address that is none of the web.
type malformedError struct{ url string }

func (e *malformedError) Error() string { return "malformed URL: " + e.url }

// failure turns an error into a code and a text; connected tells whether the other side was reached.
// The behaviour page, section 7.2, names the codes; what falls under which is assumed.
func failure(ctx context.Context, r *session.Request, err error, connected bool) *session.Response {
	if e, ok := errors.AsType[*url.Error](err); ok {
		err = e.Err // without the method and URL, which the script knows
	}
	code := classify(ctx, err, connected)
	text := err.Error()
	switch code {
	case httpreq.CodeTimeout:
		text = "no complete answer within " + r.Timeout.String()
	case httpreq.CodeTooBig:
		text = fmt.Sprintf("the body is longer than %d bytes", r.MaxBody)
	}
	return &session.Response{Code: code, Error: text}
}

// classify returns the code of an error. What went wrong while the connection came up is told apart from what went wrong
// on it.
func classify(ctx context.Context, err error, connected bool) int {
	switch {
	case errors.Is(err, errRedirects):
		return httpreq.CodeRedirects
	case errors.Is(err, errTooBig):
		return httpreq.CodeTooBig
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return httpreq.CodeTimeout
	case is[*malformedError](err):
		return httpreq.CodeMalformedURL
	case is[*net.DNSError](err):
		return httpreq.CodeHostNotFound
	}
	if e, ok := errors.AsType[*net.OpError](err); ok {
		if e.Op == "dial" || e.Op == "proxyconnect" {
			return httpreq.CodeConnect
		}
		return httpreq.CodeNetwork
	}
	if e, ok := errors.AsType[net.Error](err); ok && e.Timeout() {
		return httpreq.CodeConnect // the TLS handshake took too long: nothing else has a time limit of its own
	}
	if connected {
		return httpreq.CodeNetwork // closed early, no HTTP, or a certificate that nobody trusts
	}
	return httpreq.CodeUnknown
}

func is[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}
