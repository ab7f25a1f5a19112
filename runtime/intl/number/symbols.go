package number

import (
	"strings"

	"voxemu/runtime/intl/decimal"
	"voxemu/runtime/intl/locale"
	"voxemu/third_party/cldr"
)

// symbols are the signs that a locale writes numbers with.
type symbols struct {
	digits                       []string
	decimal, group               string
	minus, plus, percent         string
	exponential, infinity, nan   string
	currencyDecimal, currencyGap string
}

// lookup is a value of a numbering system. A locale without values for the system has those of "latn".
func lookup(table cldr.Table, system, name string) string {
	if value, ok := table.Lookup(system + "." + name); ok {
		return value
	}
	return table.Get("latn." + name)
}

func newSymbols(table cldr.Table, system string) symbols {
	get := func(name string) string { return lookup(table, system, name) }
	s := symbols{
		digits:  locale.Digits(system),
		decimal: get("decimal"), group: get("group"),
		minus: get("minusSign"), plus: get("plusSign"), percent: get("percentSign"),
		exponential: get("exponential"), infinity: get("infinity"), nan: get("nan"),
	}
	s.currencyDecimal, s.currencyGap = get("currencyDecimal"), get("currencyGroup")
	return s
}

// useCurrency puts the separators of amounts in the place of those of other numbers.
func (s *symbols) useCurrency() {
	if s.currencyDecimal != "" {
		s.decimal = s.currencyDecimal
	}
	if s.currencyGap != "" {
		s.group = s.currencyGap
	}
}

// write is ASCII digits in the digits of the numbering system.
func (s *symbols) write(text string) string {
	if s.digits[0] == "0" {
		return text
	}
	var b strings.Builder
	for i := range len(text) {
		b.WriteString(s.digits[text[i]-'0'])
	}
	return b.String()
}

// digits appends the digits of a number with their separators.
func (f *Formatter) digits(parts []Part, w written) []Part {
	switch {
	case w.number.NaN:
		return append(parts, Part{"nan", f.symbols.nan})
	case w.number.Infinite:
		return append(parts, Part{"infinity", f.symbols.infinity})
	}
	integer, fraction := w.number.Text(f.resolved.MinInteger, w.minFraction)
	parts = f.grouped(parts, integer)
	if fraction != "" {
		parts = append(parts, Part{"decimal", f.symbols.decimal}, Part{"fraction", f.symbols.write(fraction)})
	}
	return parts
}

// grouped appends the integer digits in groups. There are no groups if the first would have fewer digits than the locale asks for.
func (f *Formatter) grouped(parts []Part, integer string) []Part {
	primary, secondary := f.pattern.primary, f.pattern.secondary
	if !f.resolved.UseGrouping || primary == 0 || len(integer) < primary+f.minGroup {
		return append(parts, Part{"integer", f.symbols.write(integer)})
	}
	head := (len(integer) - primary) % secondary
	for at := 0; at < len(integer); {
		size := secondary
		switch {
		case at == 0 && head > 0:
			size = head
		case at == len(integer)-primary:
			size = primary
		}
		if at > 0 {
			parts = append(parts, Part{"group", f.symbols.group})
		}
		parts = append(parts, Part{"integer", f.symbols.write(integer[at : at+size])})
		at += size
	}
	return parts
}

// exponent appends the exponent of scientific notation.
func (f *Formatter) exponent(parts []Part, exponent int) []Part {
	parts = append(parts, Part{"exponentSeparator", f.symbols.exponential})
	if exponent < 0 {
		parts = append(parts, Part{"exponentMinusSign", f.symbols.minus})
		exponent = -exponent
	}
	integer, _ := decimal.FromFloat(float64(exponent)).Text(1, 0)
	return append(parts, Part{"exponentInteger", f.symbols.write(integer)})
}
