package pattern

import "unicode/utf16"

// within reports whether a position is between the halves of a surrogate pair.
func (t *thread[U]) within(pos int) bool {
	return pos > 0 && pos < len(t.text) && rune(t.text[pos])>>10 == 0xdc00>>10 && utf16.DecodeRune(rune(t.text[pos-1]), rune(t.text[pos])) != '\ufffd'
}

// step returns the position before or behind the next character, which must exist. Giving back goes against the direction.
func (t *thread[U]) step(pos int, left, points bool) int {
	if left {
		return t.left(pos, points)
	}
	if points && t.within(pos+1) {
		return pos + 2
	}
	return pos + 1
}

func (t *thread[U]) left(pos int, points bool) int {
	if points && t.within(pos-1) {
		return pos - 2
	}
	return pos - 1
}

// at returns the code point at a position, which must exist.
func (t *thread[U]) at(pos int, points bool) (c rune, size int) {
	c = rune(t.text[pos])
	if points && c >= 0xd800 && c <= 0xdbff && pos+1 < len(t.text) {
		if r := utf16.DecodeRune(c, rune(t.text[pos+1])); r != '\ufffd' {
			return r, 2
		}
	}
	return c, 1
}

// one matches a character of a set and returns the position on its other side.
func (t *thread[U]) one(c *class, pos int, back, points bool) (int, bool) {
	if back {
		if pos == 0 {
			return pos, false
		}
		pos = t.left(pos, points)
		r, _ := t.at(pos, points)
		return pos, c.has(r)
	}
	if pos >= len(t.text) {
		return pos, false
	}
	r, size := t.at(pos, points)
	return pos + size, c.has(r)
}

// many matches a run of characters of a set.
func (t *thread[U]) many(i *inst, pc int32, pos int) (int, bool) {
	c := t.p.sets[i.a]
	n := int32(0)
	for ; n < i.min; n++ {
		next, ok := t.one(c, pos, i.back, i.points)
		if !ok {
			return pos, false
		}
		pos = next
	}
	if n == i.max {
		return pos, true
	}
	if i.lazy {
		t.push(frame{takeOne, pc, int32(pos), i.max - n})
		return pos, true
	}
	least := pos
	if i.back || i.points {
		for ; n < i.max; n++ {
			next, ok := t.one(c, pos, i.back, i.points)
			if !ok {
				break
			}
			pos = next
		}
	} else {
		pos = t.scan(c, pos, i.max-n)
	}
	t.fuel -= (pos - least) >> 3
	if pos != least {
		t.push(frame{giveOne, pc, int32(pos), int32(least)})
	}
	return pos, true
}

// scan returns the end of a run of at most so many code units.
func (t *thread[U]) scan(c *class, pos int, most int32) int {
	end := len(t.text)
	if end-pos > int(most) {
		end = pos + int(most)
	}
	for ; pos < end; pos++ {
		if r := rune(t.text[pos]); !c.has(r) {
			break
		}
	}
	return pos
}

// seldom runs the instructions that are less common.
func (t *thread[U]) seldom(i *inst, pc int32, pos int) (int32, int, bool) {
	ok := true
	switch i.op {
	case opClear:
		for slot := i.a; slot < i.b; slot++ {
			if t.slots[slot] != -1 {
				t.set(slot, -1)
			}
		}
		t.fuel -= int(i.b-i.a) >> 3
	case opLoopStart:
		t.set(i.a, 0)
	case opLoop:
		return t.loop(i, pc, pos)
	case opRound:
		t.set(i.a, t.slots[i.a]+1)
		t.set(i.a+1, int32(pos))
	case opRoundEnd:
		return i.b, pos, t.slots[i.a] <= i.min || t.slots[i.a+1] != int32(pos)
	case opMark:
		t.set(i.a, int32(pos))
	case opMoved:
		ok = t.slots[i.a] != int32(pos)
	case opReference:
		pos, ok = t.reference(i, pos)
	case opLook:
		t.look(i, pos)
	case opLookEnd:
		pos, ok = t.lookEnd(i)
	case opLineStart:
		ok = pos == 0 || t.p.Flags&Multiline != 0 && isLineEnd(rune(t.text[pos-1]))
	case opLineEnd:
		ok = pos == len(t.text) || t.p.Flags&Multiline != 0 && isLineEnd(rune(t.text[pos]))
	case opBoundary:
		ok = (t.isWord(pos-1) != t.isWord(pos)) != i.negative
	}
	return pc + 1, pos, ok
}

// loop begins another round of a counted quantifier, or leaves it.
func (t *thread[U]) loop(i *inst, pc int32, pos int) (int32, int, bool) {
	switch n := t.slots[i.a]; {
	case n < i.min:
		return pc + 1, pos, true
	case n >= i.max:
		return i.b, pos, true
	case i.lazy:
		t.push(frame{tryAt, pc + 1, int32(pos), 0})
		return i.b, pos, true
	}
	t.push(frame{tryAt, i.b, int32(pos), 0})
	return pc + 1, pos, true
}

// look begins a lookaround: it notes the position and how high the stack is. These registers need not be restored, since a
// lookaround is over before it begins again.
func (t *thread[U]) look(i *inst, pos int) {
	t.slots[i.a], t.slots[i.a+1] = int32(len(t.stack)), int32(pos)
	if i.negative {
		t.push(frame{tryAt, i.b, int32(pos), 0})
	} else {
		t.push(frame{kind: barrier})
	}
}

// lookEnd ends a lookaround whose body has matched. A positive one drops the choices that are left in it and keeps what
// restores the slots; a negative one undoes everything and fails.
func (t *thread[U]) lookEnd(i *inst) (pos int, ok bool) {
	height := t.slots[i.a]
	pos = int(t.slots[i.a+1])
	if !i.negative {
		kept := t.stack[:height]
		for _, f := range t.stack[height:] {
			if f.kind == restore {
				kept = append(kept, f)
			}
		}
		t.stack = kept
		return pos, true
	}
	for n := len(t.stack) - 1; n > int(height); n-- {
		if f := t.stack[n]; f.kind == restore {
			t.slots[f.a] = f.b
		}
	}
	t.stack = t.stack[:height]
	return pos, false
}

// reference matches what a group has captured; a group that hasn't matches nothing.
func (t *thread[U]) reference(i *inst, pos int) (int, bool) {
	from, to := int(t.slots[i.a]), int(t.slots[i.a+1])
	if from < 0 || to < 0 {
		return pos, true
	}
	size := to - from
	start, end := pos, pos+size
	if i.back {
		start, end = pos-size, pos
	}
	if start < 0 || end > len(t.text) {
		return pos, false
	}
	t.fuel -= size >> 3
	for n := 0; n < size; {
		a, width := t.at(from+n, t.unicode)
		b, _ := t.at(start+n, t.unicode)
		if a != b && (t.p.Flags&IgnoreCase == 0 || t.p.Flags.canonical(a) != t.p.Flags.canonical(b)) {
			return pos, false
		}
		n += width
	}
	if i.back {
		end = start
	}
	return end, !t.unicode || !t.within(end)
}

// isWord reports whether the character at a position is one of \w.
func (t *thread[U]) isWord(pos int) bool {
	if pos < 0 || pos >= len(t.text) {
		return false
	}
	c := rune(t.text[pos])
	switch {
	case 'a' <= c|32 && c|32 <= 'z', '0' <= c && c <= '9', c == '_':
		return true
	case c == 0x17f, c == 0x212a:
		return t.p.Flags&(IgnoreCase|Unicode) == IgnoreCase|Unicode
	}
	return false
}
