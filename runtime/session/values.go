package session

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/trace"
)

// Fields are named values in a fixed order, as they go to scripts, the trace and the session log.
type Fields []Field

// Field is one named value: nil (null), [Absent], a bool, a string, an int, an int64, a float64, Fields (an object), a []any (an
// array), a *[Target] (the object itself), or a goja.Value.
type Field struct {
	Key   string
	Value any
}

// Absent is a value that is undefined in scripts.
type Absent struct{}

// Object builds a JavaScript object with the fields in their order.
func (s *Session) Object(fs Fields) *goja.Object {
	o := s.Runtime().NewObject()
	for _, f := range fs {
		s.set(o, f)
	}
	return o
}

func (s *Session) set(o *goja.Object, f Field) {
	if err := o.Set(f.Key, s.Value(f.Value)); err != nil {
		panic(err) // a plain object takes any property: this is a bug of ours
	}
}

// Value turns a field's value into a JavaScript value.
func (s *Session) Value(v any) goja.Value {
	switch v := v.(type) {
	case nil:
		return goja.Null()
	case Absent:
		return goja.Undefined()
	case goja.Value:
		return v
	case *Target:
		return v.Object
	case Fields:
		return s.Object(v)
	case []any:
		items := make([]any, len(v))
		for i, item := range v {
			items[i] = s.Value(item)
		}
		return s.Runtime().NewArray(items...)
	case string, bool, int, int64, float64:
		return s.Runtime().ToValue(v)
	case *string: // of an event: no string is copied for what nobody reads
		return s.Runtime().ToValue(*v)
	}
	panic(fmt.Sprintf("session: a field cannot hold a %T", v))
}

// tracePayload is the event as the trace shows it: without name, which stands beside it.
func (e *Event) tracePayload(t *Target) trace.Object {
	o := make(trace.Object, 0, len(e.Fields)+len(e.Extra)+1)
	for _, f := range e.appendNative(nil, t) {
		if f.Key != "name" && f.Key != "id" {
			o = append(o, trace.Field{Key: f.Key, Value: TraceValue(f.Value)})
		}
	}
	if t.Field != "" {
		o = append(o, trace.Field{Key: t.Field, Value: trace.Ref(t.ID)})
	}
	for _, f := range e.Extra {
		o = append(o, trace.Field{Key: f.Key, Value: TraceValue(f.Value)})
	}
	return o
}

// TraceValue turns a field's value, or what a script passed as an argument, into what a trace can hold: API objects
// become references, functions their names.
func TraceValue(v any) any {
	switch v := v.(type) {
	case Absent:
		return nil
	case *Target:
		return trace.Ref(v.ID)
	case Fields:
		o := make(trace.Object, len(v))
		for i, f := range v {
			o[i] = trace.Field{Key: f.Key, Value: TraceValue(f.Value)}
		}
		return o
	case []any:
		list := make([]any, len(v))
		for i, item := range v {
			list[i] = TraceValue(item)
		}
		return list
	case goja.Value:
		return traceJS(v, 0)
	}
	return v
}

// Identified is implemented by what stands behind API objects.
type Identified interface{ TraceID() string }

// maxTraceDepth bounds how deep an argument is followed; deeper objects are cut.
const maxTraceDepth = 4

func traceJS(v goja.Value, depth int) any {
	o, isObject := v.(*goja.Object)
	if !isObject {
		return tracePrimitive(v)
	}
	switch self := jsvm.Self(v).(type) {
	case *Opaque:
		return self.Name
	case Identified:
		return trace.Ref(self.TraceID())
	}
	if depth == maxTraceDepth {
		return "..."
	}
	switch o.ClassName() {
	case "Function":
		return "function " + o.Get("name").String()
	case "Array":
		list := []any{}
		for _, k := range o.Keys() {
			list = append(list, traceJS(o.Get(k), depth+1))
		}
		return list
	case "Date", "RegExp", "Error":
		return o.String()
	}
	out := trace.Object{}
	for _, k := range o.Keys() {
		out = append(out, trace.Field{Key: k, Value: traceJS(o.Get(k), depth+1)})
	}
	return out
}

func tracePrimitive(v goja.Value) any {
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return nil
	}
	switch x := v.Export().(type) {
	case bool, string, int64, float64:
		return x
	}
	return v.String()
}

// notation writes a value in the form of the session log (behaviour page, section 10.3).
func notation(b *strings.Builder, v any) {
	switch v := v.(type) {
	case nil:
		b.WriteString("NULL")
	case Absent:
		b.WriteString("void")
	case string:
		b.WriteString(v)
	case bool:
		b.WriteString(strconv.FormatBool(v))
	case int:
		b.WriteString(strconv.Itoa(v))
	case int64:
		b.WriteString(strconv.FormatInt(v, 10))
	case float64:
		b.WriteString(strconv.FormatFloat(v, 'f', -1, 64))
	case *Target:
		b.WriteString(v.ID)
	case Fields:
		notateObject(b, v)
	case []any:
		if len(v) == 0 {
			b.WriteString("[]")
			return
		}
		b.WriteByte('[')
		for _, item := range v {
			notation(b, item)
			b.WriteString(" ;  ")
		}
		b.WriteByte(']')
	case goja.Value:
		notateJS(b, v)
	default:
		fmt.Fprint(b, v)
	}
}

func notateObject(b *strings.Builder, fs Fields) {
	if len(fs) == 0 {
		b.WriteString("{}")
		return
	}
	b.WriteByte('{')
	for _, f := range fs {
		b.WriteString(f.Key)
		b.WriteString(" = ")
		notation(b, f.Value)
		b.WriteString(" ; ")
	}
	b.WriteByte('}')
}

func notateJS(b *strings.Builder, v goja.Value) {
	switch x := traceJS(v, 0).(type) {
	case nil:
		if goja.IsNull(v) {
			b.WriteString("NULL")
		} else {
			b.WriteString("void")
		}
	case trace.Object:
		fs := make(Fields, len(x))
		for i, f := range x {
			fs[i] = Field{f.Key, f.Value}
		}
		notateObject(b, fs)
	default:
		notation(b, x)
	}
}
