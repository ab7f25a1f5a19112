package date

import "strings"

// A token is a part of a pattern: a letter and how often it is repeated, or literal text, when the letter is 0.
type token struct {
	letter byte
	width  int
	text   string
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// parsePattern splits a pattern as UTS 35 writes them: letters are fields, what stands in apostrophes is text.
func parsePattern(pattern string) []token {
	var out []token
	var literal strings.Builder
	flush := func() {
		if literal.Len() > 0 {
			out = append(out, token{text: literal.String()})
			literal.Reset()
		}
	}
	quoted := false
	for i := 0; i < len(pattern); i++ {
		c := pattern[i]
		switch {
		case c == '\'' && i+1 < len(pattern) && pattern[i+1] == '\'':
			literal.WriteByte('\'')
			i++
		case c == '\'':
			quoted = !quoted
		case quoted || !isLetter(c):
			literal.WriteByte(c)
		default:
			flush()
			width := 1
			for i+1 < len(pattern) && pattern[i+1] == c {
				width++
				i++
			}
			out = append(out, token{letter: c, width: width})
		}
	}
	flush()
	return out
}

// patternText is the inverse of parsePattern.
func patternText(tokens []token) string {
	var out strings.Builder
	for _, t := range tokens {
		if t.letter != 0 {
			for range t.width {
				out.WriteByte(t.letter)
			}
			continue
		}
		quoted := false
		for i := range len(t.text) {
			c := t.text[i]
			if c == '\'' {
				out.WriteString("''")
				continue
			}
			if isLetter(c) != quoted {
				out.WriteByte('\'')
				quoted = !quoted
			}
			out.WriteByte(c)
		}
		if quoted {
			out.WriteByte('\'')
		}
	}
	return out.String()
}

// fill puts patterns in the places {0}, {1} and {2} of a pattern.
func fill(pattern string, values ...[]token) []token {
	var out []token
	for pattern != "" {
		open := strings.IndexByte(pattern, '{')
		if open < 0 || open+2 >= len(pattern) || pattern[open+2] != '}' {
			return join(out, parsePattern(pattern))
		}
		out = join(out, parsePattern(pattern[:open]))
		if n := int(pattern[open+1] - '0'); n >= 0 && n < len(values) {
			out = join(out, values[n])
		}
		pattern = pattern[open+3:]
	}
	return out
}

// join appends tokens, making one of literals that meet, and of equal letters, as they would be in text.
func join(out, more []token) []token {
	for _, t := range more {
		if n := len(out); n > 0 && out[n-1].letter == t.letter {
			out[n-1].width += t.width
			out[n-1].text += t.text
			continue
		}
		out = append(out, t)
	}
	return out
}

// hourCycleOf is the hour cycle that a pattern prints, or "".
func hourCycleOf(tokens []token) string {
	for _, t := range tokens {
		switch t.letter {
		case 'K':
			return "h11"
		case 'h':
			return "h12"
		case 'H':
			return "h23"
		case 'k':
			return "h24"
		}
	}
	return ""
}

// hourLetter is the letter of a pattern for an hour cycle.
func hourLetter(cycle string) byte {
	switch cycle {
	case "h11":
		return 'K'
	case "h12":
		return 'h'
	case "h24":
		return 'k'
	}
	return 'H'
}

// withHourLetter changes which hours a pattern prints.
func withHourLetter(tokens []token, letter byte) []token {
	out := make([]token, len(tokens))
	for i, t := range tokens {
		switch t.letter {
		case 'h', 'H', 'k', 'K':
			t.letter = letter
		}
		out[i] = t
	}
	return out
}
