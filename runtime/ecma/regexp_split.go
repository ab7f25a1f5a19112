package ecma

import (
	"math"
	"strings"

	"github.com/dop251/goja"
)

// species is SpeciesConstructor of the standard. Ours says whether it is RegExp itself.
func (r *regexps) species(o *goja.Object) (construct goja.Constructor, ours bool) {
	class := get(o, "constructor")
	if goja.IsUndefined(class) {
		class = r.class
	} else {
		c, ok := class.(*goja.Object)
		if !ok {
			r.vm.Throw("TypeError", "constructor of the expression is no object")
		}
		if class = c.GetSymbol(goja.SymSpecies); class == nil || goja.IsUndefined(class) || goja.IsNull(class) {
			class = r.class
		}
	}
	construct, ok := goja.AssertConstructor(class)
	if !ok {
		r.vm.Throw("TypeError", "object.constructor[Symbol.species] is not a constructor")
	}
	return construct, class == goja.Value(r.class)
}

// another makes an expression like o, with the constructor that o asks for.
func (r *regexps) another(construct goja.Constructor, o *goja.Object, flags goja.Value) *goja.Object {
	copied, err := construct(nil, o, flags)
	if err != nil {
		panic(err)
	}
	return copied
}

// maxUint32 is the limit of split that is none.
const maxUint32 = 1<<32 - 1

// splitting is how a text is split.
type splitting struct {
	unicode bool // by code points
	unseen  bool // no script can see the splitter
}

// split is RegExp.prototype[Symbol.split].
func (r *regexps) split(o *goja.Object, s goja.String, limit goja.Value) goja.Value {
	construct, ours := r.species(o)
	flags := r.str(get(o, "flags")).String()
	w := splitting{unicode: strings.Contains(flags, "u"), unseen: ours}
	if !strings.Contains(flags, "y") {
		flags += "y"
	}
	splitter := r.another(construct, o, r.runtime.ToValue(flags))
	most := int64(maxUint32)
	if !goja.IsUndefined(limit) {
		most = int64(toUint32(limit))
	}
	if most == 0 {
		return r.runtime.NewArray()
	}
	if s.Length() == 0 {
		if r.run(splitter, s) != nil {
			return r.runtime.NewArray()
		}
		return r.runtime.NewArray(s)
	}
	parts := r.parts(splitter, s, most, w)
	return r.runtime.NewArray(parts...)
}

// parts cuts a text that is not empty.
func (r *regexps) parts(splitter *goja.Object, s goja.String, most int64, w splitting) []any {
	var out []any
	size := int64(s.Length())
	from := int64(0)
	for at := from; at < size; {
		m, end := r.cut(splitter, s, &at, w)
		if m == nil {
			break
		}
		if end == from {
			at = advance(s, at, w.unicode)
			continue
		}
		out = append(out, s.Substring(int(from), int(at)))
		if int64(len(out)) == most {
			return out
		}
		from = end
		for i, count := int64(1), max(m.length()-1, 0); i <= count; i++ {
			out = append(out, m.group(i))
			if int64(len(out)) == most {
				return out
			}
		}
		at = from
	}
	return append(out, s.Substring(int(from), int(size)))
}

// cut looks for the next place from at on where the splitter matches, moves at to it, and returns where the match ends. It returns
// nil at the end of the text. The standard tries each place in turn with a sticky expression; one that no script can see is
// searched with instead, which finds the same.
func (r *regexps) cut(splitter *goja.Object, s goja.String, at *int64, w splitting) (m *outcome, end int64) {
	size := int64(s.Length())
	if x := r.of(splitter); w.unseen && x != nil && get(splitter, "exec") == goja.Value(r.exec) {
		groups := r.matches(x, s, int(*at), false)
		if groups == nil || int64(groups[0]) >= size {
			return nil, 0
		}
		*at = int64(groups[0])
		r.legacy.note(s, groups)
		return &outcome{r: r, x: x, s: s, groups: append([]int32(nil), groups...)}, int64(groups[1])
	}
	for *at < size {
		r.set(splitter, "lastIndex", r.runtime.ToValue(*at))
		if m = r.run(splitter, s); m != nil {
			return m, min(toLength(get(splitter, "lastIndex")), size)
		}
		*at = advance(s, *at, w.unicode)
	}
	return nil, 0
}

// toUint32 is ToUint32 of the language.
func toUint32(v goja.Value) uint32 {
	f := v.ToNumber().ToFloat()
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return 0
	}
	if f = math.Mod(math.Trunc(f), 1<<32); f < 0 {
		f += 1 << 32
	}
	return uint32(f)
}
