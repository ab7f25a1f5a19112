package decimal

import (
	"math"
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func text(n Number, minInteger, minFraction int) string {
	integer, fraction := n.Text(minInteger, minFraction)
	if fraction == "" {
		return integer
	}
	return integer + "." + fraction
}

func number(x float64) *float64 { return &x }

func TestText(t *testing.T) {
	for _, c := range []struct {
		name                    string
		x                       float64
		minInteger, minFraction int
		want                    string
	}{
		{"zero", 0, 1, 0, "0"},
		{"padded", 7, 3, 2, "007.00"},
		{"small", 5e-7, 1, 0, "0.0000005"},
		{"large", 1e21, 1, 0, "1000000000000000000000"},
		{"shortest_digits", 0.1, 1, 0, "0.1"},
		{"trailing_zeros_of_an_integer", 1200, 1, 1, "1200.0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := text(FromFloat(c.x), c.minInteger, c.minFraction); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
	big, _ := new(big.Int).SetString("-123456789012345678901234567890", 10)
	if n := FromBig(big); !n.Negative || text(n, 1, 0) != "123456789012345678901234567890" {
		t.Errorf("big integer: got %v", n)
	}
}

func TestKinds(t *testing.T) {
	if n := FromFloat(math.NaN()); !n.NaN || n.Finite() || n.IsZero() || n.Is(0) {
		t.Errorf("not a number: %+v", n)
	}
	if n := FromFloat(math.Inf(-1)); !n.Infinite || !n.Negative || n.Is(1) {
		t.Errorf("infinity: %+v", n)
	}
	if n := FromFloat(math.Copysign(0, -1)); !n.IsZero() || !n.Negative || !n.Is(0) || n.Magnitude() != 0 || n.Shift(3).Magnitude() != 0 {
		t.Errorf("negative zero: %+v", n)
	}
	if n := FromFloat(1000).Shift(-3); !n.Is(1) || n.Is(2) {
		t.Errorf("one: %+v", n)
	}
	if got := FromFloat(0.00123).Magnitude(); got != -3 {
		t.Errorf("magnitude: %d", got)
	}
}

func TestPrecision(t *testing.T) {
	for _, c := range []struct {
		name    string
		options Options
		compact bool
		x       float64
		want    string
	}{
		{"default", Options{}, false, 1234.56789, "1234.568"},
		{"half_away_from_zero_in_decimal", Options{MaximumFractionDigits: number(2)}, false, 1.005, "1.01"},
		{"below_half", Options{MaximumFractionDigits: number(2)}, false, 1.00499, "1"},
		{"carry", Options{MaximumFractionDigits: number(1)}, false, 99.96, "100"},
		{"to_nothing", Options{MaximumFractionDigits: number(0)}, false, 0.04, "0"},
		{"to_one", Options{MaximumFractionDigits: number(0)}, false, 0.5, "1"},
		{"minimum_raises_maximum", Options{MinimumFractionDigits: number(5)}, false, 1.5, "1.50000"},
		{"maximum_lowers_minimum", Options{MaximumFractionDigits: number(0)}, false, 2, "2"},
		{"significant", Options{MaximumSignificantDigits: number(3)}, false, 123456, "123000"},
		{"significant_wins_over_fraction", Options{MinimumSignificantDigits: number(3), MaximumFractionDigits: number(0)}, false, 1.5, "1.50"},
		{"compact_small", Options{}, true, 1.25, "1.3"},
		{"compact_large", Options{}, true, 123.4, "123"},
		{"integer_digits", Options{MinimumIntegerDigits: number(4.9)}, false, 12, "0012"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := c.options.Precision(0, 3, c.compact)
			if err != nil {
				t.Fatal(err)
			}
			n, minFraction := p.Round(FromFloat(c.x))
			if got := text(n, p.MinInteger, minFraction); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
	if n, _ := (Precision{}).Round(FromFloat(math.Inf(1))); !n.Infinite {
		t.Error("infinity was rounded")
	}
}

func TestPrecisionErrors(t *testing.T) {
	for _, c := range []struct {
		name    string
		options Options
		want    string
	}{
		{"integer_zero", Options{MinimumIntegerDigits: number(0)}, "invalid digits value: 0"},
		{"fraction_too_many", Options{MinimumFractionDigits: number(21)}, "invalid digits value: 21"},
		{"fraction_below_zero", Options{MaximumFractionDigits: number(-0.5)}, "invalid digits value: -0.5"},
		{"maximum_below_minimum", Options{MinimumFractionDigits: number(3), MaximumFractionDigits: number(2)}, "invalid digits value: 2"},
		{"significant_below_minimum", Options{MinimumSignificantDigits: number(3), MaximumSignificantDigits: number(2)}, "invalid digits value: 2"},
		{"first_of_two", Options{MinimumIntegerDigits: number(99), MinimumFractionDigits: number(98)}, "invalid digits value: 99"},
		{"not_a_number", Options{MinimumSignificantDigits: number(math.NaN())}, "invalid digits value: NaN"},
		{"infinity", Options{MinimumSignificantDigits: number(math.Inf(1))}, "invalid digits value: Infinity"},
		{"negative_infinity", Options{MinimumSignificantDigits: number(math.Inf(-1))}, "invalid digits value: -Infinity"},
		{"far_out", Options{MinimumSignificantDigits: number(1e30)}, "invalid digits value: 1e+30"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := c.options.Precision(0, 3, false); err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestHalfEven(t *testing.T) {
	for _, c := range []struct {
		name string
		x    float64
		want string
	}{
		{"half_to_even_below", 0.0005, "0"},
		{"half_to_even_above", 0.0015, "0.002"},
		{"half_of_even", 1.0025, "1.002"},
		{"above_half", 1.00251, "1.003"},
		{"nothing_to_do", 1.25, "1.25"},
		{"zero", 0, "0"},
		{"zeros_left_behind", 10.0005, "10"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := text(FromFloat(c.x).HalfEven(3), 1, 0); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestOperands(t *testing.T) {
	for _, c := range []struct {
		name                  string
		x                     float64
		minFraction, exponent int
		want                  Operands
	}{
		{"integer", 21, 0, 0, Operands{I: "21"}},
		{"visible_zeros", 1.5, 3, 0, Operands{I: "1", F: "500", V: 3, W: 1}},
		{"compact", 1.25, 0, 6, Operands{I: "1250000", E: 6}},
		{"scientific_below_one", 5, 0, -2, Operands{I: "0", F: "05", V: 2, W: 2, E: -2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, FromFloat(c.x).Operands(c.minFraction, c.exponent)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
