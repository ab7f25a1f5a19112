package ecma

import (
	"github.com/dop251/goja"

	"voxemu/runtime/intl/decimal"
	"voxemu/runtime/intl/locale"
	"voxemu/runtime/jsvm"
)

// options reads the options of a service; an object of nil has none.
type options struct {
	vm *jsvm.VM
	o  *goja.Object
}

// optionsObject turns the argument into an object. Older services take anything but null, newer ones only objects.
func optionsObject(vm *jsvm.VM, v goja.Value, coerce bool) *goja.Object {
	if goja.IsUndefined(v) {
		return nil
	}
	o, ok := v.(*goja.Object)
	if !ok {
		if !coerce || goja.IsNull(v) {
			vm.Throw("TypeError", "options must be an object")
		}
		o = v.ToObject(vm.Runtime())
	}
	return o
}

// get returns an option, or nil.
func (o options) get(name string) goja.Value {
	if o.o == nil {
		return nil
	}
	v := o.o.Get(name)
	if v == nil || goja.IsUndefined(v) {
		return nil
	}
	return v
}

// text returns a string option: "" if it isn't given, [locale.Empty] if it is empty.
func (o options) text(name string) string {
	v := o.get(name)
	if v == nil {
		return ""
	}
	s := toString(v).String()
	if s == "" {
		return locale.Empty
	}
	return s
}

// flag returns a boolean option, nil if it isn't given.
func (o options) flag(name string) *bool {
	v := o.get(name)
	if v == nil {
		return nil
	}
	b := v.ToBoolean()
	return &b
}

// number returns a numeric option, nil if it isn't given.
func (o options) number(name string) *float64 {
	v := o.get(name)
	if v == nil {
		return nil
	}
	n := v.ToNumber().ToFloat()
	return &n
}

// digits returns the options that say how many digits are shown.
func (o options) digits() decimal.Options {
	return decimal.Options{
		MinimumIntegerDigits:     o.number("minimumIntegerDigits"),
		MinimumFractionDigits:    o.number("minimumFractionDigits"),
		MaximumFractionDigits:    o.number("maximumFractionDigits"),
		MinimumSignificantDigits: o.number("minimumSignificantDigits"),
		MaximumSignificantDigits: o.number("maximumSignificantDigits"),
	}
}

// matcher checks the option that says how locales are matched. Both ways are the same here, as in SpiderMonkey.
func (o options) matcher() error {
	_, err := locale.Choose("localeMatcher", o.text("localeMatcher"), "best fit", "lookup")
	return err
}

// requestedLocales reads the argument that names locales: undefined, a tag, or a list of tags.
func requestedLocales(vm *jsvm.VM, v goja.Value) []locale.Tag {
	var list []string
	switch o, ok := v.(*goja.Object); {
	case goja.IsUndefined(v):
	case goja.IsNull(v):
		vm.Throw("TypeError", "null is not a locale")
	case !ok:
		if s, ok := v.(goja.String); ok {
			list = append(list, s.String())
		}
	case isLocale(o):
		list = append(list, toString(o).String())
	default:
		list = localeList(vm, o)
	}
	tags, err := locale.Canonicalize(list)
	must(vm, err)
	return tags
}

// maxLocales bounds how many locales one may ask for.
const maxLocales = 10_000

func localeList(vm *jsvm.VM, o *goja.Object) []string {
	length := int64(0)
	if v := o.Get("length"); v != nil {
		length = min(v.ToInteger(), maxLocales)
	}
	var list []string
	for i := range length {
		v := o.Get(vm.Runtime().ToValue(i).String())
		if v == nil {
			continue
		}
		if _, text := v.(goja.String); !text && !isObject(v) {
			vm.Throw("TypeError", v.String()+" is not a locale")
		}
		list = append(list, toString(v).String())
	}
	return list
}

func names(r *goja.Runtime, tags []locale.Tag) goja.Value {
	list := make([]string, len(tags))
	for i, t := range tags {
		list[i] = t.String()
	}
	return texts(r, list)
}

// texts makes an array of strings.
func texts(r *goja.Runtime, list []string) goja.Value {
	items := make([]any, len(list))
	for i, s := range list {
		items[i] = s
	}
	return r.NewArray(items...)
}
