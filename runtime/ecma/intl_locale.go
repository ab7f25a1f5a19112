package ecma

import (
	"slices"
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/intl/locale"
	"voxemu/runtime/jsvm"
)

// localeKeywords are the keys of the Unicode extension that Intl.Locale shows, by their property and option.
var localeKeywords = []struct{ name, key string }{
	{"calendar", "ca"}, {"collation", "co"}, {"hourCycle", "hc"}, {"caseFirst", "kf"}, {"numeric", "kn"}, {"numberingSystem", "nu"},
}

// localeTag is the value of Symbol.toStringTag, by which objects of the class are told.
const localeTag = "Intl.Locale"

func isLocale(o *goja.Object) bool {
	v := o.GetSymbol(goja.SymToStringTag)
	return v != nil && v.String() == localeTag
}

// newLocaleClass makes the class Intl.Locale.
func newLocaleClass(vm *jsvm.VM) *goja.Object {
	r := vm.Runtime()
	proto := r.NewObject()
	tags := newHidden[locale.Tag](vm)
	class := vm.Class("Locale", 1, proto, func(c goja.ConstructorCall) *goja.Object {
		v := c.Argument(0)
		if _, text := v.(goja.String); !text && !isObject(v) {
			vm.Throw("TypeError", "the first argument of Intl.Locale must be a string or an object")
		}
		t, err := localeOf(toString(v).String(), options{vm, optionsObject(vm, c.Argument(1), true)})
		must(vm, err)
		tags.set(c.This, t)
		return nil
	})
	self := func(c goja.FunctionCall) locale.Tag {
		t, ok := tags.get(c.This)
		if !ok {
			vm.Throw("TypeError", "a method of Intl.Locale is called on incompatible receiver")
		}
		return t
	}
	getter := func(name string, get func(t locale.Tag) any) {
		f := function(vm, "get "+name, 0, func(_ *jsvm.VM, c goja.FunctionCall) goja.Value { return r.ToValue(get(self(c))) })
		_ = proto.DefineAccessorProperty(name, f, nil, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
	orUndefined := func(s string) any {
		if s == "" {
			return goja.Undefined()
		}
		return s
	}
	getter("baseName", func(t locale.Tag) any { return t.Base() })
	getter("language", func(t locale.Tag) any { return t.Language })
	getter("script", func(t locale.Tag) any { return orUndefined(t.Script) })
	getter("region", func(t locale.Tag) any { return orUndefined(t.Region) })
	for _, k := range localeKeywords {
		getter(k.name, func(t locale.Tag) any {
			value, ok := t.Keyword(k.key)
			switch {
			case k.key == "kn":
				return ok && value != "false"
			case !ok:
				return goja.Undefined()
			}
			return value
		})
	}
	hide(proto, "toString", function(vm, "toString", 0, func(_ *jsvm.VM, c goja.FunctionCall) goja.Value { return r.ToValue(self(c).String()) }))
	for name, change := range map[string]func(locale.Tag) locale.Tag{"maximize": locale.Tag.Maximize, "minimize": locale.Tag.Minimize} {
		hide(proto, name, function(vm, name, 0, func(_ *jsvm.VM, c goja.FunctionCall) goja.Value {
			o := r.CreateObject(proto)
			tags.set(o, change(self(c)))
			return o
		}))
	}
	tag(r, proto, localeTag)
	return class
}

// localeOf is a tag with what the options say about its parts.
func localeOf(text string, o options) (locale.Tag, error) {
	t, err := locale.Parse(text)
	if err != nil {
		return t, err
	}
	parts := []string{o.text("language"), o.text("script"), o.text("region")}
	keywords := slices.Clone(t.Keywords)
	for _, k := range localeKeywords {
		value := o.text(k.name)
		if value == "" {
			continue
		}
		keywords = slices.DeleteFunc(keywords, func(w locale.Keyword) bool { return w.Key == k.key })
		keywords = append(keywords, locale.Keyword{Key: k.key, Value: value})
	}
	for i, old := range []string{t.Language, t.Script, t.Region} {
		if parts[i] == "" {
			parts[i] = old
		}
	}
	parts = append(parts, t.Variants...)
	if len(keywords) > 0 {
		parts = append(parts, "u")
		for _, k := range keywords {
			parts = append(parts, k.Key, k.Value)
		}
	}
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return locale.Parse(strings.Join(parts, "-"))
}
