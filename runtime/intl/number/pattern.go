package number

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A pattern is a number pattern of CLDR, such as "¤#,##0.00;(¤#,##0.00)", taken apart.
type pattern struct {
	prefix, suffix                 string // of positive numbers
	negativePrefix, negativeSuffix string
	negative                       bool // there is a pattern for negative numbers
	negativeMinus                  bool // and it has a minus sign
	hasBody                        bool // there are digits in it; "mille" has none
	primary, secondary             int  // sizes of the last group and of those before it; 0 for no groups
}

// parsePattern takes a pattern apart.
func parsePattern(text string) pattern {
	positive, negative, ok := cutUnquoted(text, ';')
	p := pattern{negative: ok}
	var body string
	p.prefix, body, p.suffix = splitBody(positive)
	p.hasBody = body != ""
	if ok {
		p.negativePrefix, _, p.negativeSuffix = splitBody(negative)
		p.negativeMinus = hasSign(p.negativePrefix) || hasSign(p.negativeSuffix)
	}
	integer, _, _ := strings.Cut(body, ".")
	if last := strings.LastIndexByte(integer, ','); last >= 0 {
		p.primary = len(integer) - last - 1
		p.secondary = p.primary
		if before := strings.LastIndexByte(integer[:last], ','); before >= 0 {
			p.secondary = last - before - 1
		}
	}
	return p
}

// cutUnquoted cuts a pattern at the first such byte outside quotes.
func cutUnquoted(text string, at byte) (before, after string, found bool) {
	quoted := false
	for i := range len(text) {
		switch {
		case text[i] == '\'':
			quoted = !quoted
		case text[i] == at && !quoted:
			return text[:i], text[i+1:], true
		}
	}
	return text, "", false
}

// splitBody splits a pattern into what is before the digits, the digits, and what is after them.
func splitBody(text string) (prefix, body, suffix string) {
	start, end, quoted := -1, -1, false
	for i := range len(text) {
		c := text[i]
		if c == '\'' {
			quoted = !quoted
		}
		if quoted || !strings.ContainsRune("#0,.", rune(c)) || start < 0 && c != '#' && c != '0' {
			if start >= 0 && end < 0 {
				end = i
			}
			continue
		}
		if start < 0 {
			start = i
		}
	}
	switch {
	case start < 0:
		return text, "", ""
	case end < 0:
		end = len(text)
	}
	return text[:start], text[start:end], text[end:]
}

// hasSign tells whether an affix has a minus sign outside quotes.
func hasSign(affix string) bool {
	_, _, found := cutUnquoted(affix, '-')
	return found
}

// A sign is what is shown of the sign of a number.
type sign int

const (
	noSign sign = iota
	minusSign
	plusSign
)

// affixes are the raw prefix and suffix for a sign. A plus sign takes the place of the minus sign of a negative pattern, if there is
// one, and else stands before all, as the minus sign does without such a pattern.
func (p pattern) affixes(s sign) (prefix, suffix string) {
	switch {
	case p.negative && (s == minusSign || s == plusSign && p.negativeMinus):
		return p.negativePrefix, p.negativeSuffix
	case s == noSign:
		return p.prefix, p.suffix
	}
	return "-" + p.prefix, p.suffix
}

// affix are the parts of a raw prefix or suffix; literal is the type of plain text.
func (f *Formatter) affix(parts []Part, raw string, s sign, literal string) []Part {
	quoted := false
	start := 0
	for i, r := range raw {
		var special Part
		switch {
		case r == '\'':
			quoted = !quoted
		case quoted:
			continue
		case r == '-' && s == plusSign:
			special = Part{"plusSign", f.symbols.plus}
		case r == '-':
			special = Part{"minusSign", f.symbols.minus}
		case r == '%':
			special = Part{f.percentType, f.symbols.percent}
		case r == '¤':
			special = Part{"currency", f.currencySymbol}
		default:
			continue
		}
		if start < i {
			parts = append(parts, Part{literal, raw[start:i]})
		}
		start = i + utf8.RuneLen(r)
		if special.Value != "" {
			parts = append(parts, special)
		}
	}
	if start < len(raw) {
		parts = append(parts, Part{literal, raw[start:]})
	}
	return parts
}

// wrap puts the affixes of a pattern around a number. A currency in letters is kept off the digits by a space; spaced says that there is
// one before the digits.
func (f *Formatter) wrap(body []Part, p pattern, s sign, literal string) (out []Part, spaced bool) {
	prefix, suffix := p.affixes(s)
	if !p.hasBody {
		body = nil
	}
	out = f.affix(make([]Part, 0, len(body)+4), prefix, s, literal)
	if n := len(out); n > 0 && len(body) > 0 && out[n-1].Type == "currency" {
		last, _ := utf8.DecodeLastRuneInString(out[n-1].Value)
		first, _ := utf8.DecodeRuneInString(body[0].Value)
		if isLetterLike(last) && unicode.Is(unicode.Nd, first) {
			out = append(out, Part{"literal", "\u00a0"})
			spaced = true
		}
	}
	out = append(out, body...)
	n := len(out)
	out = f.affix(out, suffix, s, literal)
	if len(out) > n && len(body) > 0 && out[n].Type == "currency" {
		first, _ := utf8.DecodeRuneInString(out[n].Value)
		last, _ := utf8.DecodeLastRuneInString(out[n-1].Value)
		if isLetterLike(first) && unicode.Is(unicode.Nd, last) {
			out = append(out[:n], append([]Part{{"literal", "\u00a0"}}, out[n:]...)...)
		}
	}
	return out, spaced
}

// isLetterLike is true for what is no symbol and no space.
func isLetterLike(r rune) bool { return !unicode.In(r, unicode.S, unicode.Z) }
