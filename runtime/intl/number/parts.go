package number

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Part is a piece of a formatted number with its type as in ECMA-402: "integer", "group", "literal".
type Part struct {
	Type, Value string
}

// join is the text of parts.
func join(parts []Part) string {
	var b strings.Builder
	n := 0
	for _, p := range parts {
		n += len(p.Value)
	}
	b.Grow(n)
	for _, p := range parts {
		b.WriteString(p.Value)
	}
	return b.String()
}

// tidy makes of raw parts what formatToParts shows, the way ICU reports fields: neighbours of one type are one, spaces and
// invisible marks at the ends of a part are literals, except in group separators.
func tidy(raw []Part) []Part {
	out := make([]Part, 0, len(raw)+4)
	add := func(kind, value string) {
		if value == "" {
			return
		}
		if last := len(out) - 1; last >= 0 && out[last].Type == kind && kind != "group" {
			out[last].Value += value
			return
		}
		out = append(out, Part{kind, value})
	}
	for _, p := range merge(raw) {
		if p.Type == "literal" || p.Type == "group" {
			add(p.Type, p.Value)
			continue
		}
		start := strings.IndexFunc(p.Value, visible)
		if start < 0 {
			add("literal", p.Value)
			continue
		}
		end := strings.LastIndexFunc(p.Value, visible)
		_, size := utf8.DecodeRuneInString(p.Value[end:])
		add("literal", p.Value[:start])
		add(p.Type, p.Value[start:end+size])
		add("literal", p.Value[end+size:])
	}
	return out
}

// merge joins neighbours of one type.
func merge(raw []Part) []Part {
	var out []Part
	for _, p := range raw {
		if last := len(out) - 1; last >= 0 && out[last].Type == p.Type {
			out[last].Value += p.Value
			continue
		}
		out = append(out, p)
	}
	return out
}

// visible is false for what ICU trims off fields: spaces, marks for bidirectional text and variation selectors.
func visible(r rune) bool {
	return r != '\t' && !unicode.In(r, unicode.Zs, unicode.Bidi_Control, unicode.Variation_Selector)
}
