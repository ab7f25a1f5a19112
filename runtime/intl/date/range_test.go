package date

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const hour, day = 3600e3, 86400e3

// The source is ICU's DateIntervalFormat as SpiderMonkey calls it: with the fields that were asked for.
func TestRanges(t *testing.T) {
	for _, c := range []struct {
		rule, tag string
		o         Options
		to        float64
		want      string
	}{
		{"what is shared is written once", "en-US", Options{DateStyle: "long"}, afternoon + 3*day, "January 5 – 8, 2024"},
		{"in Russian", "ru", Options{DateStyle: "long"}, afternoon + 40*day, "5 января – 14 февраля 2024 г."},
		{"one day with two times", "en-US", Options{DateStyle: "medium", TimeStyle: "short"}, afternoon + hour, "Jan 5, 2024, 3:04 – 4:04 PM"},
		{"two days with times are written in full", "en-US", Options{DateStyle: "short", TimeStyle: "short"}, afternoon + day,
			"1/5/24, 3:04 PM – 1/6/24, 3:04 PM"},
		{"times of two days get their dates", "en-US", Options{TimeStyle: "short"}, afternoon + day, "1/5/2024, 3:04 PM – 1/6/2024, 3:04 PM"},
		{"seconds have no pattern of their own", "en-US", Options{Hour: "numeric", Minute: "numeric", Second: "numeric"}, afternoon + 20e3,
			"3:04:09 PM – 3:04:29 PM"},
		{"a difference that is not printed is none", "en-US", Options{DateStyle: "short"}, afternoon + hour, "1/5/24"},
		{"equal moments are one", "de", Options{DateStyle: "long"}, afternoon, "5. Januar 2024"},
		{"a date with seconds", "en-GB", Options{DateStyle: "short", TimeStyle: "medium"}, afternoon + 20e3, "05/01/2024, 15:04:09 – 15:04:29"},
		{"the fields that are asked for count, not those of the pattern", "ja", Options{Year: "numeric", Month: "long", Day: "numeric"},
			afternoon + day, "2024年1月5日～6日"},
		{"twelve hours of an hour cycle", "ru", Options{Hour: "numeric", Minute: "2-digit", HourCycle: "h12"}, afternoon + hour, "3:04–4:04 PM"},
		{"twenty-four hours of an hour cycle", "en-US", Options{Hour: "numeric", Minute: "2-digit", HourCycle: "h23"}, afternoon + hour,
			"15:04 – 16:04"},
		{"a style with other hours", "en-US", Options{TimeStyle: "short", HourCycle: "h23"}, afternoon + hour, "15:04 – 16:04"},
		{"Taiwan names parts of the day", "zh-TW", Options{Hour: "numeric", Minute: "2-digit"}, afternoon - 8*hour, "下午3:04至清晨7:04"},
		{"the zone is kept", "en-US", Options{Hour: "numeric", TimeZoneName: "short", TimeZone: "America/New_York"}, afternoon + hour,
			"10 – 11 AM EST"},
		{"months with no year", "de", Options{Month: "long"}, afternoon + 60*day, "Januar–März"},
		{"years apart get their year", "en-US", Options{Month: "long", Day: "numeric"}, afternoon + 400*day, "January 5, 2024 – February 8, 2025"},
		{"parts of the day", "en-US", Options{Hour: "numeric", DayPeriod: "long"}, afternoon + 10*hour,
			"1/5/2024, 3 in the afternoon – 1/6/2024, 1 at night"},
		{"hours of one half share the last part of the day", "en-US", Options{Hour: "numeric", DayPeriod: "long"}, afternoon + 5*hour,
			"3 – 8 in the evening"},
		{"eras", "en-US", Options{Year: "numeric", Era: "short"}, afternoon + 400*day, "2024 – 2025 AD"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			got, err := newFormatter(t, c.tag, c.o).FormatRange(afternoon, c.to)
			if err != nil || got != c.want {
				t.Errorf("got %q, %v; want %q", got, err, c.want)
			}
		})
	}
}

func TestRangePartsTellTheirSource(t *testing.T) {
	f := newFormatter(t, "en-US", Options{Month: "short", Day: "numeric", Year: "numeric"})
	got, err := f.RangeParts(afternoon, afternoon+day)
	want := []Part{
		{"month", "Jan", "shared"}, {"literal", " ", "shared"}, {"day", "5", "startRange"}, {"literal", " – ", "shared"},
		{"day", "6", "endRange"}, {"literal", ", ", "shared"}, {"year", "2024", "shared"},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v, parts (-want +got):\n%s", err, diff)
	}
	got, err = f.RangeParts(afternoon, afternoon)
	want = []Part{
		{"month", "Jan", "shared"}, {"literal", " ", "shared"}, {"day", "5", "shared"}, {"literal", ", ", "shared"}, {"year", "2024", "shared"},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("equal moments: %v, parts (-want +got):\n%s", err, diff)
	}
}

func TestPatternText(t *testing.T) {
	for _, pattern := range []string{"d 'de' MMMM", "h 'o''clock' a", "HH:mm:ss", "y'ж'. MMM", "''", "'at'"} {
		tokens := parsePattern(pattern)
		if diff := cmp.Diff(tokens, parsePattern(patternText(tokens)), cmp.AllowUnexported(token{})); diff != "" {
			t.Errorf("%s comes back as %s:\n%s", pattern, patternText(tokens), diff)
		}
	}
}
