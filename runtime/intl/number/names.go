package number

import (
	"strings"
	"unicode/utf8"

	"voxemu/runtime/intl/plural"
	"voxemu/third_party/cldr"
)

// names are the patterns that put a unit or the name of a currency around a number, by plural form: "{0} km".
type names struct {
	kind  string // the type of the parts
	forms map[string]string
}

// pluralForms are all categories; a form that the data leaves out is the same as "other".
func pluralForms() []string { return []string{"zero", "one", "two", "few", "many", plural.Other} }

// wrap puts the pattern around a number. A pattern without "{0}" says it all, like "two hours" in one word. The end of the pattern goes
// before the last slip characters of the number.
func (n *names) wrap(body []Part, form string, slip int) []Part {
	text, ok := n.forms[form]
	if !ok {
		text = n.forms[plural.Other]
	}
	before, after, ok := strings.Cut(text, "{0}")
	if !ok {
		return []Part{{n.kind, text}}
	}
	out := make([]Part, 0, len(body)+3)
	if before != "" {
		out = append(out, Part{n.kind, before})
	}
	out = append(out, body...)
	if after == "" {
		return out
	}
	if slip == 0 || len(body) == 0 {
		return append(out, Part{n.kind, after})
	}
	last := &out[len(out)-1]
	_, size := utf8.DecodeLastRuneInString(last.Value)
	rest := Part{last.Type, last.Value[len(last.Value)-size:]}
	last.Value = last.Value[:len(last.Value)-size]
	return append(out, Part{n.kind, after}, rest)
}

// currencyNames are the patterns with the name of a currency; a currency without one has its code.
func currencyNames(numbers, currencies cldr.Table, code string) *names {
	out := &names{kind: "currency", forms: map[string]string{}}
	for _, form := range pluralForms() {
		pattern, ownPattern := numbers.Lookup("named." + form)
		name, ownName := currencies.Lookup(code + "." + form)
		if !ownPattern && !ownName && form != plural.Other {
			continue
		}
		if !ownPattern {
			pattern = numbers.Get("named." + plural.Other)
		}
		if !ownName {
			name = currencies.Get(code + "." + plural.Other)
		}
		if name == "" {
			name = code
		}
		out.forms[form] = strings.Replace(pattern, "{1}", name, 1)
	}
	return out
}

// unitNames are the patterns of a unit. One that is two units is a unit of its own in CLDR, or made of both.
func unitNames(data, unit, width string) *names {
	table, _ := cldr.Units(data)
	forms := unitForms(table, width, unit)
	if len(forms) == 0 {
		numerator, denominator, _ := strings.Cut(unit, "-per-")
		forms = unitForms(table, width, numerator)
		per := perPattern(table, width, denominator)
		for form, pattern := range forms {
			forms[form] = strings.Replace(per, "{0}", pattern, 1)
		}
	}
	return &names{kind: "unit", forms: forms}
}

func unitForms(table cldr.Table, width, unit string) map[string]string {
	out := map[string]string{}
	for _, form := range pluralForms() {
		if pattern, ok := table.Lookup(width + "." + unit + "." + form); ok {
			out[form] = pattern
		}
	}
	return out
}

// perPattern is the pattern that "{0} per second" is made with: that of the unit, or the general one with the singular of the unit.
func perPattern(table cldr.Table, width, unit string) string {
	if own, ok := table.Lookup(width + "." + unit + ".per"); ok {
		return own
	}
	forms := unitForms(table, width, unit)
	one, ok := forms["one"]
	if !ok {
		one = forms[plural.Other]
	}
	one = strings.TrimSpace(strings.Replace(one, "{0}", "", 1))
	return strings.Replace(table.Get(width+".per"), "{1}", one, 1)
}
