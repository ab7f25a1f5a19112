package conform

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"voxemu/modules/apitable"
	"voxemu/runtime/jsvm"
)

// props compares an object's fields with declared ones: what is required is there, what is there is declared, and the types are right.
func (c *check) props(o *goja.Object, props []apitable.Prop, path string) {
	for _, p := range props {
		d, err := parse(p.Type)
		if err != nil {
			c.mistake(path+"."+p.Name, "%v", err)
			continue
		}
		c.member(o, p.Name, d, p.Optional, path)
	}
	for _, key := range o.Keys() {
		if !slices.ContainsFunc(props, func(p apitable.Prop) bool { return p.Name == key }) {
			c.mistake(path+"."+key, "neither the API table nor the behaviour page has this field")
		}
	}
}

// member compares one field.
func (c *check) member(o *goja.Object, name string, d declared, optional bool, path string) {
	v := o.Get(name)
	switch {
	case v == nil || goja.IsUndefined(v):
		if !optional {
			c.mistake(path+"."+name, "the field is missing")
		}
	default:
		if why := c.fits(v, d); why != "" {
			c.mistake(path+"."+name, "%s", why)
		}
	}
}

// fits tells why a value is not of a type, or returns "".
func (c *check) fits(v goja.Value, d declared) string {
	switch d.kind {
	case literal:
		if !isText(v) || v.String() != d.text {
			return fmt.Sprintf("%v is not '%s'", v, d.text)
		}
	case either:
		var whys []string
		for _, t := range d.of {
			why := c.fits(v, t)
			if why == "" {
				return ""
			}
			whys = append(whys, why)
		}
		return strings.Join(whys, ", and ")
	case list:
		return c.fitsList(v, d.of[0])
	case object:
		return c.fitsObject(v, d)
	default:
		return c.fitsName(v, d.text)
	}
	return ""
}

func (c *check) fitsList(v goja.Value, item declared) string {
	o, ok := v.(*goja.Object)
	if !ok || o.ClassName() != "Array" {
		return fmt.Sprintf("%v is no array", v)
	}
	for _, k := range o.Keys() {
		if why := c.fits(o.Get(k), item); why != "" {
			return "item " + k + ": " + why
		}
	}
	return ""
}

func (c *check) fitsObject(v goja.Value, d declared) string {
	o, ok := v.(*goja.Object)
	if !ok || o.ClassName() == "Array" || c.isAPI(v) {
		return fmt.Sprintf("%v is no plain object", v)
	}
	for i, name := range d.names {
		if name != "" && !d.maybe[i] && o.Get(name) == nil {
			return name + " is missing"
		}
	}
	for _, key := range o.Keys() {
		i := slices.Index(d.names, key)
		if i < 0 {
			i = slices.Index(d.names, "")
		}
		if i < 0 {
			return key + " is not declared"
		}
		if why := c.fits(o.Get(key), d.of[i]); why != "" {
			return key + ": " + why
		}
	}
	return ""
}

// fitsName compares a value with a word of the language, or with a name of the table.
func (c *check) fitsName(v goja.Value, name string) string {
	var ok bool
	switch name {
	case "any":
		ok = true
	case "string":
		ok = isText(v)
	case "number":
		ok = goja.IsNumber(v)
	case "boolean":
		ok = v.ExportType() != nil && v.ExportType().Kind() == reflect.Bool
	case "true", "false":
		ok = v.String() == name && v.ExportType().Kind() == reflect.Bool
	case "null":
		ok = goja.IsNull(v)
	case "Function":
		_, ok = goja.AssertFunction(v)
	case "Object":
		_, ok = v.(*goja.Object)
	default:
		return c.fitsDeclared(v, name)
	}
	if !ok {
		return fmt.Sprintf("%v is no %s", v, name)
	}
	return ""
}

// fitsDeclared compares a value with an interface, a named type, an enum or a class.
func (c *check) fitsDeclared(v goja.Value, name string) string {
	switch t := lookup(c.scope, name).(type) {
	case apitable.Interface:
		return c.fitsShape(v, t)
	case declared:
		return c.fits(v, t)
	case *apitable.Node:
		if t.Kind == apitable.Enum {
			return fitsEnum(v, t)
		}
		return c.fitsClass(v, t.Full)
	}
	return "the API table has no type " + name
}

// lookup finds a type in the scope that its name is written in, or in one around it: an [apitable.Interface], a declared type, the node
// of an enum or a class, or nil.
func lookup(scope, name string) any {
	for ; ; scope = scopeOf(scope) {
		full := name
		if scope != "" {
			full = scope + "." + name
		}
		if shape, ok := apitable.LookupInterface(full); ok {
			return shape
		}
		if text, ok := apitable.TypeDefinition(full); ok {
			if d, err := parse(text); err == nil {
				return d
			}
		}
		if n, ok := apitable.Lookup(full); ok && n.Kind == apitable.Enum {
			return n
		}
		if i := slices.IndexFunc(apitable.Classes(), func(n *apitable.Node) bool { return n.Full == full }); i >= 0 {
			return apitable.Classes()[i]
		}
		if scope == "" {
			return nil
		}
	}
}

func (c *check) fitsShape(v goja.Value, shape apitable.Interface) string {
	o, ok := v.(*goja.Object)
	if !ok {
		return fmt.Sprintf("%v is no %s", v, shape.Name)
	}
	inner := &check{session: c.session, scope: scopeOf(shape.Name)}
	inner.props(o, shape.Props, shape.Name)
	return strings.Join(inner.mistakes, "; ")
}

func fitsEnum(v goja.Value, n *apitable.Node) string {
	for _, m := range n.Children() {
		switch value := m.Value.(type) {
		case string:
			if isText(v) && v.String() == value {
				return ""
			}
		case int:
			if goja.IsNumber(v) && v.String() == strconv.Itoa(value) {
				return ""
			}
		}
	}
	return fmt.Sprintf("%v is no value of %s", v, n.Full)
}

// fitsClass checks that the value is an object of the class, or of one that extends it.
func (c *check) fitsClass(v goja.Value, class string) string {
	o, ok := v.(*goja.Object)
	if !ok || !c.isAPI(v) {
		return fmt.Sprintf("%v is no %s", v, class)
	}
	if o.Prototype() == nil {
		return "" // a script has taken it away
	}
	for _, n := range apitable.Classes() {
		if (n.Full == class || slices.Contains(n.Extends, class)) && o.Prototype() == c.session.Proto(n.Full) {
			return ""
		}
	}
	return "the object is no " + class
}

func (c *check) isAPI(v goja.Value) bool { return jsvm.Self(v) != nil }

func isText(v goja.Value) bool {
	_, ok := v.(goja.String)
	return ok
}

// scopeOf returns the namespace that a full name is in, "" for the global one.
func scopeOf(full string) string { return full[:max(strings.LastIndexByte(full, '.'), 0)] }
