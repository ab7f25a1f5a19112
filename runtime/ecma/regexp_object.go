package ecma

import (
	"strings"
	"weak"

	"github.com/dop251/goja"

	"voxemu/runtime/pattern"
)

// of returns what stands behind a value, or nil if it is no RegExp object.
func (r *regexps) of(v goja.Value) *regex {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	if o == r.recent {
		return r.found
	}
	x := r.known[weak.Make(o)]
	if x == nil {
		if o.ClassName() != "RegExp" {
			return nil
		}
		x = r.literal(o)
		r.remember(o, x)
	}
	r.recent, r.found = o, x
	return x
}

// remember notes what stands behind an object. The map doesn't keep objects alive, so it is cleared of those that are gone.
func (r *regexps) remember(o *goja.Object, x *regex) {
	if len(r.known) >= r.sweepAt {
		for p := range r.known {
			if p.Value() == nil {
				delete(r.known, p)
			}
		}
		r.sweepAt = 2*len(r.known) + 64
	}
	r.known[weak.Make(o)] = x
	r.recent, r.found = o, x
}

// keepGetters keeps goja's own getters, before they are replaced.
func (r *regexps) keepGetters() {
	describe, _ := goja.AssertFunction(member(r.runtime, "Object", "getOwnPropertyDescriptor"))
	getter := func(name string) goja.Callable {
		d, ok := r.call(describe, goja.Undefined(), r.proto, r.runtime.ToValue(name)).(*goja.Object)
		if !ok {
			return nil
		}
		f, _ := goja.AssertFunction(d.Get("get"))
		return f
	}
	r.sourceOf = getter("source")
	for i, f := range gojaFlags {
		r.flagsOf[i] = getter(f.name)
	}
}

// literal returns what stands behind an object that goja has made.
func (r *regexps) literal(o *goja.Object) *regex {
	if r.sourceOf == nil {
		r.vm.Throw("TypeError", "RegExp.prototype.source has been replaced: the expression can't be read")
	}
	source := r.call(r.sourceOf, o).(goja.String)
	var flags pattern.Flags
	for i, f := range gojaFlags {
		if r.flagsOf[i] != nil && r.call(r.flagsOf[i], o).ToBoolean() {
			flags |= f.flag
		}
	}
	return r.compile(source, flags)
}

// compile compiles an expression, or throws.
func (r *regexps) compile(source goja.String, flags pattern.Flags) *regex {
	if source.Length() > pattern.MaxLength {
		_, err := pattern.Compile(make([]uint16, pattern.MaxLength+1), flags)
		r.fail(err)
	}
	key := cacheKey{source.String(), flags}
	if x := r.cache[key]; x != nil {
		return x
	}
	program, err := pattern.Compile(codeUnits(source), flags)
	if err != nil {
		r.fail(err)
	}
	x := &regex{source, program}
	if !strings.ContainsRune(key.source, '\ufffd') { // which stands for each lone surrogate
		if len(r.cache) >= maxCache {
			clear(r.cache)
		}
		r.cache[key] = x
	}
	return x
}

// newClass returns the constructor. It is a proxy of goja's, so that it has its properties and is told how it is called.
func (r *regexps) newClass() *goja.Object {
	proxy := r.runtime.NewProxy(r.original, &goja.ProxyTrapConfig{
		Apply: func(_ *goja.Object, _ goja.Value, args []goja.Value) goja.Value {
			return r.newRegExp(nil, args)
		},
		Construct: func(_ *goja.Object, args []goja.Value, newTarget *goja.Object) *goja.Object {
			if newTarget == nil {
				newTarget = r.class
			}
			return r.newRegExp(newTarget, args)
		},
		Get: func(target *goja.Object, name string, _ goja.Value) goja.Value {
			if v := r.legacy.get(name); v != nil {
				return v
			}
			return get(target, name)
		},
		GetSym: func(target *goja.Object, symbol *goja.Symbol, receiver goja.Value) goja.Value {
			if symbol == goja.SymHasInstance {
				return r.hasInstance()
			}
			v := target.GetSymbol(symbol)
			switch {
			case v == nil:
				return goja.Undefined()
			case v == goja.Value(r.original): // Symbol.species, which is whatever it is asked of
				return receiver
			}
			return v
		},
	})
	return r.runtime.ToValue(proxy).(*goja.Object)
}

// hasInstance returns what instanceof calls. The engine refuses a proxy there, so it is given its own constructor instead.
func (r *regexps) hasInstance() *goja.Object {
	original := r.original.GetSymbol(goja.SymHasInstance)
	f, ok := goja.AssertFunction(original)
	if !ok {
		r.vm.Throw("TypeError", "Function.prototype[Symbol.hasInstance] has been replaced")
	}
	return r.vm.Func("[Symbol.hasInstance]", 1, func(c goja.FunctionCall) goja.Value {
		this := c.This
		if this.SameAs(r.class) {
			this = r.original
		}
		return r.call(f, this, c.Argument(0))
	})
}

// newRegExp is RegExp(pattern, flags); newTarget is nil without new.
func (r *regexps) newRegExp(newTarget *goja.Object, args []goja.Value) *goja.Object {
	call := goja.FunctionCall{Arguments: args}
	source, flags := call.Argument(0), call.Argument(1)
	o, isObject := source.(*goja.Object)
	like := isObject && r.isRegExp(o)
	if newTarget == nil {
		newTarget = r.class
		if like && goja.IsUndefined(flags) && get(o, "constructor").SameAs(newTarget) {
			return o
		}
	}
	if x := r.of(source); x != nil {
		source = x.source
		if goja.IsUndefined(flags) {
			flags = r.runtime.ToValue(x.program.Flags.String())
		}
	} else if like {
		source = get(o, "source")
		if goja.IsUndefined(flags) {
			flags = get(o, "flags")
		}
	}
	return r.create(newTarget, source, flags)
}

// isRegExp is IsRegExp of the standard.
func (r *regexps) isRegExp(o *goja.Object) bool {
	if v := o.GetSymbol(goja.SymMatch); v != nil && !goja.IsUndefined(v) {
		return v.ToBoolean()
	}
	return o.ClassName() == "RegExp"
}

// create makes an object, with the prototype of newTarget, of a source and flags that may be anything.
func (r *regexps) create(newTarget *goja.Object, source, flags goja.Value) *goja.Object {
	o, err := r.construct(newTarget)
	if err != nil {
		panic(err)
	}
	r.remember(o, r.initialize(source, flags))
	return o
}

// initialize is RegExpInitialize of the standard, up to lastIndex.
func (r *regexps) initialize(source, flags goja.Value) *regex {
	text, letters := r.text(source), r.text(flags)
	f, err := pattern.ParseFlags(letters.String())
	if err != nil {
		r.fail(err)
	}
	return r.compile(text, f)
}

// text is ToString, but undefined becomes the empty text.
func (r *regexps) text(v goja.Value) goja.String {
	if goja.IsUndefined(v) {
		return r.runtime.ToValue("").(goja.String)
	}
	return r.str(v)
}

// str is ToString of the language.
func (r *regexps) str(v goja.Value) goja.String {
	if v = v.ToString(); isSymbol(v) {
		r.vm.Throw("TypeError", "can't convert symbol to string")
	}
	return toString(v)
}

func isSymbol(v goja.Value) bool {
	_, ok := v.(*goja.Symbol)
	return ok
}
