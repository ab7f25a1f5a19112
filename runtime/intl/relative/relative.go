// Package relative says how far a time is away in the words of a locale: Intl.RelativeTimeFormat, over the patterns of CLDR 43.
//
//	f, err := relative.New([]locale.Tag{ru}, relative.Options{Numeric: "auto"})
//	f.Format(-2, "day") // "позавчера"
package relative

import (
	"math"
	"strings"

	"voxemu/runtime/intl/decimal"
	"voxemu/runtime/intl/locale"
	"voxemu/runtime/intl/number"
	"voxemu/runtime/intl/plural"
	"voxemu/third_party/cldr"
)

// Options are those of the constructor Intl.RelativeTimeFormat by their names in ECMA-402; "" is an option that was not given.
type Options struct {
	NumberingSystem string
	Style           string // long, short, narrow
	Numeric         string // always, auto
}

// Resolved is what resolvedOptions shows.
type Resolved struct {
	Locale, Style, Numeric, NumberingSystem string
}

// A Formatter is an Intl.RelativeTimeFormat. It does not change once it is made.
type Formatter struct {
	resolved Resolved
	table    cldr.Table
	numbers  *number.Formatter
	plurals  plural.Rules
}

// A Part is a piece of the text. Unit is the unit of the parts of a number, "" for literals.
type Part struct {
	Type, Value, Unit string
}

// New makes a formatter for the first of the requested locales that is known. Errors are *locale.RangeError and
// *locale.UnsupportedError.
func New(requested []locale.Tag, options Options) (*Formatter, error) {
	key, err := locale.NumberingKey(options.NumberingSystem)
	if err != nil {
		return nil, err
	}
	found, err := locale.Resolve(requested, key)
	if err != nil {
		return nil, err
	}
	f := &Formatter{plurals: plural.Cardinal(found.Data)}
	f.resolved = Resolved{Locale: found.Name, NumberingSystem: found.Values["nu"]}
	if f.resolved.Style, err = locale.Choose("style", options.Style, "long", "short", "narrow"); err != nil {
		return nil, err
	}
	if f.resolved.Numeric, err = locale.Choose("numeric", options.Numeric, "always", "auto"); err != nil {
		return nil, err
	}
	var ok bool
	if f.table, ok = cldr.Phrases(found.Data); !ok {
		return nil, &locale.UnsupportedError{Kind: "locale", Name: found.Name}
	}
	f.numbers, err = number.New(requested, number.Options{NumberingSystem: options.NumberingSystem})
	return f, err
}

// Resolved is what resolvedOptions shows.
func (f *Formatter) Resolved() Resolved { return f.resolved }

// Format says what value units from now is called; unit is the name of a unit in singular or plural. The error is a
// *locale.RangeError.
func (f *Formatter) Format(value float64, unit string) (string, error) {
	parts, err := f.parts(value, unit, "format")
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Value)
	}
	return b.String(), err
}

// Parts is the same in typed parts.
func (f *Formatter) Parts(value float64, unit string) ([]Part, error) {
	return f.parts(value, unit, "formatToParts")
}

func (f *Formatter) parts(value float64, unit, method string) ([]Part, error) {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return nil, &locale.RangeError{Message: "date value is not finite in RelativeTimeFormat." + method + "()"}
	}
	single, err := singular(unit)
	if err != nil {
		return nil, err
	}
	key := "relative." + single
	if f.resolved.Style != "long" {
		key += "-" + f.resolved.Style
	}
	if f.resolved.Numeric == "auto" {
		if word := f.word(key, value); word != "" {
			return []Part{{Type: "literal", Value: word}}, nil
		}
	}
	return f.numeric(key, single, value), nil
}

// singular is the unit without the s that it may end in.
func singular(unit string) (string, error) {
	name := strings.TrimSuffix(unit, "s")
	switch name {
	case "second", "minute", "hour", "day", "week", "month", "quarter", "year":
		return name, nil
	}
	return "", locale.InvalidOption("unit", unit)
}

// word is what a locale has for a few near times: "yesterday". As ICU does, it takes what is within half a hundredth of one.
func (f *Formatter) word(key string, value float64) string {
	if math.Abs(value) >= 2.1 {
		return ""
	}
	hundredths := math.Trunc(value*100 + math.Copysign(0.5, value))
	names := map[float64]string{-200: "-2", -100: "-1", 0: "0", 100: "1", 200: "2"}
	name, ok := names[hundredths]
	if !ok {
		return ""
	}
	return f.table.Get(key + "." + name)
}

// numeric says a number of units.
func (f *Formatter) numeric(key, unit string, value float64) []Part {
	way := ".future."
	if math.Signbit(value) {
		way = ".past."
		value = -value
	}
	n := decimal.FromFloat(value).HalfEven(3) // unlike Intl.NumberFormat
	rounded, minFraction := f.numbers.Resolved().Round(n)
	pattern, ok := f.table.Lookup(key + way + f.plurals.Select(rounded.Operands(minFraction, 0)))
	if !ok {
		pattern = f.table.Get(key + way + plural.Other)
	}
	before, after, hasNumber := strings.Cut(pattern, "{0}")
	var out []Part
	if before != "" {
		out = append(out, Part{Type: "literal", Value: before})
	}
	if !hasNumber {
		return out
	}
	for _, p := range f.numbers.Parts(n) {
		out = append(out, Part{Type: p.Type, Value: p.Value, Unit: unit})
	}
	if after != "" {
		out = append(out, Part{Type: "literal", Value: after})
	}
	return out
}
