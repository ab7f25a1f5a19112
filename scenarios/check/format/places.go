package format

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// source is a file's text with the starts of its lines.
type source struct {
	text   string
	lines  []string
	starts []int
	// last is the place that was found last: most are asked for in order, and lines may be long.
	last struct{ offset, line, column int }
}

// texts keeps the last text that was asked for: findings come file by file.
type texts struct{ last *source }

// of returns a text with its lines.
func (t *texts) of(text string) *source {
	if t.last != nil && t.last.text == text {
		return t.last
	}
	s := &source{text: text, lines: strings.Split(text, "\n")}
	start := 0
	for _, line := range s.lines {
		s.starts = append(s.starts, start)
		start += len(line) + 1
	}
	t.last = s
	return s
}

// longest is how many bytes of a line tell it from others.
const longest = 1000

// line returns a line of the text without space at its ends, or the beginning of a long one; "" if there is no such line.
func (s *source) line(n int) string {
	if n < 1 || n > len(s.lines) {
		return ""
	}
	line := strings.TrimSpace(s.lines[n-1])
	return line[:min(len(line), longest)]
}

// at returns the line and the column, in characters, of an offset in bytes. Offsets outside the text stand for its ends, those within
// a character for its beginning.
func (s *source) at(offset int) (line, column int) {
	offset = max(0, min(offset, len(s.text)))
	for offset > 0 && offset < len(s.text) && !utf8.RuneStart(s.text[offset]) {
		offset--
	}
	i, exact := slices.BinarySearch(s.starts, offset)
	if !exact {
		i-- // the line that began before it
	}
	from, before := s.starts[i], 1
	if s.last.line == i+1 && s.last.offset <= offset {
		from, before = s.last.offset, s.last.column
	}
	s.last.offset, s.last.line, s.last.column = offset, i+1, before+utf8.RuneCountInString(s.text[from:offset])
	return s.last.line, s.last.column
}
