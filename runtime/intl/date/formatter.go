// Package date writes dates and times as Intl.DateTimeFormat does in Firefox 115, with the data of CLDR 43. Instants are milliseconds
// since 1970 in UTC; nothing here reads a clock.
//
//	f, err := date.New(tags, date.Options{DateStyle: "long", TimeZone: "Europe/Moscow"})
//	text, err := f.Format(1.7e12) // 15 ноября 2023 г.
//
// The rules of time zones are those of Go's time package, whose own copy is part of the program; an installed copy goes first.
package date

import (
	"slices"
	"strings"
	"sync"

	"voxemu/runtime/intl/locale"
	"voxemu/third_party/cldr"
)

// A Formatter writes instants in one locale. It can be used by several goroutines.
type Formatter struct {
	resolved Resolved
	symbols  *symbols
	zone     *zone
	digits   []string
	names    func() zoneNamer
	pattern  layout
	ranges   func() *ranger
}

// Resolved is what resolvedOptions returns, by the names of ECMA-402; "" stands for a property that is not there. The properties of
// fields tell what the pattern of the locale has, which may be more than what was asked for.
type Resolved struct {
	Locale, Calendar, NumberingSystem, TimeZone string
	HourCycle                                   string
	Hour12                                      bool // there if HourCycle is
	Weekday, Era, Year, Month, Day              string
	DayPeriod, Hour, Minute, Second             string
	FractionalSecondDigits                      int
	TimeZoneName                                string
	DateStyle, TimeStyle                        string
}

// New makes a formatter for the first of the requested locales that is known; none stands for the default locale. The errors are a
// *locale.RangeError, a *locale.TypeError, or a *locale.UnsupportedError that names what the cloud knows and voxemu does not.
func New(requested []locale.Tag, o Options) (*Formatter, error) {
	keys, err := localeKeys(&o)
	if err != nil {
		return nil, err
	}
	found, err := locale.Resolve(requested, keys...)
	if err != nil {
		return nil, err
	}
	zoneName := o.TimeZone
	if zoneName == "" {
		zoneName = "UTC"
	}
	zone, err := loadZone(zoneName)
	if err != nil {
		return nil, err
	}
	letters, first, err := o.skeleton()
	if err != nil {
		return nil, err
	}
	dateStyle, timeStyle, err := o.styles(first)
	if err != nil {
		return nil, err
	}
	if calendar := found.Values["ca"]; calendar != "gregory" && calendar != "iso8601" {
		return nil, &locale.UnsupportedError{Kind: "calendar", Name: calendar}
	}
	base, _, _ := strings.Cut(found.Name, "-u-")
	symbols := symbolsOf()[base]()
	f := &Formatter{symbols: symbols, zone: zone, digits: locale.Digits(found.Values["nu"])}
	f.names = sync.OnceValue(func() zoneNamer {
		names, _ := cldr.ZoneNames(symbols.data)
		return zoneNamer{symbols.table, names, symbols.region, f.digits}
	})
	p := patternMaker{symbols, symbols.decimal(found.Values["nu"]), found.Values["hc"], o.Hour12}
	var tokens []token
	if letters = o.withDefaults(letters); dateStyle != nil || timeStyle != nil {
		tokens, letters = p.styled(dateStyle, timeStyle)
	} else {
		tokens = p.fields(letters)
	}
	f.pattern = newLayout(tokens)
	f.ranges = sync.OnceValue(func() *ranger { return newRanger(p, tokens, letters) })
	f.resolved = Resolved{
		Locale: found.Name, Calendar: found.Values["ca"], NumberingSystem: found.Values["nu"], TimeZone: zone.name,
		DateStyle: o.DateStyle, TimeStyle: o.TimeStyle,
	}
	f.resolved.describe(tokens)
	return f, nil
}

// localeKeys checks the options that are also keys of a locale's Unicode extension.
func localeKeys(o *Options) ([]locale.Key, error) {
	calendar, err := locale.TypeOption("calendar", o.Calendar)
	if err != nil {
		return nil, err
	}
	numbers, err := locale.NumberingKey(o.NumberingSystem)
	if err != nil {
		return nil, err
	}
	keys := []locale.Key{{Name: "ca", Option: calendar, Allowed: calendars}, numbers}
	if o.HourCycle != "" && !slices.Contains(hourCycles, o.HourCycle) {
		return nil, locale.InvalidOption("hourCycle", o.HourCycle)
	}
	if o.Hour12 == nil {
		keys = append(keys, locale.Key{Name: "hc", Option: o.HourCycle, Allowed: func(string) ([]string, error) {
			return append([]string{""}, hourCycles...), nil
		}})
	}
	return keys, nil
}

var hourCycles = []string{"h11", "h12", "h23", "h24"}

