package ecma

import (
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
)

// view returns the code units of a string: as bytes if all are ASCII, else as UTF-16. They are the engine's own memory and must not
// be changed: copying a long text for each of its many matches would take quadratic time. The engine keeps strings as ASCII
// text, as UTF-16 behind a byte order mark, or as something to be turned into one of them.
func view(s goja.String) (ascii []byte, wide []uint16) {
	v := reflect.ValueOf(s)
	if v.Kind() == reflect.Pointer {
		s = s.Substring(0, s.Length())
		v = reflect.ValueOf(s)
	}
	switch {
	case v.Kind() == reflect.String:
		text := v.String()
		return unsafe.Slice(unsafe.StringData(text), len(text)), nil
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint16:
		return nil, unsafe.Slice((*uint16)(v.UnsafePointer()), v.Len())[1:]
	}
	return nil, copied(s)
}

// copied returns the code units of a string one by one.
func copied(s goja.String) []uint16 {
	out := make([]uint16, s.Length())
	for i := range out {
		out[i] = s.CharAt(i)
	}
	return out
}

// codeUnits returns the code units of a string.
func codeUnits(s goja.String) []uint16 {
	ascii, wide := view(s)
	if wide == nil {
		wide = make([]uint16, len(ascii))
		for i, c := range ascii {
			wide[i] = uint16(c)
		}
	}
	return wide
}

// matches runs an expression over a string from start on.
func (r *regexps) matches(x *regex, s goja.String, start int, sticky bool) []int32 {
	ascii, wide := view(s)
	var groups []int32
	var err error
	if wide == nil {
		groups, err = r.machine.ASCII(x.program, ascii, start, sticky)
	} else {
		groups, err = r.machine.UTF16(x.program, wide, start, sticky)
	}
	if err != nil {
		r.fail(err)
	}
	return groups
}

// escapedSource is the source as a literal has it between its slashes.
func (r *regexps) escapedSource(s goja.String) goja.Value {
	if s.Length() == 0 {
		return r.runtime.ToValue("(?:)")
	}
	var out []uint16
	class, escaped, changed := false, false, false
	for _, c := range codeUnits(s) {
		name := lineEndEscape(c)
		switch {
		case name != "":
			changed = true
			if !escaped {
				out = append(out, '\\')
			}
			for _, b := range []byte(name) {
				out = append(out, uint16(b))
			}
			escaped = false
			continue
		case escaped:
		case c == '/' && !class:
			out = append(out, '\\')
			changed = true
		case c == '[':
			class = true
		case c == ']':
			class = false
		}
		escaped = c == '\\' && !escaped
		out = append(out, c)
	}
	if !changed {
		return s
	}
	return goja.StringFromUTF16(out)
}

// lineEndEscape is what stands behind the backslash for a character that ends a line, or "".
func lineEndEscape(c uint16) string {
	switch c {
	case '\n':
		return "n"
	case '\r':
		return "r"
	case 0x2028:
		return "u2028"
	case 0x2029:
		return "u2029"
	}
	return ""
}
