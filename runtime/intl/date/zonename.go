package date

import (
	"strconv"
	"strings"
	"time"

	"voxemu/runtime/intl/locale"
	"voxemu/third_party/cldr"
)

// Which of the three names of a zone.
const (
	nameGeneric = iota
	nameStandard
	nameDaylight
)

// zoneNamer writes time zones in one locale.
type zoneNamer struct {
	table   cldr.Table // dates
	names   cldr.Table
	country string // of the locale
	digits  []string
}

// name is the name of the zone of m as a letter of a pattern repeated width times asks for it.
func (n zoneNamer) name(m *moment, letter byte, width int) (string, error) {
	length := ".short"
	if width >= 4 {
		length = ".long"
	}
	name := ""
	switch letter {
	case 'z':
		which := nameStandard
		if m.daylight() {
			which = nameDaylight
		}
		name = n.specific(m, length, which)
	case 'v':
		var err error
		if name, err = n.generic(m, length); err != nil {
			return "", err
		}
	}
	if name == "" {
		name = n.offset(m.offset, width < 4)
	}
	return name, nil
}

// lookup is one of the three names under a key.
func (n zoneNamer) lookup(key string, which int) string {
	value := n.names.Get(key)
	for range which {
		_, value, _ = strings.Cut(value, "|")
	}
	name, _, _ := strings.Cut(value, "|")
	return name
}

// specific is the name of standard or daylight saving time: of the zone, or else of its metazone.
func (n zoneNamer) specific(m *moment, length string, which int) string {
	if name := n.lookup("zone."+m.zone.id+length, which); name != "" {
		return name
	}
	if meta := metaZone(m.zone.id, m.ms); meta != "" {
		return n.lookup("meta."+meta+length, which)
	}
	return ""
}

// halfYear is how near a change of the clocks has to be for a zone to count as one that has summer time.
const halfYear = 184 * 24 * time.Hour

// generic is the name without regard to daylight saving time.
func (n zoneNamer) generic(m *moment, length string) (string, error) {
	id := m.zone.id
	if name := n.lookup("zone."+id+length, nameGeneric); name != "" {
		return name, nil
	}
	if meta := metaZone(id, m.ms); meta != "" {
		general := n.lookup("meta."+meta+length, nameGeneric)
		if !m.daylight() && !m.zone.changes(m.ms) {
			if name := n.specific(m, length, nameStandard); name != "" && !strings.EqualFold(name, general) {
				return name, nil
			}
		}
		if general != "" {
			golden := goldenZone(meta, n.country)
			if golden == id || golden == "" || sameClock(golden, m) {
				return general, nil
			}
			return n.partial(m, meta, general)
		}
	}
	return n.location(m)
}

// changes tells whether the clocks go back before or after an instant, within about half a year.
func (z *zone) changes(ms int64) bool {
	t := time.UnixMilli(ms).In(z.location)
	start, end := t.ZoneBounds()
	if !start.IsZero() && t.Sub(start) < halfYear && z.isDaylight(start.Add(-time.Millisecond)) {
		return true
	}
	return !end.IsZero() && end.Sub(t) < halfYear && z.isDaylight(end)
}

// sameClock tells whether a zone shows the same time as m, and both are or are not in daylight saving time.
func sameClock(id string, m *moment) bool {
	golden, err := loadZone(id)
	if err != nil {
		return false
	}
	there := moment{ms: m.ms, zone: golden}
	return golden.offset(m.ms) == m.offset && there.daylight() == m.daylight()
}

// partial is the name of a metazone with the place whose clocks differ from it.
func (n zoneNamer) partial(m *moment, meta, general string) (string, error) {
	place := ""
	if m.zone.country != "" && goldenZone(meta, m.zone.country) == m.zone.id {
		return "", n.noCountry(m)
	}
	place = n.city(m.zone.id)
	return strings.NewReplacer("{0}", place, "{1}", general).Replace(n.table.Get("zone.fallbackFormat")), nil
}

// location is the name of the place of a zone, as in "Moscow Time", or "" for a zone that is nowhere.
func (n zoneNamer) location(m *moment) (string, error) {
	if m.zone.country == "" {
		return "", nil
	}
	if cldr.Zones()["primary."+m.zone.country] == m.zone.id {
		return "", n.noCountry(m)
	}
	return strings.Replace(n.table.Get("zone.regionFormat"), "{0}", n.city(m.zone.id), 1), nil
}

func (n zoneNamer) noCountry(m *moment) error {
	return &locale.UnsupportedError{Kind: "generic time zone name, made of the country's name, of", Name: m.zone.name}
}

// city is the place that a zone is named after.
func (n zoneNamer) city(id string) string {
	if name := n.names.Get("city." + id); name != "" {
		return name
	}
	return strings.ReplaceAll(id[strings.LastIndexByte(id, '/')+1:], "_", " ")
}

// offset writes seconds east of UTC, as in GMT+3 or GMT+03:00.
func (n zoneNamer) offset(seconds int, brief bool) string {
	if seconds == 0 {
		return n.table.Get("zone.gmtZeroFormat")
	}
	positive, negative, _ := strings.Cut(n.table.Get("zone.hourFormat"), ";")
	pattern := positive
	if seconds < 0 {
		pattern, seconds = negative, -seconds
	}
	hours, minutes, rest := seconds/3600, seconds/60%60, seconds%60
	sign, _, _ := strings.Cut(pattern, "H")
	_, separator, _ := strings.Cut(strings.ReplaceAll(pattern, "HH", "H"), "H")
	separator, end, _ := strings.Cut(separator, "mm")
	var out strings.Builder
	out.WriteString(sign)
	n.number(&out, hours, map[bool]int{true: 1, false: 2}[brief])
	if !brief || minutes != 0 || rest != 0 {
		out.WriteString(separator)
		n.number(&out, minutes, 2)
	}
	if rest != 0 {
		out.WriteString(separator)
		n.number(&out, rest, 2)
	}
	if !brief || minutes != 0 || rest != 0 {
		out.WriteString(end)
	}
	return strings.Replace(n.table.Get("zone.gmtFormat"), "{0}", out.String(), 1)
}

func (n zoneNamer) number(out *strings.Builder, value, width int) {
	writeNumber(out, n.digits, value, width)
}

// writeNumber writes a number in the digits of a numbering system, with at least width of them.
func writeNumber(out *strings.Builder, digits []string, value, width int) {
	var buffer [20]byte
	text := strconv.AppendInt(buffer[:0], int64(value), 10)
	for range width - len(text) {
		out.WriteString(digits[0])
	}
	for _, c := range text {
		out.WriteString(digits[c-'0'])
	}
}
