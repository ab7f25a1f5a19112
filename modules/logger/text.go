package logger

import (
	"errors"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
)

// text turns a value into the text of a log line (behaviour page, section 7.4): strings as they are, other primitives,
// functions and errors as String() has them, other objects as JSON, or by String() where that does not work. Logging
// never throws: an object that can't be turned into text at all is written as its class.
func text(s *session.Session, v goja.Value) string {
	o, ok := v.(*goja.Object)
	if !ok {
		if _, ok := v.(*goja.Symbol); ok {
			return "Symbol(" + v.String() + ")"
		}
		return v.String()
	}
	if class := o.ClassName(); class != "Function" && class != "Error" {
		if json, ok := stringify(s, o); ok {
			return json
		}
	}
	var out string
	if s.Runtime().Try(func() { out = o.String() }) != nil {
		return "[object " + o.ClassName() + "]"
	}
	return out
}

type stringifyKey struct{}

// stringify is JSON.stringify of the engine, so that toJSON, getters and key order count. It fails on cycles and where it
// gives undefined.
func stringify(s *session.Session, o *goja.Object) (string, bool) {
	f := session.Local(s, stringifyKey{}, func() goja.Value {
		if json, ok := s.Runtime().GlobalObject().Get("JSON").(*goja.Object); ok {
			return json.Get("stringify")
		}
		return goja.Undefined()
	})
	v, err := s.VM().Call(f, goja.Undefined(), o)
	if err != nil {
		if e, ok := errors.AsType[*jsvm.Error](err); !ok || e.Kind != jsvm.Throw {
			panic(err) // the turn is over
		}
		return "", false
	}
	if goja.IsUndefined(v) {
		return "", false
	}
	return v.String(), true
}