// calendars lists the calendars that ICU 73 has, that of the country first.
func calendars(data string) ([]string, error) {
	first := "gregory"
	if other, ok := cldr.Zones()["calendar."+regionOf(data, data)]; ok {
		first = other
	}
	return []string{first, "gregory", "iso8601", "buddhist", "chinese", "coptic", "dangi", "ethioaa", "ethiopic", "hebrew", "indian",
		"islamic", "islamic-civil", "islamic-rgsa", "islamic-tbla", "islamic-umalqura", "japanese", "persian", "roc"}, nil
}

// Resolved returns the options that are in force.
func (f *Formatter) Resolved() Resolved { return f.resolved }

// A patternMaker makes the pattern for the options of one formatter.
type patternMaker struct {
	*symbols
	decimal   string
	hourCycle string
	hour12    *bool
}

// wantedHour is the letter of the hours that the options ask for, or 0.
func (p patternMaker) wantedHour() byte {
	switch {
	case p.hour12 != nil && *p.hour12, p.hour12 == nil && (p.hourCycle == "h11" || p.hourCycle == "h12"):
		return 'h'
	case p.hour12 != nil || p.hourCycle != "":
		return 'H'
	}
	return 0
}

// fields is the pattern for the letters of a skeleton.
func (p patternMaker) fields(letters string) []token {
	tokens := parsePattern(letters)
	hour := p.wantedHour()
	if hour == 0 {
		hour = p.hour
	}
	for i := range tokens {
		if tokens[i].letter == 'j' {
			tokens[i].letter = hour
		}
	}
	return p.withCycle(p.patterns.best(tokens, taste{p.decimal, p.hour, twoDigits(tokens)}))
}

// twoDigits is the mask of the parts of a time that are asked for with two digits. Firefox overrides the locale only for these.
func twoDigits(tokens []token) (mask int) {
	for _, t := range tokens {
		if f, ok := formOf(t.letter, t.width); ok && t.width == 2 {
			mask |= 1 << f.field
		}
	}
	return mask
}

// withCycle is a pattern with the hours that the options name.
func (p patternMaker) withCycle(tokens []token) []token {
	if p.hour12 != nil || p.hourCycle == "" {
		return tokens
	}
	return withHourLetter(tokens, hourLetter(p.hourCycle))
}

// styled is the pattern of styles. One that has no hours of the wanted kind is looked for by its fields; letters is the skeleton for
// that, otherwise "".
func (p patternMaker) styled(date, time *style) (tokens []token, letters string) {
	switch {
	case time == nil:
		return parsePattern(p.table.Get("date." + date.String())), ""
	case date == nil:
		tokens = parsePattern(p.table.Get("time." + time.String()))
	default:
		tokens = fill(p.table.Get("at."+date.String()), parsePattern(p.table.Get("time."+time.String())),
			parsePattern(p.table.Get("date."+date.String())))
	}
	hour := p.wantedHour()
	if have := hourCycleOf(tokens); hour != 0 && (have == "h11" || have == "h12") != (hour == 'h') {
		skeleton := skeletonOf(tokens)
		wanted := withHourLetter(skeleton.tokens(), hour)
		tokens, letters = p.patterns.best(wanted, taste{p.decimal, p.hour, 0}), patternText(wanted)
	}
	return p.withCycle(tokens), letters
}

// describe fills in the properties that tell what a pattern prints.
func (r *Resolved) describe(tokens []token) {
	r.HourCycle = hourCycleOf(tokens)
	r.Hour12 = r.HourCycle == "h11" || r.HourCycle == "h12"
	if r.DateStyle != "" || r.TimeStyle != "" {
		return
	}
	number := func(width int) string {
		if width == 2 {
			return "2-digit"
		}
		return "numeric"
	}
	name := func(width int) string {
		switch width {
		case 4:
			return "long"
		case 5:
			return "narrow"
		}
		return "short"
	}
	for _, t := range tokens {
		switch t.letter {
		case 'E', 'c', 'e':
			r.Weekday = name(t.width)
		case 'G':
			r.Era = name(t.width)
		case 'y':
			r.Year = number(t.width)
		case 'M', 'L':
			r.Month = number(t.width)
			if t.width > 2 {
				r.Month = name(t.width)
			}
		case 'd':
			r.Day = number(t.width)
		case 'B':
			r.DayPeriod = name(t.width)
		case 'h', 'H', 'k', 'K':
			r.Hour = number(t.width)
		case 'm':
			r.Minute = number(t.width)
		case 's':
			r.Second = number(t.width)
		case 'S':
			r.FractionalSecondDigits = t.width
		case 'z':
			r.TimeZoneName = name(t.width)
		case 'O':
			r.TimeZoneName = name(t.width) + "Offset"
		case 'v':
			r.TimeZoneName = name(t.width) + "Generic"
		}
	}
}
