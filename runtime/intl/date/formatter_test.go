package date

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/intl/locale"
)

const (
	afternoon = 1704467049078 // Friday, 5 January 2024, 15:04:09.078 UTC
	midnight  = 1704412800000 // Friday, 5 January 2024, 00:00 UTC
)

// The source of the behaviour is SpiderMonkey's use of ICU; V8 differs in each of these.
func TestAsInFirefox(t *testing.T) {
	yes, no := true, false
	for _, c := range []struct {
		rule, tag string
		o         Options
		ms        float64
		want      string
	}{
		{"two digits of a minute are two", "en-US", Options{Minute: "2-digit"}, afternoon, "04"},
		{"two digits of a second are two", "en-US", Options{Second: "2-digit"}, afternoon, "09"},
		{"a numeric hour has the locale's digits", "ru", Options{Hour: "numeric", Minute: "2-digit", TimeZone: "Asia/Tokyo"}, afternoon, "00:04"},
		{"an hour of two digits has two", "en-US", Options{Hour: "2-digit", Minute: "2-digit"}, afternoon, "03:04 PM"},
		{"hour12 false is h23", "en-US", Options{Hour: "numeric", Minute: "numeric", Hour12: &no}, midnight, "00:00"},
		{"hour12 true is h12", "ru", Options{Hour: "numeric", Minute: "numeric", Hour12: &yes}, midnight, "12:00 AM"},
		{"hour12 true in Japan is h11", "ja", Options{Hour: "numeric", Minute: "numeric", Hour12: &yes}, midnight, "午前0:00"},
		{"hourCycle is taken at its word in Japan", "ja", Options{Hour: "numeric", Minute: "numeric", HourCycle: "h12"}, midnight, "午前12:00"},
		{"h24 counts midnight as 24", "de", Options{Hour: "numeric", Minute: "numeric", HourCycle: "h24"}, midnight, "24:00"},
		{"h11 counts noon as 0", "en", Options{Hour: "numeric", Minute: "numeric", HourCycle: "h11"}, midnight + 43200000, "0:00 PM"},
		{"the extension sets the hour cycle", "en-u-hc-h23", Options{Hour: "numeric", Minute: "numeric"}, midnight, "00:00"},
		{"hour12 goes before the extension", "en-u-hc-h23", Options{Hour: "numeric", Minute: "numeric", Hour12: &yes}, midnight, "12:00 AM"},
		{"a style with other hours is looked for by its fields", "en-US", Options{DateStyle: "long", TimeStyle: "short", Hour12: &no}, midnight,
			"January 5, 2024 at 00:00"},
		{"a style with such hours stays", "en-US", Options{TimeStyle: "short", Hour12: &yes}, midnight, "12:00 AM"},
		{"the hour of a style can be renamed", "en-US", Options{TimeStyle: "short", HourCycle: "h11"}, midnight, "0:00 AM"},
		{"noon is noon on the hour", "en-US", Options{Hour: "numeric", DayPeriod: "long"}, midnight + 43200000, "12 noon"},
		{"midnight is at night", "en-US", Options{Hour: "numeric", DayPeriod: "long"}, midnight, "12 at night"},
		{"another numbering system", "hi", Options{Year: "numeric", NumberingSystem: "deva"}, afternoon, "२०२४"},
		{"a missing name is ICU's", "en-US", Options{Hour: "numeric", FractionalSecondDigits: 1}, afternoon, "3 PM ├F14: 0┤"},
		{"iso8601 is written as gregory", "en-US", Options{Calendar: "iso8601"}, afternoon, "1/5/2024"},
		{"an unknown calendar is ignored", "en-US", Options{Calendar: "nonsense"}, afternoon, "1/5/2024"},
		{"an unknown locale is the default one", "xx", Options{}, afternoon, "1/5/2024"},
		{"year 0 is 1 BC", "en-US", Options{Year: "numeric", Era: "short"}, -62167219200000, "1 BC"},
		{"the calendar is proleptic", "en-US", Options{DateStyle: "full"}, -12219292800000 - 86400000, "Thursday, October 14, 1582"},
		{"the end of time", "en-US", Options{DateStyle: "full"}, 8.64e15, "Saturday, September 13, 275760"},
		{"the beginning of time", "en-US", Options{DateStyle: "full"}, -8.64e15, "Tuesday, April 20, 271822"},
		{"local mean time", "en-US", Options{TimeStyle: "medium", TimeZone: "Europe/Moscow"}, -5e12, "5:36:57 PM"},
		{"fractions of milliseconds are dropped", "en-US", Options{FractionalSecondDigits: 3}, 1.9, "001"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			got, err := newFormatter(t, c.tag, c.o).Format(c.ms)
			if err != nil || got != c.want {
				t.Errorf("got %q, %v; want %q", got, err, c.want)
			}
		})
	}
}

