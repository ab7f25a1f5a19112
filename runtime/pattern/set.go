package pattern

import (
	"slices"
	"sort"
)

const maxRune = 0x10ffff

// set is a set of code points: pairs of the first and the last one of a range. A tidy set is sorted, with gaps between ranges.
type set []rune

func (s set) add(first, last rune) set { return append(s, first, last) }

// tidy sorts the ranges and joins those that touch. It changes the set.
func (s set) tidy() set {
	if s.isTidy() {
		return s
	}
	sort.Sort(ranges(s))
	out := s[:2]
	for i := 2; i < len(s); i += 2 {
		if end := &out[len(out)-1]; s[i] <= *end+1 {
			*end = max(*end, s[i+1])
		} else {
			out = append(out, s[i], s[i+1])
		}
	}
	return out
}

func (s set) isTidy() bool {
	for i := 2; i < len(s); i += 2 {
		if s[i] <= s[i-1]+1 {
			return false
		}
	}
	return true
}

// ranges sorts a set by where its ranges begin.
type ranges set

func (r ranges) Len() int           { return len(r) / 2 }
func (r ranges) Less(i, j int) bool { return r[2*i] < r[2*j] }
func (r ranges) Swap(i, j int) {
	r[2*i], r[2*j] = r[2*j], r[2*i]
	r[2*i+1], r[2*j+1] = r[2*j+1], r[2*i+1]
}

// negate returns the other code points. The set has to be tidy.
func (s set) negate() set {
	out := make(set, 0, len(s)+2)
	next := rune(0)
	for i := 0; i < len(s); i += 2 {
		if s[i] > next {
			out = out.add(next, s[i]-1)
		}
		next = s[i+1] + 1
	}
	if next <= maxRune {
		out = out.add(next, maxRune)
	}
	return out
}

// has reports whether a tidy set has the code point.
func (s set) has(r rune) bool {
	low, high := 0, len(s)/2
	for low < high {
		mid := int(uint(low+high) >> 1)
		if s[2*mid+1] < r {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return 2*low < len(s) && s[2*low] <= r
}

// size is how many code points a tidy set has.
func (s set) size() int {
	n := 0
	for i := 0; i < len(s); i += 2 {
		n += int(s[i+1]-s[i]) + 1
	}
	return n
}

// class is a set as it is matched.
type class struct {
	low    [4]uint64 // code points below 256
	ranges set       // all of them
	plain  bool      // has no surrogate and nothing beyond 0xFFFF, so that code units can be looked at one by one
}

func newClass(s set) *class {
	c := &class{ranges: slices.Clip(s), plain: true}
	for i := 0; i < len(s); i += 2 {
		for r := s[i]; r <= s[i+1] && r < 256; r++ {
			c.low[r>>6] |= 1 << (r & 63)
		}
		if s[i+1] >= 0xd800 && s[i] <= 0xdfff || s[i+1] > 0xffff {
			c.plain = false
		}
	}
	return c
}

func (c *class) has(r rune) bool {
	if r < 256 {
		return c.low[r>>6]&(1<<(r&63)) != 0
	}
	return c.ranges.has(r)
}

// all reports whether the class leaves nothing out.
func (c *class) all() bool { return len(c.ranges) == 2 && c.ranges[0] == 0 && c.ranges[1] == maxRune }

// These sets are what the escapes of the same letters stand for; see CharacterClassEscape in the standard.
func digits() set { return set{'0', '9'} }
func words() set  { return set{'0', '9', 'A', 'Z', '_', '_', 'a', 'z'} }
func spaces() set {
	return set{'\t', '\r', ' ', ' ', 0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x202f, 0x205f, 0x205f, 0x3000, 0x3000, 0xfeff, 0xfeff}
}
func lineEnds() set { return set{'\n', '\n', '\r', '\r', 0x2028, 0x2029} }

// isLineEnd reports whether a code unit ends a line.
func isLineEnd(c rune) bool { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 }
