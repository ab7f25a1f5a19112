package httpreq

import (
	"fmt"
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/session"
)

// result makes the object that scripts get (behaviour page, section 7.2): code, and headers, raw_headers and the body as
// text or data after an answer, or error after a failure. What there is nothing to say about is absent. The order
// of the fields is alphabetical, as in events (assumed).
func (r *request) result(s *session.Session, a *session.Response) *goja.Object {
	fs := session.Fields{{Key: "code", Value: a.Code}}
	if a.Code <= 0 {
		return s.Object(append(fs, session.Field{Key: "error", Value: a.Error}))
	}
	if r.raw {
		fs = append(fs, session.Field{Key: "data", Value: byteArray(s, a.Body)})
	}
	headers := make([]any, len(a.Header))
	for i, h := range a.Header {
		headers[i] = session.Fields{{Key: "key", Value: h.Key}, {Key: "value", Value: h.Value}}
	}
	fs = append(fs, session.Field{Key: "headers", Value: headers}, session.Field{Key: "raw_headers", Value: rawHeader(a)})
	if t, ok := bodyText(a); ok && !r.raw {
		fs = append(fs, session.Field{Key: "text", Value: t})
	}
	return s.Object(fs)
}

// byteArray returns bytes as scripts have them: a plain array of numbers (behaviour page, section 3.1).
func byteArray(s *session.Session, body []byte) goja.Value {
	items := make([]any, len(body))
	for i, c := range body {
		items[i] = int(c)
	}
	return s.Runtime().NewArray(items...)
}

// bodyText returns the body as text, if there is one and it is text.
func bodyText(a *session.Response) (string, bool) {
	if len(a.Body) == 0 || a.Binary {
		return "", false
	}
	return text(contentType(a), a.Body), true
}

func contentType(a *session.Response) string {
	for _, h := range a.Header {
		if strings.EqualFold(h.Key, "Content-Type") {
			return h.Value
		}
	}
	return ""
}

// rawHeader returns the header as one text; a mocked answer that has none gets one made of its headers.
func rawHeader(a *session.Response) string {
	if a.Raw != "" || len(a.Header) == 0 {
		return a.Raw
	}
	var b strings.Builder
	for _, h := range a.Header {
		b.WriteString(h.Key + ": " + h.Value + "\r\n")
	}
	return b.String()
}

// logAnswer writes the line of an answer for enableSystemLog. That there is one is documented, its form is assumed.
func (r *request) logAnswer(s *session.Session, a *session.Response) {
	if a.Code <= 0 {
		s.Log(fmt.Sprintf("Sent event to JS HttpRequest with params [{code = %d ; error = %s ; } ;  ]", a.Code, a.Error))
		return
	}
	t, ok := bodyText(a)
	if !ok {
		t = fmt.Sprintf("<%d bytes>", len(a.Body))
	}
	s.Log(fmt.Sprintf("Sent event to JS HttpRequest with params [{code = %d ; text = %s ; } ;  ]", a.Code, t))
}
