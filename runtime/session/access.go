package session

import (
	"strings"

	"github.com/dop251/goja"
)

// AccessRequest is a request to the access URL of a session.
type AccessRequest struct {
	// Method is that of HTTP, GET by default.
	Method string
	// Suffix is what follows the path of the session's URL, such as "/order=17".
	Suffix string
	// Body is the text of the request.
	Body string
	// Headers are those that came with it; only those that begin with X- are passed on.
	Headers []Header
}

// Access raises Application.HttpRequest, as a request to the access URL does (behaviour page, section 4.1). Reply is told the status and
// the body of the answer: 404 once the session has begun to stop, else 200 with the first value that a handler returns other than
// undefined, as text. A promise gives an empty body (both assumed).
func (s *Session) Access(r AccessRequest, reply func(status int, body string)) {
	if !s.Running() {
		reply(404, "")
		return
	}
	method := strings.ToUpper(r.Method)
	if method == "" {
		method = "GET"
	}
	content := r.Body
	if method == "GET" {
		content = ""
	}
	headers := []any{}
	for _, h := range r.Headers {
		if len(h.Key) > 2 && strings.EqualFold(h.Key[:2], "X-") {
			headers = append(headers, Fields{{"key", h.Key}, {"value", h.Value}})
		}
	}
	body, given := "", false
	s.app.Raise(Event{
		Name:   "Application.HttpRequest",
		Fields: Fields{{"method", method}, {"path", s.AccessPath() + r.Suffix}, {"content", content}, {"headers", headers}},
		Returned: func(v goja.Value) {
			if given || goja.IsUndefined(v) {
				return
			}
			given = true
			if _, promise := v.Export().(*goja.Promise); !promise {
				body = v.String()
			}
		},
		After: func() { reply(200, body) },
	})
}
