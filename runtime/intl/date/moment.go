package date

import (
	"math"
	"time"

	"voxemu/runtime/intl/locale"
)

// A moment is an instant as the clock and the calendar of a zone show it. The calendar is the proleptic Gregorian one, as ECMA-402
// has it for "gregory".
type moment struct {
	ms                          int64
	year, month, day            int // astronomical year: 0 is 1 BC; month from 1
	weekday                     int // Sunday is 0
	hour, minute, second, milli int
	offset                      int // seconds east of UTC
	zone                        *zone
}

// maxTime is the end of the range of Date, in milliseconds from 1970.
const maxTime = 8.64e15

// momentAt is the moment ms milliseconds after 1970 began. It is a RangeError unless ms is within the range of Date.
func momentAt(ms float64, z *zone) (moment, error) {
	if !(math.Abs(ms) <= maxTime) {
		return moment{}, &locale.RangeError{Message: "date value is not finite in DateTimeFormat.format()"}
	}
	m := moment{ms: int64(ms), zone: z}
	m.offset = z.offset(m.ms)
	local := m.ms + int64(m.offset)*1000
	days := floorDiv(local, 86_400_000)
	rest := int(local - days*86_400_000)
	m.hour, m.minute, m.second, m.milli = rest/3_600_000, rest/60_000%60, rest/1000%60, rest%1000
	m.weekday = int(((days+4)%7 + 7) % 7)
	m.year, m.month, m.day = civil(days)
	return m, nil
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// civil is the date that is so many days after 1 January 1970. Years are counted from March, so that the leap day comes last.
func civil(days int64) (year, month, day int) {
	const fourCenturies = 146_097
	days += 719_468 // from 1 March of year 0
	era := floorDiv(days, fourCenturies)
	ofEra := days - era*fourCenturies
	ofCycle := (ofEra - ofEra/1460 + ofEra/36_524 - ofEra/146_096) / 365
	ofYear := ofEra - (365*ofCycle + ofCycle/4 - ofCycle/100)
	shifted := (5*ofYear + 2) / 153
	day = int(ofYear-(153*shifted+2)/5) + 1
	month = int(shifted) + 3
	year = int(ofCycle + era*400)
	if month > 12 {
		month -= 12
		year++
	}
	return year, month, day
}

// eraYear is the year within its era, and which era: 0 is before Christ.
func (m *moment) eraYear() (year, era int) {
	if m.year <= 0 {
		return 1 - m.year, 0
	}
	return m.year, 1
}

// A zone is a time zone with its rules.
type zone struct {
	id       string // the name that CLDR has
	name     string // the name that scripts see
	country  string // the country it is in, or ""
	location *time.Location
}

// offset is how many seconds the zone is east of UTC at an instant.
func (z *zone) offset(ms int64) int {
	_, offset := time.UnixMilli(ms).In(z.location).Zone()
	return offset
}

// daylight tells whether the clocks are forward at the moment.
func (m *moment) daylight() bool { return m.zone.isDaylight(time.UnixMilli(m.ms).In(m.zone.location)) }

// isDaylight tells whether the clocks are forward. Where the time zone database counts the winter as the exception, as in Ireland,
// or the month of Ramadan in Morocco, ICU counts the other part of the year.
func (z *zone) isDaylight(t time.Time) bool {
	return t.IsDST() != negativeDST(z.id, t)
}

func negativeDST(id string, t time.Time) bool {
	switch id {
	case "Europe/Dublin":
		return t.Unix() >= 57_722_400 // 31 October 1971
	case "Africa/Casablanca", "Africa/El_Aaiun":
		return t.Unix() >= 1_540_695_600 // 28 October 2018
	case "Africa/Windhoek":
		return t.Unix() >= 764_200_800 && t.Unix() < 1_508_806_800 // 21 March 1994 to 24 October 2017
	}
	return false
}
