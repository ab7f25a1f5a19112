package report

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"voxemu/runtime/diag"
	"voxemu/runtime/trace"
)

// clock writes the time of a line: seconds and ms, with minutes when there are any; from an hour on without ms.
func clock(ms int64) string {
	s := ms / 1000
	switch {
	case s < 60:
		return fmt.Sprintf("%d.%03d", s, ms%1000)
	case s < 3600:
		return fmt.Sprintf("%d:%02d.%03d", s/60, s%60, ms%1000)
	default:
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
}

// span writes a length of time with the precision that people read: "20 ms", "1.5 s", "2 min 5 s", "1 h 30 min", "30 d".
func span(ms int64) string {
	s := (ms + 500) / 1000
	switch {
	case ms < 1000:
		return fmt.Sprintf("%d ms", ms)
	case ms < 9950:
		return strings.TrimSuffix(strconv.FormatFloat(float64(ms)/1000, 'f', 1, 64), ".0") + " s"
	case s < 60:
		return fmt.Sprintf("%d s", s)
	case s < 3600:
		return two(s, 60, "min", "s")
	case s < 86400:
		return two(s/60, 60, "h", "min")
	default:
		return two(s/3600, 24, "d", "h")
	}
}

// two writes n small units as large ones and the rest, which is left out when it is 0.
func two(n, size int64, large, small string) string {
	text := fmt.Sprintf("%d %s", n/size, large)
	if rest := n % size; rest > 0 {
		text += fmt.Sprintf(" %d %s", rest, small)
	}
	return text
}

// or returns s, or what stands for it when it is empty.
func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// wrap breaks a text at its spaces into lines of at most so many columns; longer words stay whole.
func wrap(text string, columns int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && diag.Cells(line)+1+diag.Cells(word) > columns {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return append(lines, line)
}

// spaced turns the name of an event into words: "Call.PlaybackFinished" into "playback finished", "AMD.Events.DetectionError" into
// "detection error".
func spaced(name string) string {
	_, last, found := strings.Cut(name, ".")
	if !found {
		last = name
	}
	last = strings.TrimPrefix(last, "Events.")
	letters := []rune(last)
	var b strings.Builder
	for i, r := range letters {
		if i > 0 && unicode.IsUpper(r) && (unicode.IsLower(letters[i-1]) || i+1 < len(letters) && unicode.IsLower(letters[i+1])) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// field returns a value of an object, or nil.
func field(o trace.Object, key string) any {
	for _, f := range o {
		if f.Key == key {
			return f.Value
		}
	}
	return nil
}

// textOf returns a field that is a string or a number as text, and "" for anything else.
func textOf(o trace.Object, key string) string {
	switch v := field(o, key).(type) {
	case string:
		return v
	case int, int64, float64:
		return string(trace.AppendJSON(nil, v))
	}
	return ""
}

// value writes an argument for people: strings are quoted where they stand alone, objects are a list of their fields.
func (n *names) value(v any) string {
	switch v := v.(type) {
	case string:
		return strconv.Quote(v)
	case trace.Ref:
		return n.of(string(v))
	case trace.Object:
		parts := make([]string, len(v))
		for i, f := range v {
			parts[i] = f.Key + " " + n.inner(f.Value)
		}
		return strings.Join(parts, ", ")
	case []any:
		parts := make([]string, len(v))
		for i, e := range v {
			parts[i] = n.value(e)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	default:
		return string(trace.AppendJSON(nil, v))
	}
}

// inner writes the value of a field.
func (n *names) inner(v any) string {
	switch v := v.(type) {
	case string:
		// Constants are named by their full path; the last name of "VoiceList.Amazon.en_US_Joanna" says it.
		if strings.HasPrefix(v, "VoiceList.") || strings.HasPrefix(v, "ASRProfileList.") || strings.HasPrefix(v, "ASRModelList.") {
			return v[strings.LastIndexByte(v, '.')+1:]
		}
		return or(v, `""`)
	case trace.Object:
		return "{" + n.value(v) + "}"
	default:
		return n.value(v)
	}
}
