package collate

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// weights are what a text is compared by, level by level.
type weights struct {
	primary   []int // letters
	secondary []int // accents
	tertiary  []int // case and variants
}

// read gets the weights of a text, with those of characters that have changed since the weights were made.
func (c *Collator) read(w *weights, text string) {
	w.primary, w.secondary, w.tertiary = w.primary[:0], w.secondary[:0], w.tertiary[:0]
	for {
		i := strings.IndexFunc(text, func(r rune) bool { _, ok := variantOf(r); return ok })
		if i < 0 {
			break
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		v, _ := variantOf(r)
		c.add(w, text[:i])
		c.add(w, string(v.of))
		w.secondary[len(w.secondary)-1] += v.secondary
		w.tertiary[len(w.tertiary)-1] = v.tertiary
		text = text[i+size:]
	}
	c.add(w, text)
}

// A variant is a character that has the primary weight of another.
type variant struct {
	of                  rune
	secondary, tertiary int // what is added to the one, and the other
}

// The tertiary weights of plain characters and of capital letters.
const (
	ordinary = 2
	capital  = 8
)

// variantOf tells of Georgian capital letters, which are newer than the weights, and of quotation marks, which are variants of each
// other since CLDR 24.
func variantOf(r rune) (variant, bool) {
	switch {
	case r >= '\u1c90' && r <= '\u1cbf' && unicode.IsLetter(r):
		return variant{unicode.ToLower(r), 0, capital}, true
	case r >= '\u2018' && r <= '\u201b':
		return variant{'\'', int(r - '\u2017'), ordinary}, true
	case r >= '\u201d' && r <= '\u201f':
		return variant{'\u201c', int(r - '\u201c'), ordinary}, true
	case r == '\u05f3':
		return variant{'\'', 5, ordinary}, true
	case r == '\u05f4':
		return variant{'\u201c', 5, ordinary}, true
	}
	return variant{}, false
}

// add reads the sort key of a text, where levels end with two zero bytes: primary weights in two bytes, or in three with the highest bit
// set, secondary weights in two, tertiary in one.
func (c *Collator) add(w *weights, text string) {
	c.buffer.Reset()
	key := c.weights.KeyFromString(&c.buffer, text)
	for len(key) > 1 && (key[0] != 0 || key[1] != 0) {
		p := int(key[0])<<8 | int(key[1])
		key = key[2:]
		if p&0x8000 != 0 && len(key) > 0 {
			p = (p&0x7fff)<<8 | int(key[0])
			key = key[1:]
		}
		w.primary = append(w.primary, rank(c.scripts, p))
	}
	key = key[min(2, len(key)):]
	for len(key) > 1 && (key[0] != 0 || key[1] != 0) {
		w.secondary = append(w.secondary, int(key[0])<<8|int(key[1]))
		key = key[2:]
	}
	key = key[min(2, len(key)):]
	for _, t := range key {
		w.tertiary = append(w.tertiary, int(t))
	}
}

// cases is the case of each letter of a text: 0 for small, 1 for title, 2 for capital letters, the other way round if capitals go first.
// The weights do not tell, since some languages number the variants of a letter.
func (c *Collator) cases(text string) []int {
	var out []int
	for _, r := range norm.NFD.String(text) {
		if !unicode.IsLetter(r) {
			continue
		}
		value := 0
		switch {
		case unicode.IsUpper(r):
			value = 2
		case unicode.IsTitle(r):
			value = 1
		}
		if c.resolved.CaseFirst == "upper" {
			value = 2 - value
		}
		out = append(out, value)
	}
	return out
}

// prepare rewrites a text so that equal options give the same weights: numbers, punctuation.
func (c *Collator) prepare(text string) string {
	if c.resolved.Numeric && strings.ContainsFunc(text, unicode.IsDigit) {
		text = numeric(text)
	}
	if c.ignorePunctuation {
		text = withoutPunctuation(text)
	}
	return c.splitCyrillic(norm.NFD.String(text))
}

// folded is a text in NFD for a search, where Arabic letters are the same with and without what is written on them.
func folded(text string) string {
	return strings.NewReplacer("\u0627\u0653", "\u0627", "\u0627\u0654", "\u0627", "\u0627\u0655", "\u0627", "\u0648\u0654", "\u0648",
		"\u064a\u0654", "\u064a", "\u0649", "\u064a", "\u0629", "\u0647").Replace(text)
}

// joiner has no weight, and keeps its neighbours from being taken as one letter.
const joiner = '\u034f'

// withoutPunctuation takes out punctuation and spaces, with the accents on them.
func withoutPunctuation(text string) string {
	dropped := false
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.In(r, unicode.P, unicode.Z) || unicode.IsSpace(r):
			dropped = true
			return joiner
		case dropped && norm.NFD.PropertiesString(string(r)).CCC() > 0:
			return -1
		}
		dropped = false
		return r
	}, text)
}

// numeric writes numbers so that their digits compare like their values: without leading zeros, and after the count of the digits.
func numeric(text string) string {
	var b strings.Builder
	var digits []byte
	flush := func() {
		if digits == nil {
			return
		}
		value := strings.TrimLeft(string(digits), "0")
		count := strconv.Itoa(len(value))
		b.WriteString(strings.Repeat("0", max(0, 9-len(count))) + count + value)
		digits = nil
	}
	for _, r := range text {
		if unicode.IsDigit(r) {
			digits = append(digits, digit(r))
			continue
		}
		flush()
		b.WriteRune(r)
	}
	flush()
	return b.String()
}

// digit is the ASCII digit of a decimal digit of any script: those of a script are ten code points in a row, and rows begin at a
// digit that has none before it or at a multiple of ten after one.
func digit(r rune) byte {
	first := r
	for unicode.IsDigit(first - 1) {
		first--
	}
	return '0' + byte((r-first)%10)
}
