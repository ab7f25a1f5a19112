package date

import (
	"errors"
	"testing"

	"voxemu/runtime/intl/locale"
)

func TestZoneNamesAreThoseOfIANA(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"UTC", "UTC"}, {"utc", "UTC"}, {"Etc/UTC", "UTC"}, {"GMT", "UTC"}, {"Etc/GMT", "UTC"}, {"Greenwich", "UTC"}, {"europe/moscow", "Europe/Moscow"},
		{"Asia/Calcutta", "Asia/Kolkata"}, {"Asia/Kolkata", "Asia/Kolkata"}, {"Europe/Kiev", "Europe/Kyiv"},
		{"US/Eastern", "America/New_York"}, {"Etc/GMT+5", "Etc/GMT+5"},
	} {
		if got, err := Zone(c.name); err != nil || got != c.want {
			t.Errorf("Zone(%s) = %s, %v; want %s", c.name, got, err, c.want)
		}
	}
	for _, name := range []string{"", "+03:00", "Europe/Nowhere", "Moscow"} {
		_, err := Zone(name)
		var refused *locale.RangeError
		if !errors.As(err, &refused) || refused.Message != "invalid time zone in DateTimeFormat(): "+name {
			t.Errorf("Zone(%q): %v", name, err)
		}
	}
}

func TestEveryZoneHasRules(t *testing.T) {
	for name, entry := range zones() {
		if _, err := entry.load(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What ICU 73 prints.
func TestZoneNamesInText(t *testing.T) {
	const winter, summer, ramadan = 1.7e12, 1.69e12, 1.679e12
	for _, c := range []struct {
		rule, tag, zone, kind string
		ms                    float64
		want                  string
	}{
		{"short where the language uses them", "en-US", "America/New_York", "short", winter, "EST"},
		{"short in summer", "en-US", "America/New_York", "short", summer, "EDT"},
		{"short elsewhere is an offset", "en-US", "Europe/Moscow", "short", winter, "GMT+3"},
		{"short in another language", "ru", "America/New_York", "short", winter, "GMT-5"},
		{"UTC has a name of its own", "en", "UTC", "short", winter, "UTC"},
		{"UTC in full", "en", "UTC", "long", winter, "Coordinated Universal Time"},
		{"long of a metazone", "ru", "Europe/Moscow", "long", winter, "Москва, стандартное время"},
		{"long of a zone", "en", "Europe/London", "long", summer, "British Summer Time"},
		{"long where a zone has only the summer", "en", "Europe/London", "long", winter, "Greenwich Mean Time"},
		{"long without a name is an offset", "en", "Europe/Istanbul", "long", winter, "GMT+03:00"},
		{"Ireland counts winter as standard", "en", "Europe/Dublin", "long", winter, "Greenwich Mean Time"},
		{"Ireland counts summer as daylight saving", "en", "Europe/Dublin", "long", summer, "Irish Standard Time"},
		{"Morocco before its change", "en", "Africa/Casablanca", "long", 1.5e12, "Western European Summer Time"},
		{"Morocco has no name now", "en", "Africa/Casablanca", "long", summer, "GMT+01:00"},
		{"Namibia counted summer as daylight saving", "en", "Africa/Windhoek", "long", 1.0105e12, "West Africa Summer Time"},
		{"short offset", "en", "Asia/Kathmandu", "shortOffset", winter, "GMT+5:45"},
		{"long offset", "en", "America/St_Johns", "longOffset", winter, "GMT-03:30"},
		{"zero offset", "fr", "UTC", "longOffset", winter, "UTC"},
		{"offset in Hebrew", "he", "America/St_Johns", "longOffset", winter, "GMT-03:30\u200e\u200e"},
		{"offset with seconds", "en", "Africa/Monrovia", "longOffset", -2.9e12, "GMT-00:43:08"},
		{"generic short", "en-US", "America/Los_Angeles", "shortGeneric", winter, "PT"},
		{"generic short of a place", "en-GB", "America/Los_Angeles", "shortGeneric", winter, "Los Angeles Time"},
		{"generic of a zone without summer time", "en-US", "America/Phoenix", "shortGeneric", winter, "MST"},
		{"generic long", "de", "Europe/Moscow", "longGeneric", winter, "Moskauer Normalzeit"},
		{"generic long with summer time", "de", "Asia/Krasnoyarsk", "longGeneric", 1.2e12, "Krasnojarsker Zeit"},
		{"generic of UTC", "en", "UTC", "longGeneric", winter, "GMT"},
		{"no zone of a country", "en", "Etc/GMT+5", "longGeneric", winter, "GMT-05:00"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			parts, err := newFormatter(t, c.tag, Options{Hour: "numeric", TimeZone: c.zone, TimeZoneName: c.kind}).Parts(c.ms)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, p := range parts {
				if p.Type == "timeZoneName" {
					got = p.Value
				}
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestGenericNamesThatNeedACountryAreRefused(t *testing.T) {
	for _, zone := range []string{"Europe/Istanbul", "Asia/Jerusalem"} {
		f := newFormatter(t, "en", Options{TimeZone: zone, TimeZoneName: "shortGeneric"})
		_, err := f.Format(1.7e12)
		var missing *locale.UnsupportedError
		if !errors.As(err, &missing) || missing.Name != zone {
			t.Errorf("%s: %v", zone, err)
		}
		if _, err := f.Parts(1.7e12); err == nil {
			t.Errorf("%s: parts are given", zone)
		}
		if _, err := f.FormatRange(1.6e12, 1.7e12); err == nil {
			t.Errorf("%s: a range is given", zone)
		}
	}
}
