package date

import (
	"math"
	"strings"

	"voxemu/third_party/cldr"
)

// A level is the largest unit in which two moments differ.
type level uint8

const (
	levelEra level = iota
	levelYear
	levelMonth
	levelDay
	levelHalf // a.m. and p.m.
	levelHour
	levelMinute
	levelSecond
	levelMilli
	levelCount // they are equal
)

// levelOf is the largest unit in which two moments differ.
func levelOf(a, b *moment) level {
	aYear, aEra := a.eraYear()
	bYear, bEra := b.eraYear()
	for l, pair := range [levelCount][2]int{
		{aEra, bEra}, {aYear, bYear}, {a.month, b.month}, {a.day, b.day}, {a.hour / 12, b.hour / 12},
		{a.hour % 12, b.hour % 12}, {a.minute, b.minute}, {a.second, b.second}, {a.milli, b.milli},
	} {
		if pair[0] != pair[1] {
			return level(l)
		}
	}
	return levelCount
}

// unitOf is how small the unit of a letter of a pattern is, on the scale of levels; zones are as large as eras.
func unitOf(letter byte) level {
	switch letter {
	case 'y', 'Y':
		return levelYear
	case 'M', 'L':
		return levelMonth
	case 'E', 'c', 'e', 'd':
		return levelDay
	case 'a', 'b', 'B':
		return levelHalf
	case 'h', 'H', 'k', 'K':
		return levelHour
	case 'm':
		return levelMinute
	case 's':
		return levelSecond
	case 'S':
		return levelMilli
	}
	return levelEra
}

// ignores tells whether a pattern has no field as small as a level. Parts of the day do not count.
func ignores(tokens []token, l level) bool {
	for _, t := range tokens {
		if t.letter != 0 && t.letter != 'B' && l <= unitOf(t.letter) {
			return false
		}
	}
	return true
}

// intervals is what CLDR lists for ranges in one locale: patterns by skeleton and by the largest difference.
type intervals struct {
	skeletons []string // sorted
	patterns  map[string]*[levelCount]string
	fallback  string
}

func newIntervals(table cldr.Table) *intervals {
	in := &intervals{patterns: map[string]*[levelCount]string{}, fallback: table.Get("range.fallback")}
	for _, entry := range table.Under("range") {
		name, letter, ok := strings.Cut(entry.Key, ".")
		if !ok {
			continue
		}
		if in.patterns[name] == nil {
			in.patterns[name] = new([levelCount]string)
			in.skeletons = append(in.skeletons, name)
		}
		// Of a.m. and p.m. and of parts of the day ICU keeps what it reads first, B.
		if all := in.patterns[name]; all[unitOf(letter[0])] == "" {
			all[unitOf(letter[0])] = entry.Value
		}
	}
	return in
}

// pattern is the pattern of a skeleton for a level, or "".
func (in *intervals) pattern(skeleton string, l level) string {
	if all := in.patterns[skeleton]; all != nil {
		return all[l]
	}
	return ""
}

// How a skeleton fits.
const (
	fitsNot       = -1 // other fields
	fitsExactly   = 0
	fitsWidened   = 1 // the fields have other widths
	fitsReplacing = 2 // letters that CLDR does not list stand for others
)

type widths [128]int

func widthsOf(skeleton string) (w widths) {
	for i := range len(skeleton) {
		w[skeleton[i]&127]++
	}
	return w
}

// nearest is the listed skeleton nearest to one, and how it fits.
func (in *intervals) nearest(skeleton string) (best string, fit int) {
	plain := strings.NewReplacer("z", "v", "k", "H", "K", "h", "a", "", "b", "").Replace(skeleton)
	want := widthsOf(plain)
	least := math.MaxInt
	for _, name := range in.skeletons {
		distance, same := want.distance(widthsOf(name))
		if distance < least {
			best, least = name, distance
			switch {
			case distance == 0:
				fit = fitsExactly
			case same:
				fit = fitsWidened
			default:
				fit = fitsNot
			}
		}
	}
	if plain != skeleton && fit != fitsNot {
		fit = fitsReplacing
	}
	return best, fit
}

// distance tells how far two skeletons are apart, and whether they have the same fields.
func (w widths) distance(o widths) (distance int, same bool) {
	same = true
	for letter := range w {
		a, b := w[letter], o[letter]
		switch {
		case a == b:
		case a == 0 || b == 0:
			same = false
			distance += 0x1000
		case letter == 'M' && (a <= 2) != (b <= 2):
			distance += 0x100
		default:
			distance += max(a-b, b-a)
		}
	}
	return distance, same
}

// widen gives the fields of a pattern of skeleton best the widths that are wanted.
func widen(pattern, want, best string, fit int) []token {
	tokens := parsePattern(pattern)
	if fit == fitsReplacing {
		for i := range tokens {
			tokens[i].letter = replacement(tokens[i].letter, want)
		}
	}
	wanted, have := widthsOf(want), widthsOf(best)
	for _, t := range tokens {
		if (t.letter == 'a' || t.letter == 'b') && have[t.letter] == 0 {
			have[t.letter] = 1
		}
	}
	for i, t := range tokens {
		letter := t.letter
		if letter == 'L' {
			letter = 'M'
		}
		if t.letter != 0 && have[letter] == t.width && wanted[letter] > t.width {
			tokens[i].width = wanted[letter]
		}
	}
	return tokens
}

// replacement is the letter that a skeleton has in the place of a listed one.
func replacement(letter byte, skeleton string) byte {
	for _, pair := range []string{"vz", "hK", "Hk", "ab"} {
		if letter == pair[0] && strings.IndexByte(skeleton, pair[1]) >= 0 {
			return pair[1]
		}
	}
	return letter
}

// split is where the second half of an interval pattern begins: at the first field that was there before.
func split(tokens []token) (first, second []token) {
	seen := map[byte]bool{}
	for i, t := range tokens {
		if t.letter == 0 {
			continue
		}
		if seen[t.letter] {
			return tokens[:i], tokens[i:]
		}
		seen[t.letter] = true
	}
	return tokens, nil
}
