package relative

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/intl/locale"
)

func newFormatter(t *testing.T, tag string, options Options) *Formatter {
	t.Helper()
	parsed, err := locale.Parse(tag)
	if err != nil {
		t.Fatal(err)
	}
	f, err := New([]locale.Tag{parsed}, options)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		name, tag, numeric string
		value              float64
		unit, want         string
	}{
		{"future", "en", "", 1, "day", "in 1 day"},
		{"plural_name_of_unit", "en", "", -2, "days", "2 days ago"},
		{"negative_zero_is_past", "en", "", math.Copysign(0, -1), "day", "0 days ago"},
		{"word", "en", "auto", 1, "day", "tomorrow"},
		{"word_of_two_days", "ru", "auto", -2, "day", "позавчера"},
		{"no_word_for_three", "ru", "auto", 3, "day", "через 3 дня"},
		{"nearly_a_word", "en", "auto", 1.004, "day", "tomorrow"},
		{"not_nearly", "en", "auto", 1.5, "day", "in 1.5 days"},
		{"half_to_even", "en", "", 0.0005, "hour", "in 0 hours"},
		{"form_without_number", "he", "", -1, "hour", "לפני שעה"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := newFormatter(t, c.tag, Options{Numeric: c.numeric}).Format(c.value, c.unit)
			if err != nil || got != c.want {
				t.Errorf("got %q, %v, want %q", got, err, c.want)
			}
		})
	}
}

func TestParts(t *testing.T) {
	f := newFormatter(t, "en-u-nu-thai", Options{Style: "short"})
	got, err := f.Parts(1000, "months")
	if err != nil {
		t.Fatal(err)
	}
	want := []Part{{"literal", "in ", ""}, {"integer", "๑", "month"}, {"group", ",", "month"}, {"integer", "๐๐๐", "month"}, {"literal", " mo.", ""}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(Resolved{"en-u-nu-thai", "short", "always", "thai"}, f.Resolved()); diff != "" {
		t.Error(diff)
	}
}

func TestErrors(t *testing.T) {
	f := newFormatter(t, "en", Options{})
	if _, err := f.Format(math.NaN(), "day"); err == nil || err.Error() != "date value is not finite in RelativeTimeFormat.format()" {
		t.Errorf("got %v", err)
	}
	if _, err := f.Parts(math.Inf(1), "day"); err == nil || err.Error() != "date value is not finite in RelativeTimeFormat.formatToParts()" {
		t.Errorf("got %v", err)
	}
	if _, err := f.Format(1, "dayss"); err == nil || err.Error() != `invalid value "dayss" for option unit` {
		t.Errorf("got %v", err)
	}
	for _, c := range []struct {
		name    string
		tags    []locale.Tag
		options Options
		want    string
	}{
		{"style", nil, Options{Style: "x"}, `invalid value "x" for option style`},
		{"numeric", nil, Options{Numeric: "x"}, `invalid value "x" for option numeric`},
		{"numbering_system", nil, Options{NumberingSystem: "x"}, `invalid value "x" for option numberingSystem`},
		{"locale", []locale.Tag{{Language: "sw"}}, Options{}, `locale "sw" is not emulated yet: the cloud knows it, voxemu has no data for it`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := New(c.tags, c.options); err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}
