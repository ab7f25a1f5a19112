package ecma

import (
	"math"
	"strconv"

	"github.com/dop251/goja"

	"voxemu/runtime/pattern"
)

// maxLength is 2⁵³ - 1.
const maxLength = 1<<53 - 1

// toLength is ToLength of the language.
func toLength(v goja.Value) int64 {
	return min(max(toInteger(v), 0), maxLength)
}

// toInteger is ToIntegerOrInfinity, with ±2⁶³ for infinity.
func toInteger(v goja.Value) int64 {
	f := v.ToNumber().ToFloat()
	switch {
	case math.IsNaN(f):
		return 0
	case f >= math.MaxInt64:
		return math.MaxInt64
	case f <= math.MinInt64:
		return math.MinInt64
	}
	return int64(f)
}

// groupsOf is RegExpBuiltinExec of the standard, up to the result: the positions of the groups, or nil. They are valid until the next
// match.
func (r *regexps) groupsOf(o *goja.Object, x *regex, s goja.String) []int32 {
	last := toLength(get(o, "lastIndex"))
	keeps := x.has(pattern.Global | pattern.Sticky)
	if !keeps {
		last = 0
	}
	var groups []int32
	if last <= int64(s.Length()) {
		groups = r.matches(x, s, int(last), x.has(pattern.Sticky))
	}
	switch {
	case groups == nil && keeps:
		r.set(o, "lastIndex", r.runtime.ToValue(0))
	case groups != nil:
		if keeps {
			r.set(o, "lastIndex", r.runtime.ToValue(int64(groups[1])))
		}
		r.legacy.note(s, groups)
	}
	return groups
}

// result makes the array that exec returns.
func (r *regexps) result(x *regex, s goja.String, groups []int32) *goja.Object {
	values := make([]any, len(groups)/2)
	for i := range values {
		values[i] = part(s, groups, i)
	}
	a := r.runtime.NewArray(values...)
	put(a, "index", r.runtime.ToValue(int64(groups[0])))
	put(a, "input", s)
	put(a, "groups", r.named(x, func(i int) goja.Value { return values[i].(goja.Value) }))
	if x.has(pattern.HasIndices) {
		put(a, "indices", r.indices(x, groups))
	}
	return a
}

// part is what a group has captured.
func part(s goja.String, groups []int32, i int) goja.Value {
	if groups[2*i] < 0 {
		return goja.Undefined()
	}
	return s.Substring(int(groups[2*i]), int(groups[2*i+1]))
}

// put makes a plain property.
func put(o *goja.Object, name string, v goja.Value) {
	_ = o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
}

// named makes the object of the named groups; undefined if the expression has none.
func (r *regexps) named(x *regex, value func(i int) goja.Value) goja.Value {
	if len(x.program.Names) == 0 {
		return goja.Undefined()
	}
	o := r.runtime.CreateObject(nil)
	for _, n := range x.program.Names {
		put(o, n.Name, value(n.Index))
	}
	return o
}

// indices makes the array of pairs of positions that flag d asks for.
func (r *regexps) indices(x *regex, groups []int32) *goja.Object {
	pairs := make([]any, len(groups)/2)
	for i := range pairs {
		pairs[i] = goja.Undefined()
		if groups[2*i] >= 0 {
			pairs[i] = r.runtime.NewArray(int64(groups[2*i]), int64(groups[2*i+1]))
		}
	}
	a := r.runtime.NewArray(pairs...)
	put(a, "groups", r.named(x, func(i int) goja.Value { return pairs[i].(goja.Value) }))
	return a
}

// builtinExec is RegExp.prototype.exec.
func (r *regexps) builtinExec(c goja.FunctionCall) goja.Value {
	x := r.receiver(c.This, "exec")
	s := r.str(c.Argument(0))
	if groups := r.groupsOf(c.This.(*goja.Object), x, s); groups != nil {
		return r.result(x, s, groups)
	}
	return goja.Null()
}

// receiver returns what stands behind the object that a method is called on, or throws.
func (r *regexps) receiver(this goja.Value, method string) *regex {
	x := r.of(this)
	if x == nil {
		kind := "value"
		if o, ok := this.(*goja.Object); ok {
			kind = o.ClassName()
		}
		r.vm.Throw("TypeError", method+" method called on incompatible "+kind)
	}
	return x
}

// outcome is what exec has found: groups of ours, or an object of a script's own exec.
type outcome struct {
	r      *regexps
	x      *regex
	s      goja.String
	groups []int32
	object *goja.Object
}

// run is RegExpExec of the standard. It returns nil for no match. Our own exec is not called, and makes no array.
func (r *regexps) run(o *goja.Object, s goja.String) *outcome {
	exec := get(o, "exec")
	x := r.of(o)
	f, callable := goja.AssertFunction(exec)
	if callable && (exec != goja.Value(r.exec) || x == nil) {
		switch v := r.call(f, o, s).(type) {
		case *goja.Object:
			return &outcome{r: r, object: v}
		default:
			if !goja.IsNull(v) {
				r.vm.Throw("TypeError", "RegExp exec method should return object or null")
			}
		}
		return nil
	}
	if x == nil {
		r.receiver(o, "exec")
	}
	groups := r.groupsOf(o, x, s)
	if groups == nil {
		return nil
	}
	return &outcome{r: r, x: x, s: s, groups: append([]int32(nil), groups...)}
}

// value is the object that scripts see.
func (m *outcome) value() *goja.Object {
	if m.object == nil {
		m.object = m.r.result(m.x, m.s, m.groups)
	}
	return m.object
}

// length is the number of groups, with the whole match.
func (m *outcome) length() int64 {
	if m.object == nil {
		return int64(len(m.groups) / 2)
	}
	return toLength(get(m.object, "length"))
}

// group returns a group.
func (m *outcome) group(i int64) goja.Value {
	if m.object == nil {
		return part(m.s, m.groups, int(i))
	}
	return get(m.object, strconv.FormatInt(i, 10))
}

// index is where the match begins, cut to the length of a text.
func (m *outcome) index(length int) int {
	if m.object == nil {
		return int(m.groups[0])
	}
	return int(min(max(toInteger(get(m.object, "index")), 0), int64(length)))
}

// names is the object of the named groups, or undefined.
func (m *outcome) names() goja.Value {
	if m.object == nil {
		return m.r.named(m.x, func(i int) goja.Value { return part(m.s, m.groups, i) })
	}
	return get(m.object, "groups")
}
