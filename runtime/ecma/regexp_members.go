package ecma

import (
	"github.com/dop251/goja"

	"voxemu/runtime/pattern"
)

// installMethods replaces the methods of the prototype that look into the object.
func (r *regexps) installMethods() {
	r.exec = r.vm.Func("exec", 1, r.builtinExec)
	hide(r.proto, "exec", r.exec)
	hide(r.proto, "test", r.vm.Func("test", 1, func(c goja.FunctionCall) goja.Value {
		o := r.object(c.This, "test")
		return r.runtime.ToValue(r.run(o, r.str(c.Argument(0))) != nil)
	}))
	hide(r.proto, "toString", r.vm.Func("toString", 0, func(c goja.FunctionCall) goja.Value {
		o := r.object(c.This, "toString")
		var b goja.StringBuilder
		b.WriteRune('/')
		b.WriteString(r.str(get(o, "source")))
		b.WriteRune('/')
		b.WriteString(r.str(get(o, "flags")))
		return b.String()
	}))
	hide(r.proto, "compile", r.vm.Func("compile", 2, r.recompile))
}

// object returns the object that a method is called on, or throws.
func (r *regexps) object(this goja.Value, method string) *goja.Object {
	o, ok := this.(*goja.Object)
	if !ok {
		r.vm.Throw("TypeError", "RegExp.prototype."+method+" called on something that is no object")
	}
	return o
}

// recompile is RegExp.prototype.compile of annex B.
func (r *regexps) recompile(c goja.FunctionCall) goja.Value {
	r.receiver(c.This, "compile")
	source, flags := c.Argument(0), c.Argument(1)
	x := r.of(source)
	if x != nil && !goja.IsUndefined(flags) {
		r.vm.Throw("TypeError", "can't supply flags when constructing one RegExp from another")
	}
	if x == nil {
		x = r.initialize(source, flags)
	}
	o := c.This.(*goja.Object)
	r.remember(o, x)
	r.set(o, "lastIndex", r.runtime.ToValue(0))
	return o
}

// flagGetters are the getters of single flags, in the order in which the property flags reads them.
var flagGetters = [...]struct {
	name   string
	letter byte
	flag   pattern.Flags
}{
	{"hasIndices", 'd', pattern.HasIndices},
	{"global", 'g', pattern.Global},
	{"ignoreCase", 'i', pattern.IgnoreCase},
	{"multiline", 'm', pattern.Multiline},
	{"dotAll", 's', pattern.DotAll},
	{"unicode", 'u', pattern.Unicode},
	{"sticky", 'y', pattern.Sticky},
}

// installGetters replaces the getters of the prototype.
func (r *regexps) installGetters() {
	for _, g := range flagGetters {
		r.getter(g.name, func(c goja.FunctionCall) goja.Value {
			if c.This == goja.Value(r.proto) {
				return goja.Undefined()
			}
			return r.runtime.ToValue(r.receiver(c.This, g.name).has(g.flag))
		})
	}
	r.getter("source", func(c goja.FunctionCall) goja.Value {
		if c.This == goja.Value(r.proto) {
			return r.runtime.ToValue("(?:)")
		}
		return r.escapedSource(r.receiver(c.This, "source").source)
	})
	r.getter("flags", func(c goja.FunctionCall) goja.Value {
		o := r.object(c.This, "flags")
		letters := make([]byte, 0, len(flagGetters))
		for _, g := range flagGetters {
			if get(o, g.name).ToBoolean() {
				letters = append(letters, g.letter)
			}
		}
		return r.runtime.ToValue(string(letters))
	})
}

func (r *regexps) getter(name string, f func(goja.FunctionCall) goja.Value) {
	_ = r.proto.DefineAccessorProperty(name, r.vm.Func("get "+name, 0, f), nil, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

// legacyMatch is the last match, which RegExp.$1 and the like tell of.
type legacyMatch struct {
	text   goja.String
	groups []int32
}

func (l *legacyMatch) note(s goja.String, groups []int32) {
	l.text = s
	l.groups = append(l.groups[:0], groups...)
}

// get returns an old static property of RegExp, as SpiderMonkey still has them; nil for another name. Before the first match, and
// for groups that took no part, they are empty.
func (l *legacyMatch) get(name string) goja.Value {
	from, to, ok := 0, 0, false
	group := func(i int) {
		if ok = true; 2*i < len(l.groups) && l.groups[2*i] >= 0 {
			from, to = int(l.groups[2*i]), int(l.groups[2*i+1])
		}
	}
	switch name {
	case "$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9":
		group(int(name[1] - '0'))
	case "lastMatch", "$&":
		group(0)
	case "lastParen", "$+":
		if ok = true; len(l.groups) > 2 {
			group(len(l.groups)/2 - 1)
		}
	case "input", "$_":
		if ok = true; l.text != nil {
			to = l.text.Length()
		}
	case "leftContext", "$`":
		if ok = true; l.text != nil {
			to = int(l.groups[0])
		}
	case "rightContext", "$'":
		if ok = true; l.text != nil {
			from, to = int(l.groups[1]), l.text.Length()
		}
	}
	if !ok {
		return nil
	}
	if l.text == nil {
		return goja.StringFromUTF16(nil)
	}
	return l.text.Substring(from, to)
}
