package ecma

import (
	"math"

	"github.com/dop251/goja"

	"voxemu/runtime/jsvm"
)

// annexBPatches are the older members that annex B of the language asks of engines such as the cloud's.
func annexBPatches() []jsvm.Patch {
	var list []jsvm.Patch
	for _, m := range htmlMethods {
		list = append(list, method("String", m.name, m.length(), m.call))
	}
	for _, m := range []struct {
		name   string
		length int
		call   native
	}{
		{"__defineGetter__", 2, defineAccessor("get")},
		{"__defineSetter__", 2, defineAccessor("set")},
		{"__lookupGetter__", 1, lookupAccessor("get")},
		{"__lookupSetter__", 1, lookupAccessor("set")},
	} {
		list = append(list, method("Object", m.name, m.length, m.call))
	}
	return append(list,
		jsvm.Patch{Words: []string{"getYear", "setYear"}, Apply: patchYears},
		jsvm.Patch{Words: []string{"toGMTString"}, Apply: func(vm *jsvm.VM) {
			date := prototype(vm, "Date")
			hide(date, "toGMTString", date.Get("toUTCString"))
		}},
	)
}

// htmlMethod makes a piece of HTML of a string: the oldest members of String.prototype.
type htmlMethod struct{ name, tag, attribute string }

var htmlMethods = []htmlMethod{
	{"anchor", "a", "name"}, {"big", "big", ""}, {"blink", "blink", ""}, {"bold", "b", ""}, {"fixed", "tt", ""},
	{"fontcolor", "font", "color"}, {"fontsize", "font", "size"}, {"italics", "i", ""}, {"link", "a", "href"},
	{"small", "small", ""}, {"strike", "strike", ""}, {"sub", "sub", ""}, {"sup", "sup", ""},
}

func (m htmlMethod) length() int {
	if m.attribute == "" {
		return 0
	}
	return 1
}

func (m htmlMethod) call(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
	if goja.IsUndefined(c.This) || goja.IsNull(c.This) {
		vm.Throw("TypeError", "String.prototype."+m.name+" called on null or undefined")
	}
	text := toString(c.This)
	var b goja.StringBuilder
	b.WriteUTF8String("<" + m.tag)
	if m.attribute != "" {
		b.WriteUTF8String(" " + m.attribute + `="`)
		value := toString(c.Argument(0))
		for i := range value.Length() {
			if unit := value.CharAt(i); unit == '"' {
				b.WriteUTF8String("&quot;")
			} else {
				b.WriteString(goja.StringFromUTF16([]uint16{unit}))
			}
		}
		b.WriteUTF8String(`"`)
	}
	b.WriteUTF8String(">")
	b.WriteString(text)
	b.WriteUTF8String("</" + m.tag + ">")
	return b.String()
}

func defineAccessor(kind string) native {
	return func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
		r := vm.Runtime()
		o := c.This.ToObject(r)
		f := c.Argument(1)
		if _, ok := goja.AssertFunction(f); !ok {
			vm.Throw("TypeError", "invalid "+kind+"ter usage")
		}
		desc := r.NewObject()
		_ = desc.Set(kind, f)
		_ = desc.Set("enumerable", true)
		_ = desc.Set("configurable", true)
		invoke(vm, member(r, "Object", "defineProperty"), goja.Undefined(), o, propertyKey(c.Argument(0)), desc)
		return goja.Undefined()
	}
}

func lookupAccessor(kind string) native {
	return func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
		r := vm.Runtime()
		o := c.This.ToObject(r)
		key := propertyKey(c.Argument(0))
		describe, parent := member(r, "Object", "getOwnPropertyDescriptor"), member(r, "Object", "getPrototypeOf")
		for {
			if desc, ok := invoke(vm, describe, goja.Undefined(), o, key).(*goja.Object); ok {
				if f := desc.Get(kind); f != nil {
					return f
				}
				return goja.Undefined()
			}
			next, ok := invoke(vm, parent, goja.Undefined(), o).(*goja.Object)
			if !ok {
				return goja.Undefined()
			}
			o = next
		}
	}
}

// patchYears adds the years of two digits.
func patchYears(vm *jsvm.VM) {
	r, date := vm.Runtime(), prototype(vm, "Date")
	getTime, setTime := date.Get("getTime"), date.Get("setTime")
	getFullYear, setFullYear := date.Get("getFullYear"), date.Get("setFullYear")
	hide(date, "getYear", function(vm, "getYear", 0, func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
		return r.ToValue(invoke(vm, getFullYear, c.This).ToFloat() - 1900)
	}))
	hide(date, "setYear", function(vm, "setYear", 1, func(vm *jsvm.VM, c goja.FunctionCall) goja.Value {
		invalid := math.IsNaN(invoke(vm, getTime, c.This).ToFloat())
		year := c.Argument(0).ToNumber().ToFloat()
		if math.IsNaN(year) {
			return invoke(vm, setTime, c.This, goja.NaN())
		}
		if whole := math.Trunc(year); whole >= 0 && whole <= 99 {
			year = whole + 1900
		}
		if invalid {
			invoke(vm, setTime, c.This, r.ToValue(0))
		}
		return invoke(vm, setFullYear, c.This, r.ToValue(year))
	}))
}

// propertyKey turns a value into what names a property.
func propertyKey(v goja.Value) goja.Value {
	if _, ok := v.(*goja.Object); ok {
		return v.ToString()
	}
	return v
}
