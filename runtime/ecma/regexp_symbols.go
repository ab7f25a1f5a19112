package ecma

import (
	"strings"

	"github.com/dop251/goja"
)

// installSymbols replaces the methods that those of strings call.
func (r *regexps) installSymbols() {
	for _, m := range []struct {
		symbol *goja.Symbol
		name   string
		length int
		call   func(o *goja.Object, s goja.String, argument goja.Value) goja.Value
	}{
		{goja.SymMatch, "[Symbol.match]", 1, r.match},
		{goja.SymMatchAll, "[Symbol.matchAll]", 1, r.matchAll},
		{goja.SymReplace, "[Symbol.replace]", 2, r.replace},
		{goja.SymSearch, "[Symbol.search]", 1, r.search},
		{goja.SymSplit, "[Symbol.split]", 2, r.split},
	} {
		f := r.vm.Func(m.name, m.length, func(c goja.FunctionCall) goja.Value {
			o := r.object(c.This, m.name)
			return m.call(o, r.str(c.Argument(0)), c.Argument(1))
		})
		_ = r.proto.DefineDataPropertySymbol(m.symbol, f, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
}

// advance is AdvanceStringIndex of the standard.
func advance(s goja.String, index int64, unicode bool) int64 {
	if unicode && index+1 < int64(s.Length()) {
		if s.CharAt(int(index))>>10 == 0xd800>>10 && s.CharAt(int(index)+1)>>10 == 0xdc00>>10 {
			return index + 2
		}
	}
	return index + 1
}

// each calls f for the matches of an expression: the first one, or with flag g all.
func (r *regexps) each(o *goja.Object, s goja.String, f func(*outcome)) (global bool) {
	flags := r.str(get(o, "flags")).String()
	if !strings.Contains(flags, "g") {
		if m := r.run(o, s); m != nil {
			f(m)
		}
		return false
	}
	unicode := strings.Contains(flags, "u")
	r.set(o, "lastIndex", r.runtime.ToValue(0))
	for m := r.run(o, s); m != nil; m = r.run(o, s) {
		f(m)
		if r.str(m.group(0)).Length() == 0 {
			last := toLength(get(o, "lastIndex"))
			r.set(o, "lastIndex", r.runtime.ToValue(advance(s, last, unicode)))
		}
	}
	return true
}

// match is RegExp.prototype[Symbol.match].
func (r *regexps) match(o *goja.Object, s goja.String, _ goja.Value) goja.Value {
	var all []any
	var first *outcome
	global := r.each(o, s, func(m *outcome) {
		first = m
		all = append(all, r.str(m.group(0)))
	})
	switch {
	case first == nil:
		return goja.Null()
	case global:
		return r.runtime.NewArray(all...)
	}
	return first.value()
}

// search is RegExp.prototype[Symbol.search].
func (r *regexps) search(o *goja.Object, s goja.String, _ goja.Value) goja.Value {
	previous := get(o, "lastIndex")
	zero := r.runtime.ToValue(0)
	if !previous.SameAs(zero) {
		r.set(o, "lastIndex", zero)
	}
	m := r.run(o, s)
	if current := get(o, "lastIndex"); !current.SameAs(previous) {
		r.set(o, "lastIndex", previous)
	}
	switch {
	case m == nil:
		return r.runtime.ToValue(-1)
	case m.object == nil:
		return r.runtime.ToValue(int64(m.groups[0]))
	}
	return get(m.object, "index")
}

// replace is RegExp.prototype[Symbol.replace].
func (r *regexps) replace(o *goja.Object, s goja.String, replacement goja.Value) goja.Value {
	call, isFunction := goja.AssertFunction(replacement)
	var template goja.String
	if !isFunction {
		template = r.str(replacement)
	}
	var matches []*outcome
	r.each(o, s, func(m *outcome) { matches = append(matches, m) })
	var b goja.StringBuilder
	next := 0
	for _, m := range matches {
		u := r.substitution(m, s)
		var text goja.String
		if isFunction {
			args := append([]goja.Value{u.matched}, u.groups...)
			args = append(args, r.runtime.ToValue(u.position), s)
			if !goja.IsUndefined(u.names) {
				args = append(args, u.names)
			}
			text = r.str(r.call(call, goja.Undefined(), args...))
		} else if !goja.IsUndefined(u.names) {
			u.names = u.names.ToObject(r.runtime)
		}
		if u.position < next {
			if !isFunction {
				u.write(&goja.StringBuilder{}, template) // it may run getters of the script
			}
			continue
		}
		b.WriteString(s.Substring(next, u.position))
		if isFunction {
			b.WriteString(text)
		} else {
			u.write(&b, template)
		}
		next = u.position + u.matched.Length()
	}
	if next < s.Length() {
		b.WriteString(s.Substring(next, s.Length()))
	}
	return b.String()
}

// substitution reads what a replacement needs of a match, in the standard's order.
func (r *regexps) substitution(m *outcome, s goja.String) *substitution {
	u := &substitution{r: r, text: s}
	count := max(m.length()-1, 0)
	u.matched = r.str(m.group(0))
	u.position = m.index(s.Length())
	for i := int64(1); i <= count; i++ {
		v := m.group(i)
		if !goja.IsUndefined(v) {
			v = r.str(v)
		}
		u.groups = append(u.groups, v)
	}
	u.names = m.names()
	return u
}
