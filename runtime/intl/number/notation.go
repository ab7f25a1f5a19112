package number

import (
	"strconv"
	"strings"

	"voxemu/runtime/intl/decimal"
	"voxemu/runtime/intl/plural"
)

// A written number is a number as it is shown: rounded, and divided by a power of ten if its notation does so.
type written struct {
	number      decimal.Number
	minFraction int
	exponent    int    // the power of ten that it was divided by
	scientific  bool   // the exponent is shown
	compact     string // the pattern of compact notation
}

// scaled rounds a number in its notation.
func (f *Formatter) scaled(n decimal.Number) written {
	switch f.resolved.Notation {
	case "scientific":
		return f.byExponent(n, func(magnitude int) int { return magnitude })
	case "engineering":
		return f.byExponent(n, func(magnitude int) int { return magnitude - ((magnitude%3)+3)%3 })
	case "compact":
		w := f.byExponent(n, f.compactExponent)
		w.scientific = false
		w.compact = f.compactPattern(w)
		return w
	}
	w := written{}
	w.number, w.minFraction = f.resolved.Round(n)
	return w
}

// byExponent divides a number by the power of ten that goes with its magnitude, and rounds it. Rounding may carry it to the next
// magnitude: 999.9 thousand is a million.
func (f *Formatter) byExponent(n decimal.Number, exponent func(magnitude int) int) written {
	w := written{number: n, scientific: n.Finite()}
	if !n.Finite() || n.IsZero() {
		w.number, w.minFraction = f.resolved.Round(n)
		return w
	}
	magnitude := n.Magnitude()
	w.exponent = exponent(magnitude)
	w.number, w.minFraction = f.resolved.Round(n.Shift(-w.exponent))
	if w.number.IsZero() || w.number.Magnitude() == magnitude-w.exponent {
		return w
	}
	if next := exponent(magnitude + 1); next != w.exponent {
		w.number, w.minFraction = f.resolved.Round(w.number.Shift(w.exponent - next))
		w.exponent = next
	}
	return w
}

// The powers of ten that compact patterns are for.
const firstCompact, lastCompact = 3, 20

// findCompact finds the compact patterns: of the numbering system, else of "latn"; of the length, else the short ones.
func (f *Formatter) findCompact() string {
	kinds := []string{"short"}
	switch {
	case f.resolved.Style == "currency" && f.resolved.CurrencyDisplay != "name":
		kinds[0] = "currency"
	case f.resolved.CompactDisplay == "long":
		kinds = []string{"long", "short"}
	}
	for _, kind := range kinds {
		for _, system := range []string{f.system, "latn"} {
			where := system + "." + kind + "."
			if _, ok := f.table.Lookup(where + "3.other"); ok {
				return where
			}
		}
	}
	return ""
}

// compactEntry is the pattern of a power of ten and a plural form, and whether there is one.
func (f *Formatter) compactEntry(power int, form string) (string, bool) {
	return f.table.Lookup(f.compact + strconv.Itoa(power) + "." + form)
}

// compactPower is the power of ten whose pattern a magnitude has: the largest that there is a pattern for, if need be.
func (f *Formatter) compactPower(magnitude int) int {
	for power := min(magnitude, lastCompact); power >= firstCompact; power-- {
		if _, ok := f.compactEntry(power, plural.Other); ok {
			return power
		}
	}
	return 0
}

// compactExponent is the power of ten that a number of a magnitude is divided by: as many digits stay as its pattern has zeros. The
// pattern "0" says that there is no compact form.
func (f *Formatter) compactExponent(magnitude int) int {
	power := f.compactPower(magnitude)
	entry, ok := f.compactEntry(power, plural.Other)
	if !ok || entry == "0" {
		return 0
	}
	return power + 1 - strings.Count(entry, "0")
}

// compactPattern is the pattern for a rounded number, or "" if it is written like any other.
func (f *Formatter) compactPattern(w written) string {
	if !w.number.Finite() {
		return ""
	}
	power := f.compactPower(w.number.Magnitude() + w.exponent)
	if w.number.IsZero() || power == 0 {
		return ""
	}
	forms := []string{f.plurals.Select(w.number.Operands(w.minFraction, 0)), plural.Other}
	if w.number.Is(1) {
		forms = append([]string{"1"}, forms...)
	}
	for _, form := range forms {
		if entry, ok := f.compactEntry(power, form); ok {
			if entry == "0" {
				return ""
			}
			return entry
		}
	}
	return ""
}
