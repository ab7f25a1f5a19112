package plural

import (
	"math"
	"strconv"
	"strings"

	"voxemu/runtime/intl/decimal"
)

// A rule is the condition of a category: alternatives of relations that all have to hold.
type rule struct {
	category     string
	alternatives [][]relation
}

// A relation is "operand % mod = ranges" or its negation.
type relation struct {
	operand byte
	mod     int // 0 for none
	not     bool
	ranges  [][2]int
}

// parseRule reads a condition in the syntax of UTS 35, such as "v = 0 and i % 10 = 2..4 or n = 1".
func parseRule(category, condition string) rule {
	r := rule{category: category}
	for _, alternative := range strings.Split(condition, " or ") {
		var all []relation
		for _, text := range strings.Split(alternative, " and ") {
			all = append(all, parseRelation(text))
		}
		r.alternatives = append(r.alternatives, all)
	}
	return r
}

// parseRelation reads one relation. The rules are part of the program and tested, so what does not parse is 0.
func parseRelation(text string) relation {
	left, right, not := strings.Cut(text, " != ")
	if !not {
		left, right, _ = strings.Cut(text, " = ")
	}
	r := relation{operand: left[0], not: not}
	if _, mod, ok := strings.Cut(left, " % "); ok {
		r.mod, _ = strconv.Atoi(mod)
	}
	for _, span := range strings.Split(right, ",") {
		low, high, ok := strings.Cut(span, "..")
		if !ok {
			high = low
		}
		a, _ := strconv.Atoi(low)
		b, _ := strconv.Atoi(high)
		r.ranges = append(r.ranges, [2]int{a, b})
	}
	return r
}

func (r rule) holds(o decimal.Operands) bool {
	for _, all := range r.alternatives {
		holds := true
		for _, rel := range all {
			holds = holds && rel.holds(o)
		}
		if holds {
			return true
		}
	}
	return false
}

func (r relation) holds(o decimal.Operands) bool {
	value, whole := r.value(o)
	in := false
	for _, span := range r.ranges {
		in = in || whole && value >= span[0] && value <= span[1]
	}
	return in != r.not
}

// value is the operand, reduced by the modulus, and whether it is an integer. ICU counts with floats here, so very large numbers lose
// their last digits.
func (r relation) value(o decimal.Operands) (value int, whole bool) {
	switch r.operand {
	case 'n':
		return reduce(o.I, r.mod), o.W == 0
	case 'i':
		return reduce(o.I[max(0, len(o.I)-18):], r.mod), true
	case 'f':
		return reduce(fraction(o.F), r.mod), true
	case 't':
		return reduce(fraction(o.F[:o.W]), r.mod), true
	case 'v':
		return o.V, true
	case 'w':
		return o.W, true
	}
	return o.E, true // 'e' and its older name 'c'
}

// fraction is the digits of a fraction that count.
func fraction(digits string) string {
	digits = strings.TrimLeft(digits, "0")
	return digits[:min(len(digits), 18)]
}

// reduce is the value of digits as a float, reduced by a modulus; without one, what is large stays large enough.
func reduce(digits string, by int) int {
	const large = 1 << 40
	value, err := strconv.ParseFloat(digits, 64)
	switch {
	case digits == "":
		return 0
	case by > 0 && err == nil:
		return int(math.Mod(value, float64(by)))
	case value > large:
		return large
	}
	return int(value)
}
