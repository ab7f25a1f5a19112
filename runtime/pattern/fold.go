package pattern

import (
	"sync"
	"unicode"
)

// Canonicalize of the standard makes two characters equal under flag i: by simple case folding with flag u, else by upper case, code
// unit by code unit. Go has both as orbits of unicode.SimpleFold and as unicode.ToUpper, for the same Unicode 15.

// upper is Canonicalize without flag u. A character whose full upper case is more than one code unit stays itself, and so does one
// that would become ASCII.
func upper(c rune) rune {
	if c < 0x80 {
		if 'a' <= c && c <= 'z' {
			c -= 'a' - 'A'
		}
		return c
	}
	if 0x1f80 <= c && c <= 0x1faf || c == 0x1fb3 || c == 0x1fc3 || c == 0x1ff3 {
		return c // Greek with an iota below, which upper case writes beside it
	}
	if up := unicode.ToUpper(c); up >= 0x80 && up <= 0xffff {
		return up
	}
	return c
}

// folded is Canonicalize with flag u, up to the choice of a representative: the least of the orbit.
func folded(c rune) rune {
	least := c
	for r := unicode.SimpleFold(c); r != c; r = unicode.SimpleFold(r) {
		least = min(least, r)
	}
	return least
}

// canonical is Canonicalize for the flags.
func (f Flags) canonical(c rune) rune {
	switch {
	case f&IgnoreCase == 0:
		return c
	case f&Unicode == 0:
		return upper(c)
	}
	return folded(c)
}

// variants appends the other characters that flag i makes equal to c.
func (f Flags) variants(s set, c rune) set {
	if f&Unicode != 0 {
		for r := unicode.SimpleFold(c); r != c; r = unicode.SimpleFold(r) {
			s = s.add(r, r)
		}
		return s
	}
	up := upper(c)
	for r := unicode.SimpleFold(c); r != c; r = unicode.SimpleFold(r) {
		if r <= 0xffff && upper(r) == up {
			s = s.add(r, r)
		}
	}
	return s
}

// cased are the characters that have variants, in rising order.
var cased = sync.OnceValue(func() []rune {
	var out []rune
	for _, c := range unicode.CaseRanges {
		for r := rune(c.Lo); r <= rune(c.Hi); r++ {
			if unicode.SimpleFold(r) != r {
				out = append(out, r)
			}
		}
	}
	return out
})

// closed returns a tidy set with all variants of its characters, if flag i is set.
func (f Flags) closed(s set) set {
	if f&IgnoreCase == 0 || len(s) == 0 || len(s) == 2 && s[0] == 0 && s[1] == maxRune {
		return s
	}
	out := append(set(nil), s...)
	if s.size() <= 512 {
		for i := 0; i < len(s); i += 2 {
			for r := s[i]; r <= s[i+1]; r++ {
				out = f.variants(out, r)
			}
		}
		return out.tidy()
	}
	for _, r := range cased() {
		if s.has(r) {
			out = f.variants(out, r)
		}
	}
	return out.tidy()
}
