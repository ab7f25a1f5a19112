package date

import (
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // the rules of all zones, for machines that have none

	"voxemu/runtime/intl/locale"
	"voxemu/third_party/cldr"
)

// A zoneEntry is what is known of a zone before its rules are read.
type zoneEntry struct {
	id, name, country string
	load              func() (*time.Location, error)
}

// zones is all zones by their names and the names of links to them, in lower case.
var zones = sync.OnceValue(func() map[string]*zoneEntry {
	out := map[string]*zoneEntry{}
	known := cldr.Zones()
	for key, value := range known {
		if id, ok := strings.CutPrefix(key, "zone."); ok {
			name, country, _ := strings.Cut(value, " ")
			load := sync.OnceValues(func() (*time.Location, error) { return time.LoadLocation(id) })
			out[strings.ToLower(id)] = &zoneEntry{id, name, country, load}
		}
	}
	for key, id := range known {
		if link, ok := strings.CutPrefix(key, "link."); ok {
			out[strings.ToLower(link)] = out[strings.ToLower(id)]
		}
	}
	return out
})

// Zone is the canonical name of a time zone of the IANA database, written in any case. Firefox 115 knows no offsets like +03:00.
// It returns a RangeError for a name that is none.
func Zone(name string) (string, error) {
	entry, ok := zones()[strings.ToLower(name)]
	if !ok {
		return "", &locale.RangeError{Message: "invalid time zone in DateTimeFormat(): " + name}
	}
	return entry.name, nil
}

// loadZone reads the rules of a zone.
func loadZone(name string) (*zone, error) {
	entry, ok := zones()[strings.ToLower(name)]
	if !ok {
		return nil, &locale.RangeError{Message: "invalid time zone in DateTimeFormat(): " + name}
	}
	location, err := entry.load()
	if err != nil {
		return nil, &locale.UnsupportedError{Kind: "time zone", Name: entry.name}
	}
	return &zone{entry.id, entry.name, entry.country, location}, nil
}

// metaZone is the CLDR metazone that a zone is part of at an instant, or "": zones of a metazone share their names.
func metaZone(id string, ms int64) string {
	for span := range strings.SplitSeq(cldr.Zones()["meta."+id], "|") {
		meta, period, _ := strings.Cut(span, ",")
		from, to, _ := strings.Cut(period, ",")
		if (from == "" || ms >= minuteOf(from)) && (to == "" || ms < minuteOf(to)) {
			return meta
		}
	}
	return ""
}

// minuteOf is the instant of a time in UTC as CLDR writes it, 1990-06-30 22:00.
func minuteOf(text string) int64 {
	t, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		return 0
	}
	return t.UnixMilli()
}

// goldenZone is the zone that stands for a metazone in a country.
func goldenZone(meta, country string) string {
	known := cldr.Zones()
	if id, ok := known["golden."+meta+"."+country]; ok {
		return id
	}
	return known["golden."+meta+".001"]
}
