package globals

import (
	"encoding/binary"
	"encoding/hex"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/session"
)

// getLocalTime returns a new Date whose UTC fields show the wall clock of a time zone (behaviour page, section 3.3). An
// unknown zone and an invalid date throw an Error (assumed there).
func getLocalTime(s *session.Session, c goja.FunctionCall) goja.Value {
	name := required(s, c, 0, "getLocalTime", "timezone").String()
	at, ok := moment(required(s, c, 1, "getLocalTime", "date"))
	if !ok {
		s.VM().Throw("Error", "getLocalTime: the date is not a valid Date")
	}
	zone, ok := zoneOf(s, name)
	if !ok {
		s.VM().Throw("Error", "getLocalTime: the time zone \""+name+"\" is not known")
	}
	_, offset := at.In(zone).Zone()
	local, err := s.Runtime().New(s.Runtime().GlobalObject().Get("Date"), s.Value(at.UnixMilli()+int64(offset)*1000))
	if err != nil {
		panic(err)
	}
	return local
}

// moment returns the time of a Date, if it is one and valid.
func moment(v goja.Value) (time.Time, bool) {
	o, ok := v.(*goja.Object)
	if !ok || o.ClassName() != "Date" {
		return time.Time{}, false
	}
	at, ok := o.Export().(time.Time)
	return at, ok
}

type zonesKey struct{}

// zoneOf finds a zone of the tz database. Zones are kept, because reading one costs far more than using it.
func zoneOf(s *session.Session, name string) (*time.Location, bool) {
	zones := session.Local(s, zonesKey{}, func() map[string]*time.Location { return map[string]*time.Location{} })
	if zone, ok := zones[name]; ok {
		return zone, true
	}
	if name == "" || name == "Local" { // what Go means by these is not in the tz database
		return nil, false
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, false
	}
	zones[name] = zone
	return zone, true
}

// uuidgen returns a random UUID, version 4 (assumed: behaviour page, section 3.4), from the session's seed.
func uuidgen(s *session.Session, _ goja.FunctionCall) goja.Value {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], s.Random())
	binary.BigEndian.PutUint64(b[8:], s.Random())
	b[6] = b[6]&0x0F | 0x40
	b[8] = b[8]&0x3F | 0x80
	x := hex.EncodeToString(b[:])
	return s.Value(x[:8] + "-" + x[8:12] + "-" + x[12:16] + "-" + x[16:20] + "-" + x[20:])
}

// levenshtein returns the edit distance of two strings in UTF-16 units (the unit is assumed: behaviour page, section 3.4).
func levenshtein(s *session.Session, c goja.FunctionCall) goja.Value {
	a := utf16Units(required(s, c, 0, "levenshtein_distance", "str1"))
	b := utf16Units(required(s, c, 1, "levenshtein_distance", "str2"))
	row := make([]int, len(b)+1) // row[j] is the distance from what is read of a to b[:j]
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			above := row[j+1]
			cost := 1
			if x == y {
				cost = 0
			}
			row[j+1] = min(above+1, row[j]+1, diagonal+cost)
			diagonal = above
		}
	}
	return s.Value(row[len(b)])
}
