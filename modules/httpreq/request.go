package httpreq

import (
	"math"
	"strings"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
)

// userAgent is sent unless the script sets its own (behaviour page, section 7.2).
const userAgent = "VoxEngine/1.0"

// formType is the content type of postData without one (assumed).
const formType = "application/x-www-form-urlencoded"

// request is one request of a script, from the call to its result.
type request struct {
	session.Request
	url       string // as the script gave it, "" when it gave none
	raw       bool   // rawOutput
	systemLog bool   // enableSystemLog
	at        interface{ Pos() diag.Pos }

	// settle hands the result to the script. It is nil when the script does not want it.
	settle func(result goja.Value)
}

// String tells what the session waits for.
func (r *request) String() string {
	text := "the answer to " + r.Method + " " + r.URL
	if pos := r.at.Pos(); pos.File != "" {
		text += " (" + pos.String() + ")"
	}
	return text
}

// newRequest reads the arguments of both functions: the URL, then options, perhaps a method as text.
func newRequest(s *session.Session, c goja.FunctionCall) *request {
	r := &request{url: session.Text(c.Argument(0)), at: s.VM().Caller()}
	var options goja.Value
	for i := 1; i < len(c.Arguments); i++ {
		arg := c.Arguments[i]
		if _, ok := session.PlainObject(arg); ok && options == nil {
			options = arg
		} else if method, ok := arg.Export().(string); ok && r.Method == "" {
			s.Warn(diag.CodeHTTPMethod, "the HTTP method belongs into the options: {method: \""+method+"\"}")
			r.Method = method
		}
	}
	if m := session.Text(session.Prop(options, "method")); m != "" {
		r.Method = m
	}
	r.Method = strings.ToUpper(strings.TrimSpace(r.Method))
	if r.Method == "" {
		r.Method = "GET"
	}
	limits := s.Limits()
	r.MaxBody = limits.HTTPBody
	r.Timeout = seconds(session.Prop(options, "timeout"), limits.HTTPTimeout)
	r.Connect = seconds(session.Prop(options, "connectionTimeout"), limits.HTTPConnect)
	r.raw = session.Prop(options, "rawOutput").ToBoolean()
	r.systemLog = session.Prop(options, "enableSystemLog").ToBoolean()
	r.URL = withParams(r.url, pairs(session.Prop(options, "params")))
	if clean, err := cleanURL(r.URL); err != nil {
		r.Malformed = err
	} else {
		r.URL = clean
	}
	r.readBody(s, session.Prop(options, "postData"))
	r.readHeader(s, session.Prop(options, "headers"))
	return r
}

// seconds reads a time limit. Options only lower the platform's limits; what is no positive number counts as the
// limit itself (behaviour page, sections 2 and 7.2).
func seconds(v goja.Value, most time.Duration) time.Duration {
	f := v.ToFloat()
	if math.IsNaN(f) || f <= 0 || f >= most.Seconds() {
		return most
	}
	return time.Duration(f * float64(time.Second))
}

// readBody reads postData, which only POST, PUT and PATCH send (behaviour page, section 7.2).
func (r *request) readBody(s *session.Session, v goja.Value) {
	if !session.Given(v) {
		return
	}
	if r.Method != "POST" && r.Method != "PUT" && r.Method != "PATCH" {
		s.Warn(diag.CodeHTTPBody, "postData is not sent with "+r.Method+": only POST, PUT and PATCH have a body")
		return
	}
	body, ok := postData(v)
	if !ok {
		s.Warn(diag.CodeHTTPBodyType, "postData is neither a text nor an array of bytes: it is sent as \""+string(body)+"\"")
	}
	r.Body = body
}

// postData turns a text, a byte array or a typed array of bytes into what is sent. What is none of these is sent as its
// text, and not ok when it is an object.
func postData(v goja.Value) (body []byte, ok bool) {
	o, isObject := v.(*goja.Object)
	if !isObject {
		return []byte(v.String()), true
	}
	switch x := o.Export().(type) {
	case []byte:
		return append([]byte{}, x...), true // the script may go on writing to its own
	case goja.ArrayBuffer:
		return append([]byte{}, x.Bytes()...), true
	case []any:
		body = make([]byte, len(x))
		for i, item := range x {
			switch n := item.(type) {
			case int64:
				body[i] = byte(n)
			case float64:
				body[i] = byte(int64(n))
			}
		}
		return body, true
	}
	return []byte(v.String()), o.ClassName() == "String"
}
