// Package number writes numbers the way a locale does: Intl.NumberFormat as Firefox 115 has it, over the data of CLDR 43. Digits are
// exact: a number is rounded as the decimal number that a script wrote.
//
//	f, err := number.New([]locale.Tag{de}, number.Options{Style: "currency", Currency: "EUR"})
//	f.Format(decimal.FromFloat(1234.5)) // "1.234,50 €"
package number

import (
	"strconv"
	"strings"

	"voxemu/runtime/intl/decimal"
	"voxemu/runtime/intl/locale"
	"voxemu/runtime/intl/plural"
	"voxemu/third_party/cldr"
)

// A Formatter is an Intl.NumberFormat. It does not change once it is made, so goroutines may share it.
type Formatter struct {
	resolved Resolved
	system   string // the numbering system
	table    cldr.Table
	symbols  symbols
	pattern  pattern
	minGroup int
	plurals  plural.Rules

	currencySymbol string
	percentType    string // the type of the part of a percent sign
	scale          int    // the power of ten that numbers are multiplied with
	compact        string // where the compact patterns are, "" if there are none
	names          *names // the unit or the name of the currency
}

// New makes a formatter for the first of the requested locales that is known. Errors are *locale.RangeError, *locale.TypeError and
// *locale.UnsupportedError.
func New(requested []locale.Tag, options Options) (*Formatter, error) {
	key, err := locale.NumberingKey(options.NumberingSystem)
	if err != nil {
		return nil, err
	}
	resolved, err := options.resolve()
	if err != nil {
		return nil, err
	}
	found, err := locale.Resolve(requested, key)
	if err != nil {
		return nil, err
	}
	resolved.Locale, resolved.NumberingSystem = found.Name, found.Values["nu"]
	return build(found.Data, resolved)
}

// build takes what the formatter needs out of the data.
func build(data string, r Resolved) (*Formatter, error) {
	table, ok := cldr.Numbers(data)
	if !ok {
		return nil, &locale.UnsupportedError{Kind: "locale", Name: data}
	}
	f := &Formatter{resolved: r, system: r.NumberingSystem, table: table, plurals: plural.Cardinal(data), percentType: "percentSign"}
	f.symbols = newSymbols(table, f.system)
	f.minGroup, _ = strconv.Atoi(table.Get("minGroup")) // a digit in the data
	switch {
	case r.Style == "currency":
		f.useCurrency(data)
	case r.Style == "percent":
		f.scale = 2
		f.usePercent(data, "percent", "short")
	case r.Unit == "percent" || strings.HasPrefix(r.Unit, "percent-per-"):
		f.percentType = "unit"
		f.usePercent(data, r.Unit, r.UnitDisplay)
	case r.Style == "unit":
		f.usePattern("decimal")
		f.names = unitNames(data, r.Unit, r.UnitDisplay)
	default:
		f.usePattern("decimal")
	}
	if r.Notation == "compact" {
		f.compact = f.findCompact()
		f.minGroup = max(2, f.minGroup)
	}
	return f, nil
}

// usePattern takes one of the patterns of the locale.
func (f *Formatter) usePattern(kind string) {
	f.pattern = parsePattern(lookup(f.table, f.system, "pattern."+kind))
}

// usePercent decides between the pattern for percents and a unit, which the long form and compact notation have.
func (f *Formatter) usePercent(data, unit, width string) {
	if width != "long" && f.resolved.Notation != "compact" {
		f.usePattern("percent")
		return
	}
	f.usePattern("decimal")
	f.names = unitNames(data, unit, width)
}

// useCurrency prepares a currency: separators, symbol or name, and the pattern. A few currencies are written in a way of their own; if
// that of the locale's region is, ICU writes all others so, too.
func (f *Formatter) useCurrency(data string) {
	r := f.resolved
	table, _ := cldr.Currencies(data)
	f.symbols.useCurrency()
	f.currencySymbol = currencySymbol(table, r.Currency, r.CurrencyDisplay)
	kind := "currency"
	switch {
	case r.CurrencyDisplay == "name":
		f.names = currencyNames(f.table, table, r.Currency)
		kind = "decimal"
	case r.CurrencySign == "accounting" && r.SignDisplay != "never":
		kind = "accounting"
	}
	f.usePattern(kind)
	tag, _ := locale.Parse(r.Locale)
	for _, code := range []string{table.Get("home." + tag.Region), r.Currency} {
		if own, ok := table.Lookup(code + ".pattern"); ok {
			f.pattern = parsePattern(own)
			f.symbols.decimal, f.symbols.group = table.Get(code+".decimal"), table.Get(code+".group")
		}
	}
}

// currencySymbol is what stands for a currency: its code, if the locale has no symbol for it.
func currencySymbol(table cldr.Table, code, display string) string {
	if narrow, ok := table.Lookup(code + ".narrow"); ok && display == "narrowSymbol" {
		return narrow
	}
	if symbol, ok := table.Lookup(code + ".symbol"); ok && display != "code" {
		return symbol
	}
	return code
}

// Resolved is what resolvedOptions shows.
func (f *Formatter) Resolved() Resolved { return f.resolved }

// Format writes a number.
func (f *Formatter) Format(n decimal.Number) string { return join(f.raw(n)) }

// Parts writes a number as typed parts.
func (f *Formatter) Parts(n decimal.Number) []Part { return tidy(f.raw(n)) }

// raw writes a number: digits, then the exponent or the compact form, then affixes, then the unit.
func (f *Formatter) raw(n decimal.Number) []Part {
	w := f.scaled(n.Shift(f.scale))
	body := f.digits(make([]Part, 0, 8), w)
	if w.scientific {
		body = f.exponent(body, w.exponent)
	}
	p, literal := f.pattern, "literal"
	if w.compact != "" {
		p, literal = parsePattern(w.compact), "compact"
	}
	out, spaced := f.wrap(body, p, f.shownSign(w.number), literal)
	if f.names != nil {
		slip := 0
		if spaced {
			slip = 1 // ICU does not count the space that it put in
		}
		out = f.names.wrap(out, f.form(n.Shift(f.scale), w), slip)
	}
	return out
}

// form is the plural form of the name of a unit or a currency. In compact notation ICU takes that of the whole number.
func (f *Formatter) form(n decimal.Number, w written) string {
	number, minFraction, exponent := w.number, w.minFraction, w.exponent
	if f.resolved.Notation == "compact" {
		number, minFraction = f.resolved.Round(n)
		exponent = 0
	}
	if !number.Finite() {
		return plural.Other
	}
	return f.plurals.Select(number.Operands(minFraction, exponent))
}

// shownSign is what signDisplay makes of the sign of a rounded number.
func (f *Formatter) shownSign(n decimal.Number) sign {
	zero := n.IsZero() || n.NaN
	switch f.resolved.SignDisplay {
	case "never":
		return noSign
	case "exceptZero":
		if zero {
			return noSign
		}
	case "auto":
		if !n.Negative {
			return noSign
		}
	}
	if n.Negative {
		return minusSign
	}
	return plusSign
}
