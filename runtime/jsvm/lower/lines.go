package lower

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// lineEnds are the characters that end a line of JavaScript; \r\n is one end.
const lineEnds = "\n\r\u2028\u2029"

// lines is a text that knows where its lines begin. It may be shared.
type lines struct {
	text  string
	once  sync.Once
	found []int

	counting sync.Once
	counts   []int // of characters before each stride
}

func newLines(text string) *lines { return &lines{text: text} }

// starts are the offsets where lines begin.
func (l *lines) starts() []int {
	l.once.Do(func() {
		l.found = append(l.found, 0)
		for i := 0; i < len(l.text); i++ {
			switch c := l.text[i]; {
			case c == '\r' && strings.HasPrefix(l.text[i+1:], "\n"):
			case c == '\n' || c == '\r':
				l.found = append(l.found, i+1)
			case c == 0xe2 && (strings.HasPrefix(l.text[i:], "\u2028") || strings.HasPrefix(l.text[i:], "\u2029")):
				l.found = append(l.found, i+3)
			}
		}
	})
	return l.found
}

// offset returns the offset of a place: line and column from 1, the column in bytes. A place outside the text is moved into it.
func (l *lines) offset(line, column int) int {
	line = max(1, min(line, len(l.starts())))
	start, end := l.starts()[line-1], len(l.text)
	if line < len(l.starts()) {
		end = l.starts()[line]
	}
	return min(start+max(0, column-1), end)
}

// line returns the number of an offset's line, from 0, and where that line begins.
func (l *lines) line(offset int) (line, start int) {
	i, _ := slices.BinarySearch(l.starts(), offset+1)
	return i - 1, l.starts()[i-1]
}

// place returns the line and the column of an offset, both from 1, the column in characters.
func (l *lines) place(offset int) (line, column int) {
	offset = max(0, min(offset, len(l.text)))
	n, start := l.line(offset)
	return n + 1, 1 + l.characters(offset) - l.characters(start)
}

// stride is how many bytes apart characters are counted beforehand: a bundle may be one line, and be asked for many places.
const stride = 1024

// characters returns how many characters begin before an offset.
func (l *lines) characters(offset int) int {
	l.counting.Do(func() {
		l.counts = make([]int, 1, 1+len(l.text)/stride)
		for at := stride; at <= len(l.text); at += stride {
			l.counts = append(l.counts, l.counts[len(l.counts)-1]+beginnings(l.text[at-stride:at]))
		}
	})
	i := offset / stride
	return l.counts[i] + beginnings(l.text[i*stride:offset])
}

// beginnings returns how many characters begin in a part of a text.
func beginnings(text string) (n int) {
	for i := range len(text) {
		if utf8.RuneStart(text[i]) {
			n++
		}
	}
	return n
}

// units returns the line from 0 and the column of an offset in UTF-16 units from 0, as source maps count.
func (l *lines) units(offset int) (line, column int) {
	offset = max(0, min(offset, len(l.text)))
	n, start := l.line(offset)
	for _, r := range l.text[start:offset] {
		column++
		if r > 0xffff {
			column++
		}
	}
	return n, column
}

// ofUnits returns the offset of a line and a column as source maps count; ok is false if there is no such line.
func (l *lines) ofUnits(line, column int) (offset int, ok bool) {
	if line < 0 || line >= len(l.starts()) {
		return 0, false
	}
	start, end := l.starts()[line], len(l.text)
	if line+1 < len(l.starts()) {
		end = l.starts()[line+1]
	}
	for i, r := range l.text[start:end] {
		if column <= 0 {
			return start + i, true
		}
		column--
		if r > 0xffff {
			column--
		}
	}
	return end, true
}
