package ecma

import "github.com/dop251/goja"

// substitution is what a replacement text can refer to: see GetSubstitution in the standard.
type substitution struct {
	r        *regexps
	text     goja.String // the whole
	position int
	matched  goja.String
	groups   []goja.Value // from 1; undefined or a string
	names    goja.Value   // an object or undefined
}

// write appends the replacement to b.
func (u *substitution) write(b *goja.StringBuilder, template goja.String) {
	length := template.Length()
	for i := 0; i < length; {
		c := template.CharAt(i)
		if c != '$' || i+1 == length {
			b.WriteRune(rune(c))
			i++
			continue
		}
		i += u.reference(b, template, i)
	}
}

// reference writes what stands at a dollar sign and returns how long that was in the template.
func (u *substitution) reference(b *goja.StringBuilder, template goja.String, i int) int {
	c := template.CharAt(i + 1)
	switch {
	case c == '$':
		b.WriteRune('$')
		return 2
	case c == '&':
		b.WriteString(u.matched)
		return 2
	case c == '`':
		b.WriteString(u.text.Substring(0, u.position))
		return 2
	case c == '\'':
		if tail := u.position + u.matched.Length(); tail < u.text.Length() {
			b.WriteString(u.text.Substring(tail, u.text.Length()))
		}
		return 2
	case '0' <= c && c <= '9':
		if size := u.number(b, template, i); size > 0 {
			return size
		}
	case c == '<' && !goja.IsUndefined(u.names):
		for end := i + 2; end < template.Length(); end++ {
			if template.CharAt(end) == '>' {
				name := template.Substring(i+2, end)
				if v := get(u.names.(*goja.Object), name.String()); !goja.IsUndefined(v) {
					b.WriteString(u.r.str(v))
				}
				return end + 1 - i
			}
		}
	}
	b.WriteRune('$')
	return 1
}

// number writes the group of a reference with one or two digits. It returns 0 if there is no such group.
func (u *substitution) number(b *goja.StringBuilder, template goja.String, i int) int {
	n, size := int(template.CharAt(i+1)-'0'), 2
	if i+2 < template.Length() {
		if d := template.CharAt(i + 2); '0' <= d && d <= '9' && n*10+int(d-'0') <= len(u.groups) {
			if two := n*10 + int(d-'0'); two > 0 {
				n, size = two, 3
			}
		}
	}
	if n == 0 || n > len(u.groups) {
		return 0
	}
	if v := u.groups[n-1]; !goja.IsUndefined(v) {
		b.WriteString(v.(goja.String))
	}
	return size
}
