package date

import "strings"

// FormatRange writes a range of instants, in milliseconds since 1970, without repeating what they share. Two instants that do not
// differ in anything that is printed are written as one.
func (f *Formatter) FormatRange(from, to float64) (string, error) {
	parts, err := f.RangeParts(from, to)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for _, p := range parts {
		out.WriteString(p.Value)
	}
	return out.String(), nil
}

// RangeParts is FormatRange in pieces, which tell whether they are of the start, of the end or of both.
func (f *Formatter) RangeParts(from, to float64) ([]Part, error) {
	a, err := momentAt(from, f.zone)
	if err != nil {
		return nil, err
	}
	b, err := momentAt(to, f.zone)
	if err != nil {
		return nil, err
	}
	r := f.ranges()
	pieces, laterFirst, err := f.rangePieces(r, &a, &b)
	if err != nil {
		return nil, err
	}
	if !markSources(pieces, laterFirst) {
		return f.parts(nil, f.pattern, &a, "shared")
	}
	var out []Part
	for _, p := range pieces {
		out = appendPart(out, p.Part)
	}
	return out, nil
}

// A piece is a part with the letter it was made from.
type piece struct {
	Part
	letter byte
}

// pieces writes a moment by a pattern.
func (f *Formatter) pieces(out []piece, tokens []token, m *moment) ([]piece, error) {
	l := newLayout(tokens)
	for _, t := range tokens {
		var text strings.Builder
		if err := f.write(&text, t, m, l); err != nil {
			return nil, err
		}
		out = append(out, piece{Part{partType(t.letter), plainSpaces(text.String()), ""}, t.letter})
	}
	return out, nil
}

// rangePieces writes two moments, and tells whether the later one comes first. There may be only one of them in the result.
func (f *Formatter) rangePieces(r *ranger, a, b *moment) (out []piece, laterFirst bool, err error) {
	l := levelOf(a, b)
	if l == levelCount {
		return nil, false, nil
	}
	in := r.intervals[l]
	pattern := r.single
	switch {
	case in.first != nil:
		if in.laterFirst {
			a, b = b, a
		}
		if out, err = f.pieces(nil, in.first, a); err == nil {
			out, err = f.pieces(out, in.second, b)
		}
		return out, in.laterFirst, err
	case in.second != nil:
		pattern = in.second
	case ignores(pattern, l):
		return nil, false, nil
	}
	if l >= levelHalf && r.dateOnly != nil && r.timeOnly != nil {
		out, err = f.filled(r.glue, func(out []piece, n byte) ([]piece, error) {
			if n == '1' {
				return f.pieces(out, r.dateOnly, a)
			}
			return f.both(r, out, r.timeOnly, a, b)
		})
		return out, r.laterFirst, err
	}
	out, err = f.both(r, nil, pattern, a, b)
	return out, r.laterFirst, err
}

// both writes two moments by one pattern.
func (f *Formatter) both(r *ranger, out []piece, pattern []token, a, b *moment) ([]piece, error) {
	more, err := f.filled(r.lists.fallback, func(out []piece, n byte) ([]piece, error) {
		if n == '0' {
			return f.pieces(out, pattern, a)
		}
		return f.pieces(out, pattern, b)
	})
	return append(out, more...), err
}

// filled writes a template, calling write for its places {0} and {1}.
func (f *Formatter) filled(template string, write func(out []piece, n byte) ([]piece, error)) (out []piece, err error) {
	literal := func(text string) {
		if text != "" {
			out = append(out, piece{Part{"literal", plainSpaces(text), ""}, 0})
		}
	}
	for {
		open := strings.IndexByte(template, '{')
		if open < 0 || open+2 >= len(template) {
			literal(template)
			return out, nil
		}
		literal(template[:open])
		if out, err = write(out, template[open+1]); err != nil {
			return nil, err
		}
		template = template[open+3:]
	}
}

// markSources finds the two spans of a range: from the first to the last of the fields that are there twice. It returns false if
// there are none.
func markSources(pieces []piece, laterFirst bool) bool {
	type span struct{ from, to int }
	first, second := span{len(pieces), -1}, span{len(pieces), -1}
	for i, p := range pieces {
		pieces[i].Source = "shared"
		if p.letter == 0 {
			continue
		}
		for j := i + 1; j < len(pieces); j++ {
			if pieces[j].letter == p.letter {
				first = span{min(first.from, i), max(first.to, i)}
				second = span{min(second.from, j), max(second.to, j)}
				break
			}
		}
	}
	if first.to < 0 {
		return false
	}
	names := [2]string{"startRange", "endRange"}
	if laterFirst {
		names[0], names[1] = names[1], names[0]
	}
	for i := range pieces {
		switch {
		case i >= first.from && i <= first.to:
			pieces[i].Source = names[0]
		case i >= second.from && i <= second.to:
			pieces[i].Source = names[1]
		}
	}
	return true
}
