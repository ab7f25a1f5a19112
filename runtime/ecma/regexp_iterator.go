package ecma

import (
	"strings"

	"github.com/dop251/goja"
)

// regexpIterator is what stands behind an iterator of matchAll.
type regexpIterator struct {
	matcher         *goja.Object
	s               goja.String
	global, unicode bool
	done            bool
}

// regexpIterators are those of a VM.
type regexpIterators struct {
	proto *goja.Object
	state *hidden[*regexpIterator]
}

// matchAll is RegExp.prototype[Symbol.matchAll].
func (r *regexps) matchAll(o *goja.Object, s goja.String, _ goja.Value) goja.Value {
	construct, _ := r.species(o)
	flags := r.str(get(o, "flags"))
	matcher := r.another(construct, o, flags)
	last := toLength(get(o, "lastIndex"))
	r.set(matcher, "lastIndex", r.runtime.ToValue(last))
	text := flags.String()
	if r.iterators == nil {
		r.iterators = r.newIterators()
	}
	it := r.runtime.CreateObject(r.iterators.proto)
	r.iterators.state.set(it, &regexpIterator{
		matcher: matcher, s: s, global: strings.Contains(text, "g"), unicode: strings.Contains(text, "u"),
	})
	return it
}

// newIterators makes the prototype of the iterators, below that of all iterators.
func (r *regexps) newIterators() *regexpIterators {
	values, _ := goja.AssertFunction(r.runtime.NewArray().GetSymbol(goja.SymIterator))
	arrays := r.call(values, r.runtime.NewArray()).(*goja.Object)
	it := &regexpIterators{
		proto: r.runtime.CreateObject(arrays.Prototype().Prototype()),
		state: newHidden[*regexpIterator](r.vm),
	}
	hide(it.proto, "next", r.vm.Func("next", 0, func(c goja.FunctionCall) goja.Value {
		state, ok := it.state.get(c.This)
		if !ok {
			r.vm.Throw("TypeError", "next method called on incompatible value")
		}
		return r.nextMatch(state)
	}))
	_ = it.proto.DefineDataPropertySymbol(goja.SymToStringTag, r.runtime.ToValue("RegExp String Iterator"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	return it
}

func (r *regexps) nextMatch(it *regexpIterator) goja.Value {
	step := r.runtime.NewObject()
	put(step, "value", goja.Undefined())
	put(step, "done", r.runtime.ToValue(true))
	if it.done {
		return step
	}
	it.done = true // also if something is thrown
	m := r.run(it.matcher, it.s)
	if m == nil {
		return step
	}
	if it.global && r.str(m.group(0)).Length() == 0 {
		last := toLength(get(it.matcher, "lastIndex"))
		r.set(it.matcher, "lastIndex", r.runtime.ToValue(advance(it.s, last, it.unicode)))
	}
	it.done = !it.global
	put(step, "value", m.value())
	put(step, "done", r.runtime.ToValue(false))
	return step
}
