package date

import (
	"strings"
	"sync"

	"voxemu/third_party/cldr"
)

// Widths of names.
const (
	wide = iota
	abbreviated
	narrowest
	shortest // of weekdays only
	widthCount
)

// symbols is the names and patterns of one locale.
type symbols struct {
	table    cldr.Table
	data     string // the CLDR locale of the table
	region   string
	months   [2][widthCount][]string // within a date, and alone
	weekdays [2][widthCount][]string
	eras     [widthCount][]string
	halves   [widthCount][2]string // a.m. and p.m.
	dayparts *dayparts             // nil if the language has none
	patterns *generator
	hour     byte // the letter of the hours that the locale prefers
}

// symbolsOf returns the symbols of each known locale, made when they are first asked for.
var symbolsOf = sync.OnceValue(func() map[string]func() *symbols {
	out := map[string]func() *symbols{}
	for name, data := range cldr.KnownLocales().Data {
		out[name] = sync.OnceValue(func() *symbols { return newSymbols(name, data) })
	}
	return out
})

func newSymbols(name, data string) *symbols {
	table, ok := cldr.Dates(data)
	if !ok {
		return nil
	}
	s := &symbols{table: table, data: data}
	for form, context := range [...]string{"format", "alone"} {
		for width, key := range [...]string{"wide", "abbreviated", "narrow", "short"} {
			s.months[form][width] = strings.Split(table.Get("month."+context+"."+key), "|")
			s.weekdays[form][width] = strings.Split(table.Get("day."+context+"."+key), "|")
		}
	}
	for width, key := range [...]string{"wide", "abbreviated", "narrow"} {
		s.eras[width] = strings.Split(table.Get("era."+key), "|")
		s.halves[width] = [2]string{table.Get("period." + key + ".am"), table.Get("period." + key + ".pm")}
	}
	language, _, _ := strings.Cut(name, "-")
	s.region = regionOf(name, data)
	s.dayparts = newDayparts(table, data)
	s.patterns = newGenerator(table)
	s.hour = preferredHour(language, s.region)
	return s
}

// regionOf is the country of a locale, or the likely one if its name has none. data is the CLDR locale with its data.
func regionOf(name, data string) string {
	for _, tag := range []string{name, data} {
		last := tag[strings.LastIndexByte(tag, '-')+1:]
		if last != tag && (len(last) == 2 || len(last) == 3) {
			return last
		}
	}
	return cldr.Zones()["region."+data]
}

// preferredHour is the letter of the hours that a language prefers in a country.
func preferredHour(language, region string) byte {
	known := cldr.Zones()
	for _, place := range []string{language + "-" + region, region, "001"} {
		if letter := known["hour."+place]; letter != "" {
			return letter[0]
		}
	}
	return 'H'
}

// decimal is the sign before a fraction in a numbering system.
func (s *symbols) decimal(system string) string {
	if sign, ok := s.table.Lookup("digits.decimal." + system); ok {
		return sign
	}
	if system == "arab" || system == "arabext" {
		return "٫"
	}
	return s.table.Get("digits.decimal.latn")
}

// dayparts is what a language calls the parts of a day.
type dayparts struct {
	byHour [24]string // keys: morning1
	noon   bool       // whether the language tells noon from the afternoon
	names  [widthCount]map[string]string
}

func newDayparts(table cldr.Table, data string) *dayparts {
	rules, ok := "", false
	for name := data; !ok && name != ""; {
		rules, ok = cldr.Zones()["periods."+name]
		name = name[:max(0, strings.LastIndexByte(name, '-'))]
	}
	if !ok {
		return nil
	}
	d := &dayparts{}
	for rule := range strings.SplitSeq(rules, "|") {
		name, hours, _ := strings.Cut(rule, " ")
		from, before, isSpan := strings.Cut(hours, " ")
		switch {
		case isSpan:
			for hour := number(from); hour != number(before)%24; hour = (hour + 1) % 24 {
				d.byHour[hour] = name
			}
		case name == "noon":
			d.noon = true
		}
	}
	for width, key := range [...]string{"wide", "abbreviated", "narrow"} {
		d.names[width] = map[string]string{}
		for _, entry := range table.Under("period." + key) {
			d.names[width][entry.Key] = entry.Value
		}
	}
	return d
}

func number(text string) int {
	n := 0
	for _, c := range text {
		n = n*10 + int(c-'0')
	}
	return n
}

// name is what the part of the day of a moment is called, or "" if the language has no word. Minutes and seconds count only if
// they are printed. Midnight is a part of the night: ICU has no word for it here.
func (d *dayparts) name(m *moment, width int, minutes, seconds bool) string {
	if d == nil {
		return ""
	}
	sharp := !(minutes && m.minute != 0) && !(seconds && m.second != 0)
	if sharp && m.hour == 12 && d.noon && d.names[width]["noon"] != "" {
		return d.names[width]["noon"]
	}
	return d.names[width][d.byHour[m.hour]]
}
