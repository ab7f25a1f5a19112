// Package plural says which grammatical form goes with a number: Intl.PluralRules, and the choice of forms inside other formatters. The
// rules are those of CLDR 43.
package plural

import (
	"slices"
	"strings"
	"sync"

	"voxemu/runtime/intl/decimal"
	"voxemu/third_party/cldr"
)

// Other is the category that every language has.
const Other = "other"

// Rules are the rules of one language for cardinal or for ordinal numbers.
type Rules struct {
	rules []rule
}

// all is the rules of all languages by "kind language".
var all = sync.OnceValue(func() map[string]Rules {
	out := map[string]Rules{}
	for key, conditions := range cldr.PluralRules() {
		var r Rules
		for _, c := range conditions {
			r.rules = append(r.rules, parseRule(c.Category, c.Condition))
		}
		// ICU tries them in this order, which matters where two hold.
		slices.SortStableFunc(r.rules, func(a, b rule) int { return strings.Compare(a.category, b.category) })
		out[key] = r
	}
	return out
})

// Cardinal is the rules for counts of a CLDR locale.
func Cardinal(data string) Rules { return find("cardinal", data) }

// Ordinal is the rules for places in an order of a CLDR locale.
func Ordinal(data string) Rules { return find("ordinal", data) }

// find looks for the locale itself, such as pt-PT, and then for its language.
func find(kind, data string) Rules {
	if r, ok := all()[kind+" "+data]; ok {
		return r
	}
	language, _, _ := strings.Cut(data, "-")
	return all()[kind+" "+language]
}

// Select is the category of a number.
func (r Rules) Select(o decimal.Operands) string {
	for _, rule := range r.rules {
		if rule.holds(o) {
			return rule.category
		}
	}
	return Other
}

// Categories are those that the rules tell apart, in the order in which SpiderMonkey lists them, that of the alphabet.
func (r Rules) Categories() []string {
	out := []string{Other}
	for _, rule := range r.rules {
		out = append(out, rule.category)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
