package decimal

import (
	"math"
	"strconv"

	"voxemu/runtime/intl/locale"
)

// Options are the digit options of ECMA-402 as they were read from the options object and made numbers; nil is undefined.
type Options struct {
	MinimumIntegerDigits     *float64
	MinimumFractionDigits    *float64
	MaximumFractionDigits    *float64
	MinimumSignificantDigits *float64
	MaximumSignificantDigits *float64
}

// How numbers are rounded.
type Rounding int

// The kinds of rounding.
const (
	// ByFraction keeps a number of fraction digits.
	ByFraction Rounding = iota
	// BySignificance keeps a number of significant digits.
	BySignificance
	// ForCompact rounds to an integer, or to two significant digits where that keeps more.
	ForCompact
)

// A Precision is how many digits a number is shown with.
type Precision struct {
	Rounding
	// MinInteger is 1 to 21.
	MinInteger int
	// MinFraction and MaxFraction are 0 to 20; they hold for ByFraction.
	MinFraction, MaxFraction int
	// MinSignificant and MaxSignificant are 1 to 21; they hold for BySignificance.
	MinSignificant, MaxSignificant int
}

// Precision settles the options: the abstract operation SetNumberFormatDigitOptions of ECMA-402 2022, before NumberFormat v3. The two
// defaults hold where nothing is asked for; compact says that the notation is. Errors are *locale.RangeError.
func (o Options) Precision(minFraction, maxFraction int, compact bool) (Precision, error) {
	c := checker{}
	p := Precision{MinInteger: c.number(o.MinimumIntegerDigits, 1, 21, 1)}
	switch {
	case o.MinimumSignificantDigits != nil || o.MaximumSignificantDigits != nil:
		p.Rounding = BySignificance
		p.MinSignificant = c.number(o.MinimumSignificantDigits, 1, 21, 1)
		p.MaxSignificant = c.number(o.MaximumSignificantDigits, p.MinSignificant, 21, 21)
	case o.MinimumFractionDigits != nil || o.MaximumFractionDigits != nil:
		p.MinFraction = c.number(o.MinimumFractionDigits, 0, 20, -1)
		p.MaxFraction = c.number(o.MaximumFractionDigits, 0, 20, -1)
		switch {
		case p.MinFraction < 0:
			p.MinFraction = min(minFraction, p.MaxFraction)
		case p.MaxFraction < 0:
			p.MaxFraction = max(maxFraction, p.MinFraction)
		case p.MinFraction > p.MaxFraction:
			c.refuse(float64(p.MaxFraction))
		}
	case compact:
		p.Rounding = ForCompact
	default:
		p.MinFraction, p.MaxFraction = minFraction, maxFraction
	}
	return p, c.err
}

// A checker keeps the first error of several checks.
type checker struct {
	err error
}

// number is the abstract operation DefaultNumberOption.
func (c *checker) number(value *float64, low, high, missing int) int {
	if value == nil {
		return missing
	}
	if math.IsNaN(*value) || *value < float64(low) || *value > float64(high) {
		c.refuse(*value)
		return low
	}
	return int(math.Floor(*value))
}

func (c *checker) refuse(value float64) {
	if c.err == nil {
		c.err = &locale.RangeError{Message: "invalid digits value: " + numberText(value)}
	}
}

// numberText is a number as JavaScript prints it; far out it is close enough for a message.
func numberText(x float64) string {
	switch {
	case math.IsNaN(x):
		return "NaN"
	case math.IsInf(x, 1):
		return "Infinity"
	case math.IsInf(x, -1):
		return "-Infinity"
	case math.Abs(x) < 1e21 && math.Abs(x) >= 1e-6 || x == 0:
		return strconv.FormatFloat(x+0, 'f', -1, 64)
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

// Round rounds a number, halves away from zero, and tells how many fraction digits it has to be shown with at least.
func (p Precision) Round(n Number) (rounded Number, minFraction int) {
	if !n.Finite() {
		return n, 0
	}
	switch p.Rounding {
	case BySignificance:
		rounded = n.round(n.Magnitude() - p.MaxSignificant + 1)
		return rounded, max(0, p.MinSignificant-1-rounded.Magnitude())
	case ForCompact:
		return n.round(min(0, n.Magnitude()-1)), 0
	}
	return n.round(-p.MaxFraction), p.MinFraction
}
