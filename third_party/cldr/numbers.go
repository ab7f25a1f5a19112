package cldr

import (
	"strings"
	"sync"
)

var (
	numbers    = newLibrary("numbers")
	currencies = newLibrary("currencies")
	units      = newLibrary("units")
	phrases    = newLibrary("phrases")
)

// Numbers is the symbols and patterns of numbers of a CLDR locale, and whether it is known. The keys are described in
// reduce-numbers.mjs, as are those of the next three.
func Numbers(locale string) (Table, bool) { return numbers().table(locale) }

// Currencies is the symbols and names of currencies of a CLDR locale.
func Currencies(locale string) (Table, bool) { return currencies().table(locale) }

// Units is the patterns of units of a CLDR locale.
func Units(locale string) (Table, bool) { return units().table(locale) }

// Phrases is the patterns of lists and of relative times of a CLDR locale.
func Phrases(locale string) (Table, bool) { return phrases().table(locale) }

// Digits is the ten digits of each decimal numbering system, and no digits for a system that is not decimal.
var Digits = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(text("digits.txt")) {
		name, digits, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		out[name] = strings.Split(digits, "")
	}
	return out
})

// A PluralRule is the condition, in the syntax of UTS 35, under which a number is of a category.
type PluralRule struct {
	Category, Condition string
}

// PluralRules are the rules of a language, in the order in which they are tried; none of them is "other". Kind is "cardinal" or
// "ordinal". The keys are "kind language".
var PluralRules = sync.OnceValue(func() map[string][]PluralRule {
	out := map[string][]PluralRule{}
	for line := range strings.Lines(text("plurals.txt")) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		key := fields[0] + " " + fields[1]
		out[key] = append(out[key], PluralRule{fields[2], fields[3]})
	}
	return out
})