func TestDefaultsOfTheServices(t *testing.T) {
	for _, c := range []struct {
		rule string
		o    Options
		want string
	}{
		{"the constructor writes a date", Options{}, "1/5/2024"},
		{"a zone name counts for nothing", Options{TimeZoneName: "short"}, "1/5/2024, UTC"},
		{"an era counts for nothing", Options{Era: "short"}, "1/5/2024 AD"},
		{"toLocaleString writes both", Options{Needs: ToLocaleString}, "1/5/2024, 3:04:09 PM"},
		{"toLocaleString writes what is asked for", Options{Needs: ToLocaleString, Hour: "numeric"}, "3 PM"},
		{"toLocaleDateString adds a date", Options{Needs: ToLocaleDateString, Hour: "numeric"}, "1/5/2024, 3 PM"},
		{"toLocaleDateString writes what is asked for", Options{Needs: ToLocaleDateString, Month: "long"}, "January"},
		{"toLocaleTimeString adds a time", Options{Needs: ToLocaleTimeString, Month: "long"}, "January at 3:04:09 PM"},
		{"toLocaleTimeString writes what is asked for", Options{Needs: ToLocaleTimeString, FractionalSecondDigits: 3}, "078"},
		{"toLocaleDateString takes a style", Options{Needs: ToLocaleDateString, DateStyle: "short"}, "1/5/24"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			got, err := newFormatter(t, "en-US", c.o).Format(afternoon)
			if err != nil || got != c.want {
				t.Errorf("got %q, %v; want %q", got, err, c.want)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		rule, tag string
		o         Options
		want      error
	}{
		{"value of a field", "en", Options{Month: "big"}, locale.InvalidOption("month", "big")},
		{"value of a style", "en", Options{DateStyle: "big"}, locale.InvalidOption("dateStyle", "big")},
		{"value of the other style", "en", Options{TimeStyle: "big"}, locale.InvalidOption("timeStyle", "big")},
		{"hour cycle", "en", Options{HourCycle: "h9"}, locale.InvalidOption("hourCycle", "h9")},
		{"calendar that is no type", "en", Options{Calendar: "a!"}, locale.InvalidOption("calendar", "a!")},
		{"numbering system that is no type", "en", Options{NumberingSystem: "a!"}, locale.InvalidOption("numberingSystem", "a!")},
		{"digits of a second", "en", Options{FractionalSecondDigits: 4}, &locale.RangeError{Message: "invalid digits value: 4"}},
		{"zone", "en", Options{TimeZone: "+03:00"}, &locale.RangeError{Message: "invalid time zone in DateTimeFormat(): +03:00"}},
		{"style and field", "en", Options{DateStyle: "full", Hour: "numeric"}, &locale.TypeError{Message: "can't set option hour when dateStyle is used"}},
		{"style and digits", "en", Options{TimeStyle: "full", FractionalSecondDigits: 1},
			&locale.TypeError{Message: "can't set option fractionalSecondDigits when timeStyle is used"}},
		{"time in a date", "en", Options{TimeStyle: "full", Needs: ToLocaleDateString},
			&locale.TypeError{Message: "can't set option timeStyle in Date.toLocaleDateString()"}},
		{"date in a time", "en", Options{DateStyle: "full", Needs: ToLocaleTimeString},
			&locale.TypeError{Message: "can't set option dateStyle in Date.toLocaleTimeString()"}},
		{"calendar", "en", Options{Calendar: "hebrew"}, &locale.UnsupportedError{Kind: "calendar", Name: "hebrew"}},
		{"calendar of the tag", "en-u-ca-japanese", Options{}, &locale.UnsupportedError{Kind: "calendar", Name: "japanese"}},
		{"calendar of Thailand", "th", Options{}, &locale.UnsupportedError{Kind: "calendar", Name: "buddhist"}},
		{"calendar of Iran", "fa", Options{}, &locale.UnsupportedError{Kind: "calendar", Name: "persian"}},
		{"calendar of Saudi Arabia", "ar-SA", Options{}, &locale.UnsupportedError{Kind: "calendar", Name: "islamic-umalqura"}},
		{"locale", "sw", Options{}, &locale.UnsupportedError{Kind: "locale", Name: "sw"}},
	} {
		t.Run(c.rule, func(t *testing.T) {
			tag, err := locale.Parse(c.tag)
			if err != nil {
				t.Fatal(err)
			}
			_, err = New([]locale.Tag{tag}, c.o)
			if diff := cmp.Diff(c.want, err); diff != "" {
				t.Errorf("error (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDatesThatAreNone(t *testing.T) {
	f := newFormatter(t, "en", Options{})
	for _, ms := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 8.64e15 + 1} {
		var refused *locale.RangeError
		if _, err := f.Format(ms); !errors.As(err, &refused) {
			t.Errorf("Format(%g): %v", ms, err)
		}
		if _, err := f.Parts(ms); !errors.As(err, &refused) {
			t.Errorf("Parts(%g): %v", ms, err)
		}
		if _, err := f.FormatRange(0, ms); !errors.As(err, &refused) {
			t.Errorf("FormatRange(0, %g): %v", ms, err)
		}
		if _, err := f.RangeParts(ms, 0); !errors.As(err, &refused) {
			t.Errorf("RangeParts(%g, 0): %v", ms, err)
		}
	}
}

func TestResolved(t *testing.T) {
	got := newFormatter(t, "de-u-hc-h12-nu-latn", Options{
		Weekday: "long", Era: "narrow", Year: "2-digit", Month: "short", Day: "numeric", Hour: "2-digit", Minute: "numeric", Second: "numeric",
		FractionalSecondDigits: 2, DayPeriod: "short", TimeZoneName: "longOffset", TimeZone: "Asia/Calcutta",
	}).Resolved()
	want := Resolved{
		Locale: "de-u-hc-h12-nu-latn", Calendar: "gregory", NumberingSystem: "latn", TimeZone: "Asia/Kolkata", HourCycle: "h12", Hour12: true,
		Weekday: "long", Era: "narrow", Year: "2-digit", Month: "short", Day: "numeric", DayPeriod: "short", Hour: "2-digit", Minute: "2-digit",
		Second: "2-digit", FractionalSecondDigits: 2, TimeZoneName: "longOffset",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
	got = newFormatter(t, "ru", Options{DateStyle: "long", TimeStyle: "short"}).Resolved()
	want = Resolved{Locale: "ru", Calendar: "gregory", NumberingSystem: "latn", TimeZone: "UTC", HourCycle: "h23", DateStyle: "long", TimeStyle: "short"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("styles (-want +got):\n%s", diff)
	}
	got = newFormatter(t, "en", Options{TimeZoneName: "shortGeneric", Month: "numeric"}).Resolved()
	if got.TimeZoneName != "shortGeneric" || got.Month != "numeric" || got.HourCycle != "" {
		t.Errorf("a zone: %+v", got)
	}
}

func TestNoLocaleIsTheDefaultOne(t *testing.T) {
	f, err := New(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Resolved(); got.Locale != "en-US" || got.TimeZone != "UTC" {
		t.Errorf("got %+v", got)
	}
}

func TestParts(t *testing.T) {
	got, err := newFormatter(t, "en-US", Options{DateStyle: "short", TimeStyle: "short"}).Parts(afternoon)
	want := []Part{
		{Type: "month", Value: "1"}, {Type: "literal", Value: "/"}, {Type: "day", Value: "5"}, {Type: "literal", Value: "/"},
		{Type: "year", Value: "24"}, {Type: "literal", Value: ", "}, {Type: "hour", Value: "3"}, {Type: "literal", Value: ":"},
		{Type: "minute", Value: "04"}, {Type: "literal", Value: " "}, {Type: "dayPeriod", Value: "PM"},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v, parts (-want +got):\n%s", err, diff)
	}
}

// Every pattern of every locale has letters that are known, so that none of them is printed wrong.
func TestPatternsOfAllLocales(t *testing.T) {
	for name, symbols := range symbolsOf() {
		s := symbols()
		for _, list := range s.patterns.lists {
			for _, c := range list {
				for _, token := range c.pattern {
					if _, ok := formOf(token.letter, token.width); token.letter != 0 && !ok {
						t.Errorf("%s: %q in %q", name, token.letter, patternText(c.pattern))
					}
				}
			}
		}
	}
}
