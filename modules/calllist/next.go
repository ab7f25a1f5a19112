package calllist

import (
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/calllist"
	"voxemu/runtime/diag"
	"voxemu/runtime/session"
)

// nextAttempt reads the data of CallList.requestNextAttempt: an object, or the JSON of one. What is wrong in it is warned about and
// left out.
func nextAttempt(s *session.Session, where string, c goja.FunctionCall) (text string, tell func(*calllist.Task)) {
	text = textOf(s, where, "data", c.Argument(0))
	data, ok := session.PlainObject(c.Argument(0))
	if !ok {
		if data, ok = parsed(s, text); !ok {
			s.VM().Throw("TypeError", where+": an object is expected, not "+session.Describe(c.Argument(0)))
		}
	}
	r := nextReader{s: s, where: where, data: data}
	n := calllist.Next{AttemptsLeft: r.attempts(), Data: r.custom(), At: r.at(), Window: r.window()}
	if v := r.field("error"); session.Given(v) {
		n.Error = textOf(s, where, "error", v)
	} else {
		s.Warn(diag.CodeArgument, where+": the error field is missing: it says what became of this attempt")
	}
	return text, func(t *calllist.Task) { t.RequestNext(n) }
}

// parsed reads JSON with the script's own JSON.parse.
func parsed(s *session.Session, text string) (*goja.Object, bool) {
	parse, ok := goja.AssertFunction(s.Runtime().GlobalObject().Get("JSON").ToObject(s.Runtime()).Get("parse"))
	if !ok {
		return nil, false
	}
	v, err := parse(goja.Undefined(), s.Value(text))
	if err != nil {
		return nil, false
	}
	return session.PlainObject(v)
}

type nextReader struct {
	s     *session.Session
	where string
	data  *goja.Object
}

func (r nextReader) field(name string) goja.Value { return session.Prop(r.data, name) }

// wrong warns of a field that is left out.
func (r nextReader) wrong(name, why string) {
	r.s.Warn(diag.CodeArgument, r.where+": the field "+name+" is left out: "+why)
}

// attempts reads attempts_left. Less than 0 counts as not given: the platform counts by itself.
func (r nextReader) attempts() *int {
	v := r.field("attempts_left")
	if !session.Given(v) {
		return nil
	}
	n := v.ToFloat()
	switch {
	case n != n || n > 1000:
		r.wrong("attempts_left", session.Describe(v)+" is no number of attempts")
		return nil
	case n < 0:
		return nil
	}
	left := int(n)
	return &left
}

func (r nextReader) custom() *string {
	v := r.field("custom_data")
	if !session.Given(v) {
		return nil
	}
	text := textOf(r.s, r.where, "custom_data", v)
	return &text
}

// at reads next_attempt_time, or start_at in Unix seconds.
func (r nextReader) at() time.Time {
	if v := r.field("next_attempt_time"); session.Given(v) {
		at, err := calllist.ParseTime(v.String())
		if err != nil {
			r.wrong("next_attempt_time", err.Error())
		}
		return at
	}
	v := r.field("start_at")
	if !session.Given(v) {
		return time.Time{}
	}
	if n := v.ToFloat(); n >= 0 && n < 1<<40 {
		return time.Unix(int64(n), 0).UTC()
	}
	r.wrong("start_at", session.Describe(v)+" is no Unix time in seconds")
	return time.Time{}
}

// window reads start_execution_time and end_execution_time.
func (r nextReader) window() *calllist.Window {
	start, end := session.Text(r.field("start_execution_time")), session.Text(r.field("end_execution_time"))
	if start == "" && end == "" {
		return nil
	}
	w, err := calllist.ParseWindow(start, end)
	if err != nil {
		r.wrong("start_execution_time or end_execution_time", err.Error())
		return nil
	}
	return &w
}
