package lower

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// sourceMap is a source map of version 3 (ECMA-426): which place of a generated text stands for which of the original files.
type sourceMap struct {
	sources  []original
	names    []string
	segments []segment // sorted by line and column
}

// original is a file that a generated text was made from.
type original struct {
	name  string // as the map has it, below its sourceRoot
	text  *lines // nil if the map doesn't have it
	shown string // how people know the file
}

// segment says what a stretch of generated text stands for; it ends where the next one begins, or with the line. All
// numbers count from 0, columns in UTF-16 units.
type segment struct {
	line, column         int
	source               int // -1 if it stands for nothing
	fromLine, fromColumn int
	name                 int // -1 if it has none
}

// mapFile is the JSON of a source map.
type mapFile struct {
	Version        int       `json:"version"`
	SourceRoot     string    `json:"sourceRoot"`
	Sources        []*string `json:"sources"`
	SourcesContent []*string `json:"sourcesContent"`
	Names          []string  `json:"names"`
	Mappings       string    `json:"mappings"`
	Sections       []section `json:"sections"`
}

// section is a map of a part of the generated text.
type section struct {
	Offset struct{ Line, Column int } `json:"offset"`
	Map    *mapFile                   `json:"map"`
}

// maxSegments bounds what a map may have, so that a broken one can't take all memory.
const maxSegments = 32 << 20

// readMap reads the JSON of a source map. The error says what is wrong with it.
func readMap(text string) (*sourceMap, error) {
	text = strings.TrimPrefix(text, "\ufeff")
	if strings.HasPrefix(text, ")]}'") { // keeps browsers from running it
		_, text, _ = strings.Cut(text, "\n")
	}
	var f mapFile
	if err := json.Unmarshal([]byte(text), &f); err != nil {
		return nil, fmt.Errorf("not JSON of a source map: %w", err)
	}
	m := &sourceMap{}
	if err := m.add(&f, 0, 0); err != nil {
		return nil, err
	}
	if len(m.segments) == 0 {
		return nil, errors.New("it maps nothing")
	}
	slices.SortStableFunc(m.segments, func(a, b segment) int {
		return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.column, b.column))
	})
	return m, nil
}

// add takes in a map whose generated text begins at a line and column.
func (m *sourceMap) add(f *mapFile, line, column int) error {
	if f.Version != 3 {
		return fmt.Errorf("source maps have version 3, not %d", f.Version)
	}
	for _, s := range f.Sections {
		if s.Map == nil || len(s.Map.Sections) > 0 || s.Offset.Line < 0 || s.Offset.Column < 0 {
			return errors.New("a section of it has no map of its own")
		}
		if err := m.add(s.Map, s.Offset.Line, s.Offset.Column); err != nil {
			return err
		}
	}
	firstSource, firstName := len(m.sources), len(m.names)
	for i, name := range f.Sources {
		o := original{}
		if name != nil {
			o.name = *name
			if f.SourceRoot != "" {
				o.name = strings.TrimSuffix(f.SourceRoot, "/") + "/" + o.name
			}
		}
		if i < len(f.SourcesContent) && f.SourcesContent[i] != nil {
			o.text = newLines(*f.SourcesContent[i])
		}
		m.sources = append(m.sources, o)
	}
	m.names = append(m.names, f.Names...)
	d := mappings{text: f.Mappings, line: line, shift: column, sources: len(f.Sources), names: len(f.Names)}
	for d.next() {
		s := d.segment
		if s.source >= 0 {
			s.source += firstSource
		}
		if s.name >= 0 {
			s.name += firstName
		}
		if m.segments = append(m.segments, s); len(m.segments) > maxSegments {
			return errors.New("it has too many mappings")
		}
	}
	return d.err
}

// mappings reads the segments of a mappings text.
type mappings struct {
	text           string
	line, shift    int // where the generated text begins; shift is for its first line
	sources, names int // how many there are
	segment        segment
	err            error

	at       int
	previous segment // the running values
	started  bool
}

