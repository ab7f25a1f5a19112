// Package decimal is the exact arithmetic under formatted numbers: decimal digits with an exponent, rounded as ECMA-402 says. No step
// of it goes through binary fractions, so 1.005 is what a script wrote, and is rounded so.
package decimal

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// A Number is a decimal number, an infinity or not a number. The zero Number is 0.
type Number struct {
	// Negative is the sign, also of zero.
	Negative bool
	// Infinite and NaN are the values that have no digits.
	Infinite, NaN bool

	digits []byte // values 0 to 9, most significant first, without zeros at either end; none for 0
	exp    int    // the power of ten of the last digit
}

// FromFloat is the number that the shortest digits of a float stand for, which are those that JavaScript prints.
func FromFloat(x float64) Number {
	n := Number{Negative: math.Signbit(x)}
	switch {
	case math.IsNaN(x):
		return Number{NaN: true}
	case math.IsInf(x, 0):
		n.Infinite = true
		return n
	}
	var buf [32]byte
	text := strconv.AppendFloat(buf[:0], math.Abs(x), 'e', -1, 64)
	digits := make([]byte, 0, 17)
	for i, c := range text {
		if c == 'e' {
			n.exp, _ = strconv.Atoi(string(text[i+1:])) // strconv wrote it
			break
		}
		if c != '.' {
			digits = append(digits, c-'0')
		}
	}
	n.exp -= len(digits) - 1
	n.digits = digits
	n.trim()
	return n
}

// FromBig is the number of a big integer.
func FromBig(x *big.Int) Number {
	text := x.String()
	n := Number{Negative: x.Sign() < 0}
	n.digits = []byte(strings.TrimPrefix(text, "-"))
	for i := range n.digits {
		n.digits[i] -= '0'
	}
	n.trim()
	return n
}

// trim takes zeros off both ends of the digits.
func (n *Number) trim() {
	for len(n.digits) > 0 && n.digits[0] == 0 {
		n.digits = n.digits[1:]
	}
	for len(n.digits) > 0 && n.digits[len(n.digits)-1] == 0 {
		n.digits = n.digits[:len(n.digits)-1]
		n.exp++
	}
	if len(n.digits) == 0 {
		n.exp = 0
	}
}

// Finite tells whether the number has digits.
func (n Number) Finite() bool { return !n.NaN && !n.Infinite }

// IsZero tells whether the number is 0, of either sign.
func (n Number) IsZero() bool { return n.Finite() && len(n.digits) == 0 }

// Magnitude is the power of ten of the first digit, 0 for 0.
func (n Number) Magnitude() int {
	if len(n.digits) == 0 {
		return 0
	}
	return n.exp + len(n.digits) - 1
}

// Shift is the number times a power of ten.
func (n Number) Shift(power int) Number {
	if len(n.digits) > 0 {
		n.exp += power
	}
	return n
}

// Is tells whether the number is a certain digit and no more: 0, 1, ... 9.
func (n Number) Is(digit byte) bool {
	if digit == 0 {
		return n.IsZero()
	}
	return n.Finite() && n.exp == 0 && len(n.digits) == 1 && n.digits[0] == digit
}

// HalfEven rounds to a number of fraction digits, halves to the even neighbour.
func (n Number) HalfEven(fraction int) Number {
	last := len(n.digits) - 1
	if n.exp != -fraction-1 || last < 0 || n.digits[last] != 5 || last > 0 && n.digits[last-1]%2 == 1 {
		return n.round(-fraction)
	}
	out := n
	out.digits, out.exp = n.digits[:last], n.exp+1
	out.trim()
	return out
}

// round rounds to a multiple of a power of ten, halves away from zero.
func (n Number) round(power int) Number {
	drop := power - n.exp
	if drop <= 0 || len(n.digits) == 0 {
		return n
	}
	out := n
	if drop > len(n.digits) {
		out.digits, out.exp = nil, 0
		return out
	}
	keep := len(n.digits) - drop
	out.digits = append(make([]byte, 0, keep+1), 0)
	out.digits = append(out.digits, n.digits[:keep]...)
	if n.digits[keep] >= 5 {
		i := keep
		for out.digits[i] == 9 {
			out.digits[i] = 0
			i--
		}
		out.digits[i]++
	}
	out.exp = power
	out.trim()
	return out
}

// Text writes the digits: those before the decimal point, at least minInteger, and those after it, at least minFraction. Each byte is
// an ASCII digit. The number has to be finite.
func (n Number) Text(minInteger, minFraction int) (integer, fraction string) {
	whole := max(minInteger, n.Magnitude()+1, 0)
	rest := max(minFraction, -n.exp, 0)
	buf := make([]byte, whole+rest)
	for i := range buf {
		buf[i] = '0'
	}
	first := whole - 1 - n.Magnitude()
	for i, d := range n.digits {
		buf[first+i] = '0' + d
	}
	return string(buf[:whole]), string(buf[whole:])
}
