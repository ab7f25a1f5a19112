package plural

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/intl/decimal"
	"voxemu/runtime/intl/locale"
)

func TestRules(t *testing.T) {
	for _, c := range []struct {
		name, condition string
		operands        decimal.Operands
		want            bool
	}{
		{"whole_number", "n = 1", decimal.Operands{I: "1"}, true},
		{"fraction_is_no_whole_number", "n = 1", decimal.Operands{I: "1", F: "5", V: 1, W: 1}, false},
		{"zeros_are_no_fraction", "n = 1", decimal.Operands{I: "1", F: "0", V: 1}, true},
		{"not", "n != 1", decimal.Operands{I: "2"}, true},
		{"list_and_range", "i = 0,2..4", decimal.Operands{I: "3"}, true},
		{"modulus", "i % 100 = 11..14", decimal.Operands{I: "112"}, true},
		{"and", "v = 0 and i = 1", decimal.Operands{I: "1", F: "0", V: 1}, false},
		{"or", "i = 5 or v = 1", decimal.Operands{I: "1", F: "0", V: 1}, true},
		{"visible_fraction", "f = 50", decimal.Operands{I: "1", F: "50", V: 2, W: 1}, true},
		{"fraction_without_zeros", "t = 5", decimal.Operands{I: "1", F: "50", V: 2, W: 1}, true},
		{"digits_without_zeros", "w = 1", decimal.Operands{I: "1", F: "50", V: 2, W: 1}, true},
		{"exponent", "e != 0..5", decimal.Operands{I: "1000000", E: 6}, true},
		{"very_large", "i = 0", decimal.Operands{I: "99999999999999999999"}, false},
		{"float_loses_digits", "n % 100 = 16", decimal.Operands{I: "207437282799541226"}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := parseRule("x", c.condition).holds(c.operands); got != c.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestSelector(t *testing.T) {
	arabic, err := locale.Parse("ar")
	if err != nil {
		t.Fatal(err)
	}
	s, err := New([]locale.Tag{arabic}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := Resolved{Locale: "ar", Type: "cardinal", Precision: decimal.Precision{MinInteger: 1, MaxFraction: 3},
		Categories: []string{"few", "many", "one", "other", "two", "zero"}}
	if diff := cmp.Diff(want, s.Resolved()); diff != "" {
		t.Error(diff)
	}
	if got := Cardinal("pt-PT").Select(decimal.Operands{I: "0"}); got != "other" {
		t.Errorf("Portuguese of Portugal: got %s", got)
	}
	if got := Cardinal("pt-AO").Select(decimal.Operands{I: "0"}); got != "one" {
		t.Errorf("Portuguese of Angola, which ICU counts the Brazilian way: got %s", got)
	}
}

func TestErrors(t *testing.T) {
	zero := 0.0
	for _, c := range []struct {
		name    string
		tags    []locale.Tag
		options Options
		want    string
	}{
		{"type", nil, Options{Type: "x"}, `invalid value "x" for option type`},
		{"digits", nil, Options{Options: decimal.Options{MinimumIntegerDigits: &zero}}, "invalid digits value: 0"},
		{"locale", []locale.Tag{{Language: "sw"}}, Options{}, `locale "sw" is not emulated yet: the cloud knows it, voxemu has no data for it`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := New(c.tags, c.options); err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}
