package number

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/intl/decimal"
	"voxemu/runtime/intl/locale"
)

// The cases a reader would look for first; the golden table has many more.
func TestFormat(t *testing.T) {
	for _, c := range []struct{ name, tag, options, input, want string }{
		{"default", "en", `{}`, "1234567.891", "1,234,567.891"},
		{"german_euro", "de", `{"style":"currency","currency":"eur"}`, "1234.5", "1.234,50\u00a0€"},
		{"spanish_groups_from_five_digits", "es", `{}`, "1234", "1234"},
		{"indian_groups", "en-IN", `{}`, "12345678", "1,23,45,678"},
		{"arabic_digits", "ar-EG", `{}`, "12.5", "١٢٫٥"},
		{"han_digits", "zh-u-nu-hanidec", `{}`, "123", "一二三"},
		{"no_grouping", "en", `{"useGrouping":false}`, "12345", "12345"},
		{"rounded_as_written", "en", `{"maximumFractionDigits":2}`, "1.005", "1.01"},
		{"big_integer", "en", `{}`, "12345678901234567890n", "12,345,678,901,234,567,890"},
		{"percent_is_exact", "en", `{"style":"percent","maximumFractionDigits":2}`, "0.285", "28.5%"},
		{"russian_currency_name", "ru", `{"style":"currency","currency":"RUB","currencyDisplay":"name"}`, "21", "21,00 российского рубля"},
		{"currency_without_a_name", "uz-Cyrl", `{"style":"currency","currency":"ZZZ","currencyDisplay":"name"}`, "1", "1,00 ZZZ"},
		{"accounting", "en", `{"style":"currency","currency":"USD","currencySign":"accounting"}`, "-5", "($5.00)"},
		{"iso_digits", "en", `{"style":"currency","currency":"IQD"}`, "1", "IQD\u00a01.000"},
		{"yen", "ja", `{"style":"currency","currency":"JPY"}`, "1234", "￥1,234"},
		{"four_digits", "en", `{"style":"currency","currency":"CLF"}`, "1", "CLF\u00a01.0000"},
		{"compact_carry", "en", `{"notation":"compact"}`, "999999", "1M"},
		{"compact_word_for_one", "fr", `{"notation":"compact","compactDisplay":"long"}`, "1000", "mille"},
		{"compact_long_currency_is_short", "en", `{"style":"currency","currency":"USD","notation":"compact","compactDisplay":"long"}`, "1500", "$1.5K"},
		{"scientific", "en", `{"notation":"scientific"}`, "123456", "1.235E5"},
		{"scientific_carry", "en", `{"notation":"scientific"}`, "9999.9999", "1E4"},
		{"engineering_carry", "en", `{"notation":"engineering"}`, "999.99999", "1E3"},
		{"unit_per_unit", "de", `{"style":"unit","unit":"kilometer-per-hour","unitDisplay":"long"}`, "5", "5 Kilometer pro Stunde"},
		{"unit_without_number", "he", `{"style":"unit","unit":"hour","unitDisplay":"long"}`, "2", "שעתיים"},
		{"unit_of_infinity", "en", `{"style":"unit","unit":"meter"}`, "Infinity", "∞ m"},
		{"always_a_sign", "en", `{"signDisplay":"always"}`, "0", "+0"},
		{"no_sign_of_zero", "en", `{"signDisplay":"exceptZero"}`, "-0", "0"},
		{"negative_zero", "en", `{}`, "-0", "-0"},
		// ICU writes all currencies the Turkish way where the lira is at home, and puts the name into the digits.
		{"icu_slip", "tr-TR", `{"style":"currency","currency":"HUF","currencyDisplay":"name"}`, "5", "HUF\u00a05,0 Macar forinti0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := newFormatter(t, c.tag, c.options).Format(parseInput(t, c.input)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	twenty := 21.0
	for _, c := range []struct {
		name    string
		options Options
		want    string
	}{
		{"style", Options{Style: "money"}, `invalid value "money" for option style`},
		{"no_currency", Options{Style: "currency"}, "undefined currency in NumberFormat() with currency style"},
		{"bad_currency", Options{Currency: "EURO"}, "invalid currency code in NumberFormat(): EURO"},
		{"empty_currency", Options{Currency: locale.Empty}, "invalid currency code in NumberFormat(): "},
		{"currency_display", Options{CurrencyDisplay: "x"}, `invalid value "x" for option currencyDisplay`},
		{"currency_sign", Options{CurrencySign: "x"}, `invalid value "x" for option currencySign`},
		{"no_unit", Options{Style: "unit"}, "undefined unit in NumberFormat() with unit style"},
		{"unsanctioned_unit", Options{Unit: "parsec"}, "invalid unit identifier in NumberFormat(): parsec"},
		{"two_units_at_once", Options{Unit: "hour minute"}, "invalid unit identifier in NumberFormat(): hour minute"},
		{"per_unsanctioned", Options{Unit: "meter-per-parsec"}, "invalid unit identifier in NumberFormat(): meter-per-parsec"},
		{"unit_display", Options{UnitDisplay: "x"}, `invalid value "x" for option unitDisplay`},
		{"notation", Options{Notation: "x"}, `invalid value "x" for option notation`},
		{"digits", Options{Options: decimal.Options{MinimumFractionDigits: &twenty}}, "invalid digits value: 21"},
		{"compact_display", Options{CompactDisplay: "x"}, `invalid value "x" for option compactDisplay`},
		{"sign_display_of_version_three", Options{SignDisplay: "negative"}, `invalid value "negative" for option signDisplay`},
		{"numbering_system", Options{NumberingSystem: "x"}, `invalid value "x" for option numberingSystem`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := New(nil, c.options); err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
	_, err := New([]locale.Tag{{Language: "sw"}}, Options{})
	if _, ok := errors.AsType[*locale.UnsupportedError](err); !ok {
		t.Errorf("a locale that only ICU has: got %v", err)
	}
}

func TestResolved(t *testing.T) {
	got := newFormatter(t, "de-DE-u-nu-latn", `{"style":"currency","currency":"usd","notation":"compact"}`).Resolved()
	want := Resolved{
		Locale: "de-DE-u-nu-latn", NumberingSystem: "latn", Style: "currency", Currency: "USD", CurrencyDisplay: "symbol",
		CurrencySign: "standard", UseGrouping: true, Notation: "compact", CompactDisplay: "short", SignDisplay: "auto",
		Precision: decimal.Precision{Rounding: decimal.ForCompact, MinInteger: 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