// next reads a segment; false at the end or at a mistake.
func (d *mappings) next() bool {
	if !d.started {
		d.started = true
		d.previous = segment{line: d.line, column: d.shift}
	}
	for d.at < len(d.text) && (d.text[d.at] == ',' || d.text[d.at] == ';') {
		if d.text[d.at] == ';' {
			d.previous.line++
			d.previous.column = 0
		}
		d.at++
	}
	if d.at >= len(d.text) || d.err != nil {
		return false
	}
	var fields [5]int
	n := 0
	for ; n < len(fields) && d.at < len(d.text) && d.text[d.at] != ',' && d.text[d.at] != ';'; n++ {
		fields[n] = d.number()
	}
	p := &d.previous
	p.column += fields[0]
	d.segment = segment{line: p.line, column: p.column, source: -1, name: -1}
	if n >= 4 {
		p.source += fields[1]
		p.fromLine += fields[2]
		p.fromColumn += fields[3]
		d.segment.source, d.segment.fromLine, d.segment.fromColumn = p.source, p.fromLine, p.fromColumn
	}
	if n == 5 {
		p.name += fields[4]
		d.segment.name = p.name
	}
	s := &d.segment
	ends := d.at == len(d.text) || d.text[d.at] == ',' || d.text[d.at] == ';'
	if d.err == nil && (!ends || n == 2 || n == 3 || s.column < 0 || s.source >= d.sources || n >= 4 && s.source < 0 ||
		s.fromLine < 0 || s.fromColumn < 0 || s.name >= d.names || n == 5 && s.name < 0) {
		d.err = fmt.Errorf("its mappings make no sense at character %d", d.at)
	}
	return d.err == nil
}

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// number reads a number of base-64 digits: five bits each, the lowest first, and in the first the sign.
func (d *mappings) number() int {
	n := 0
	for shift := 0; shift < 35; shift += 5 {
		digit := -1
		if d.at < len(d.text) {
			digit = strings.IndexByte(base64Digits, d.text[d.at])
		}
		if digit < 0 {
			break
		}
		d.at++
		n |= digit & 31 << shift
		if digit&32 == 0 {
			if n&1 != 0 {
				return -(n >> 1)
			}
			return n >> 1
		}
	}
	d.err = fmt.Errorf("its mappings are not numbers at character %d", d.at)
	return 0
}

// find returns the segment that a generated place belongs to, both numbers from 0, the column in UTF-16 units; nil if
// there is none in that line.
func (m *sourceMap) find(line, column int) *segment {
	i, found := slices.BinarySearchFunc(m.segments, segment{line: line, column: column}, func(a, b segment) int {
		return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.column, b.column))
	})
	if !found {
		i--
	}
	for found && i+1 < len(m.segments) && m.segments[i+1].line == line && m.segments[i+1].column == column {
		i++ // of several at one place the last says most
	}
	if i < 0 || m.segments[i].line != line {
		return nil
	}
	return &m.segments[i]
}

// maxSame is how far behind the beginning of a segment texts are compared, in bytes.
const maxSame = 200

// trace follows an offset in a generated text to an original file: the segment, and an offset in the file, or -1 if its text
// isn't known; nil if the map says nothing about it. Segments begin at names and expressions; between, the place is followed as
// long as both texts are the same.
func (m *sourceMap) trace(generated *lines, offset int) (s *segment, from int) {
	s = m.find(generated.units(offset))
	if s == nil || s.source < 0 {
		return nil, -1
	}
	text := m.sources[s.source].text
	if text == nil {
		return s, -1
	}
	from, ok := text.ofUnits(s.fromLine, s.fromColumn)
	if !ok {
		return nil, -1
	}
	begin, _ := generated.ofUnits(s.line, s.column)
	if begin <= offset && offset-begin <= maxSame {
		same := generated.text[begin:offset]
		if strings.HasPrefix(text.text[from:], same) && !strings.ContainsAny(same, lineEnds) {
			from += len(same)
		}
	}
	return s, from
}
