package date

import "strings"

// A Part is a piece of a formatted date. Type is what formatToParts calls it: "literal", "year", "dayPeriod" and so on. Source is set
// in ranges: "startRange", "endRange" or "shared".
type Part struct {
	Type, Value, Source string
}

// A layout is a pattern, ready to be filled in.
type layout struct {
	tokens           []token
	minutes, seconds bool // whether it prints these: noon is told from half past by them
}

func newLayout(tokens []token) layout {
	l := layout{tokens: tokens}
	for _, t := range tokens {
		l.minutes = l.minutes || t.letter == 'm'
		l.seconds = l.seconds || t.letter == 's'
	}
	return l
}

// Format writes the instant ms milliseconds after 1970 began. It is a RangeError unless Date can hold it.
func (f *Formatter) Format(ms float64) (string, error) {
	m, err := momentAt(ms, f.zone)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	out.Grow(64)
	for _, t := range f.pattern.tokens {
		if err := f.write(&out, t, &m, f.pattern); err != nil {
			return "", err
		}
	}
	return plainSpaces(out.String()), nil
}

// Parts is Format in pieces.
func (f *Formatter) Parts(ms float64) ([]Part, error) {
	m, err := momentAt(ms, f.zone)
	if err != nil {
		return nil, err
	}
	return f.parts(nil, f.pattern, &m, "")
}

// parts appends the pieces of a moment.
func (f *Formatter) parts(out []Part, l layout, m *moment, source string) ([]Part, error) {
	for _, t := range l.tokens {
		var text strings.Builder
		if err := f.write(&text, t, m, l); err != nil {
			return nil, err
		}
		out = appendPart(out, Part{partType(t.letter), plainSpaces(text.String()), source})
	}
	return out, nil
}

// appendPart appends a piece, unless it is empty; literals that meet are one.
func appendPart(out []Part, p Part) []Part {
	if p.Value == "" {
		return out
	}
	if n := len(out); n > 0 && p.Type == "literal" && out[n-1].Type == "literal" && out[n-1].Source == p.Source {
		out[n-1].Value += p.Value
		return out
	}
	return append(out, p)
}

// plainSpaces puts ordinary spaces in the place of the narrow ones that CLDR 42 introduced. Engines took them back, since too many
// scripts look for "PM" after a space.
func plainSpaces(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\u202f", " "), "\u2009", " ")
}

// partType is the type of the pieces that a letter of a pattern makes.
func partType(letter byte) string {
	switch letter {
	case 'G':
		return "era"
	case 'y':
		return "year"
	case 'M', 'L':
		return "month"
	case 'd':
		return "day"
	case 'E', 'c', 'e':
		return "weekday"
	case 'a', 'b', 'B':
		return "dayPeriod"
	case 'h', 'H', 'k', 'K':
		return "hour"
	case 'm':
		return "minute"
	case 's':
		return "second"
	case 'S':
		return "fractionalSecond"
	case 'z', 'v', 'O':
		return "timeZoneName"
	}
	return "literal"
}

// nameWidth is the width of names for a letter repeated so often.
func nameWidth(count int) int {
	switch count {
	case 4:
		return wide
	case 5:
		return narrowest
	case 6:
		return shortest
	}
	return abbreviated
}

// write appends what one token prints.
func (f *Formatter) write(out *strings.Builder, t token, m *moment, l layout) error {
	s := f.symbols
	switch t.letter {
	case 0:
		out.WriteString(t.text)
	case 'G':
		_, era := m.eraYear()
		out.WriteString(s.eras[min(nameWidth(t.width), narrowest)][era])
	case 'y':
		year, _ := m.eraYear()
		if t.width == 2 {
			year %= 100
		}
		writeNumber(out, f.digits, year, t.width)
	case 'M', 'L':
		form := 0
		if t.letter == 'L' {
			form = 1
		}
		if t.width < 3 {
			writeNumber(out, f.digits, m.month, t.width)
			break
		}
		out.WriteString(s.months[form][nameWidth(t.width)][m.month-1])
	case 'E', 'c', 'e':
		form := 0
		if t.letter == 'c' {
			form = 1
		}
		out.WriteString(s.weekdays[form][nameWidth(t.width)][m.weekday])
	case 'd':
		writeNumber(out, f.digits, m.day, t.width)
	case 'z', 'v', 'O':
		name, err := f.names().name(m, t.letter, t.width)
		if err != nil {
			return err
		}
		out.WriteString(name)
	default:
		f.writeTime(out, t, m, l)
	}
	return nil
}

// writeTime appends what a token of a time prints.
func (f *Formatter) writeTime(out *strings.Builder, t token, m *moment, l layout) {
	value := 0
	switch t.letter {
	case 'a', 'B':
		out.WriteString(f.dayPeriod(t, m, l))
		return
	case 'S':
		value = m.milli
		for range 3 - t.width {
			value /= 10
		}
	case 'h':
		value = (m.hour+11)%12 + 1
	case 'K':
		value = m.hour % 12
	case 'H':
		value = m.hour
	case 'k':
		value = (m.hour+23)%24 + 1
	case 'm':
		value = m.minute
	case 's':
		value = m.second
	}
	writeNumber(out, f.digits, value, t.width)
}

// dayPeriod is the word for the half or for the part of the day.
func (f *Formatter) dayPeriod(t token, m *moment, l layout) string {
	width := min(nameWidth(t.width), narrowest)
	if t.letter == 'B' {
		if name := f.symbols.dayparts.name(m, width, l.minutes, l.seconds); name != "" {
			return name
		}
	}
	if width != narrowest {
		width = wide
	}
	return f.symbols.halves[width][m.hour/12]
}
