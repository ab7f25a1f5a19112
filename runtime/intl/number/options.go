package number

import (
	"slices"
	"strings"

	"voxemu/runtime/intl/decimal"
	"voxemu/runtime/intl/locale"
)

// Options are those of the constructor Intl.NumberFormat in Firefox 115, by their names in ECMA-402. "" is an option that was not
// given, locale.Empty one that was given as an empty string. The options of NumberFormat v3, such as roundingMode, came with Firefox
// 116 and are not looked at.
type Options struct {
	NumberingSystem string
	Style           string // decimal, percent, currency, unit
	Currency        string // three letters of any case
	CurrencyDisplay string // symbol, narrowSymbol, code, name
	CurrencySign    string // standard, accounting
	Unit            string // a sanctioned unit, or two with "-per-" between
	UnitDisplay     string // short, narrow, long
	Notation        string // standard, scientific, engineering, compact
	CompactDisplay  string // short, long
	SignDisplay     string // auto, never, always, exceptZero
	// NoGrouping is useGrouping: false.
	NoGrouping bool
	decimal.Options
}

// Resolved is what resolvedOptions shows; options that have no meaning for the style or notation are "".
type Resolved struct {
	Locale, NumberingSystem                 string
	Style                                   string
	Currency, CurrencyDisplay, CurrencySign string
	Unit, UnitDisplay                       string
	decimal.Precision
	UseGrouping              bool
	Notation, CompactDisplay string
	SignDisplay              string
}

// sanctioned are the units that ECMA-402 allows, sorted.
const sanctioned = " acre bit byte celsius centimeter day degree fahrenheit fluid-ounce foot gallon gigabit gigabyte gram hectare hour " +
	"inch kilobit kilobyte kilogram kilometer liter megabit megabyte meter microsecond mile mile-scandinavian milliliter millimeter " +
	"millisecond minute month nanosecond ounce percent petabyte pound second stone terabit terabyte week yard year "

func isSanctioned(unit string) bool {
	return unit != "" && !strings.Contains(unit, " ") && strings.Contains(sanctioned, " "+unit+" ")
}

// isUnit tells whether a unit identifier is well-formed.
func isUnit(unit string) bool {
	if isSanctioned(unit) {
		return true
	}
	numerator, denominator, ok := strings.Cut(unit, "-per-")
	return ok && isSanctioned(numerator) && isSanctioned(denominator)
}

// resolve checks the options in the order of ECMA-402 and fills in defaults. The locale is settled by the caller.
func (o Options) resolve() (Resolved, error) {
	r := Resolved{UseGrouping: !o.NoGrouping}
	var err error
	if r.Style, err = locale.Choose("style", o.Style, "decimal", "percent", "currency", "unit"); err != nil {
		return r, err
	}
	if err := o.resolveCurrency(&r); err != nil {
		return r, err
	}
	if err := o.resolveUnit(&r); err != nil {
		return r, err
	}
	if r.Notation, err = locale.Choose("notation", o.Notation, "standard", "scientific", "engineering", "compact"); err != nil {
		return r, err
	}
	minFraction, maxFraction := 0, 3
	switch r.Style {
	case "currency":
		minFraction = CurrencyDigits(r.Currency)
		maxFraction = minFraction
	case "percent":
		maxFraction = 0
	}
	if r.Precision, err = o.Precision(minFraction, maxFraction, r.Notation == "compact"); err != nil {
		return r, err
	}
	compactDisplay, err := locale.Choose("compactDisplay", o.CompactDisplay, "short", "long")
	if err != nil {
		return r, err
	}
	if r.Notation == "compact" {
		r.CompactDisplay = compactDisplay
	}
	r.SignDisplay, err = locale.Choose("signDisplay", o.SignDisplay, "auto", "never", "always", "exceptZero")
	return r, err
}

func (o Options) resolveCurrency(r *Resolved) error {
	if o.Currency == "" && r.Style == "currency" {
		return &locale.TypeError{Message: "undefined currency in NumberFormat() with currency style"}
	}
	currency := strings.ToUpper(o.Currency)
	notLetter := func(c rune) bool { return c < 'A' || c > 'Z' }
	if o.Currency != "" && (len(o.Currency) != 3 || strings.ContainsFunc(currency, notLetter)) {
		return &locale.RangeError{Message: "invalid currency code in NumberFormat(): " + strings.Trim(o.Currency, locale.Empty)}
	}
	display, err := locale.Choose("currencyDisplay", o.CurrencyDisplay, "symbol", "narrowSymbol", "code", "name")
	if err != nil {
		return err
	}
	sign, err := locale.Choose("currencySign", o.CurrencySign, "standard", "accounting")
	if err != nil {
		return err
	}
	if r.Style == "currency" {
		r.Currency, r.CurrencyDisplay, r.CurrencySign = currency, display, sign
	}
	return nil
}

func (o Options) resolveUnit(r *Resolved) error {
	if o.Unit == "" && r.Style == "unit" {
		return &locale.TypeError{Message: "undefined unit in NumberFormat() with unit style"}
	}
	if o.Unit != "" && !isUnit(o.Unit) {
		return &locale.RangeError{Message: "invalid unit identifier in NumberFormat(): " + strings.Trim(o.Unit, locale.Empty)}
	}
	display, err := locale.Choose("unitDisplay", o.UnitDisplay, "short", "narrow", "long")
	if err != nil {
		return err
	}
	if r.Style == "unit" {
		r.Unit, r.UnitDisplay = o.Unit, display
	}
	return nil
}

// CurrencyDigits is how many fraction digits amounts of a currency have by ISO 4217. SpiderMonkey follows that list; other engines
// follow CLDR, which has fewer digits where coins are out of use.
func CurrencyDigits(code string) int {
	switch {
	case slices.Contains([]string{"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF",
		"XOF", "XPF"}, code):
		return 0
	case slices.Contains([]string{"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}, code):
		return 3
	case code == "CLF" || code == "UYW":
		return 4
	}
	return 2
}
