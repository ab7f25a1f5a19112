package pattern

import (
	"strings"
	"unicode/utf16"
)

const (
	badIdentity = "invalid identity escape in regular expression"
	badDecimal  = "invalid decimal escape in regular expression"
	badUnicode  = "invalid unicode escape in regular expression"
	badName     = "invalid named reference in regular expression"
)

// escape reads what follows a backslash outside of a class.
func (p *parser) escape() node {
	c := p.peek(0)
	switch {
	case '1' <= c && c <= '9':
		start := p.pos
		if n, _ := p.number(); n <= p.total {
			return &reference{index: n}
		}
		if p.unicode() {
			fail(badDecimal)
		}
		p.pos = start
	case c == 'k' && (p.unicode() || p.named):
		p.pos++
		if !p.eat("<") {
			fail(badName)
		}
		r := &reference{name: p.name(badName)}
		p.references = append(p.references, r)
		return r
	}
	if s, ok := p.classEscape(); ok {
		return &atom{s}
	}
	return p.char(p.charEscape(false))
}

// classEscape reads d, D, s, S, w, W or a property, if that comes next. The set is closed under flag i, but for a property's
// within a class, where it makes no difference.
func (p *parser) classEscape() (set, bool) {
	var s set
	c := p.peek(0)
	switch c {
	case 'd', 'D':
		s = digits()
	case 's', 'S':
		s = spaces()
	case 'w', 'W':
		s = words()
		if p.flags&(IgnoreCase|Unicode) == IgnoreCase|Unicode {
			s = s.add(0x17f, 0x17f).add(0x212a, 0x212a)
		}
	case 'p', 'P':
		if !p.unicode() {
			return nil, false
		}
		p.pos++
		s = p.property()
		if c == 'P' {
			s = s.negate()
		}
		return p.flags.closed(s), true
	default:
		return nil, false
	}
	p.pos++
	if c < 'a' {
		s = s.negate()
	}
	return s, true
}

// property reads a property in braces.
func (p *parser) property() set {
	start := p.pos + 1
	if p.peek(0) != '{' {
		fail("invalid property name in regular expression")
	}
	for p.more() && p.peek(0) != '}' {
		p.pos++
	}
	if !p.more() {
		fail("invalid property name in regular expression")
	}
	text := string(utf16.Decode(p.src[start:p.pos]))
	p.pos++
	name, value, hasValue := strings.Cut(text, "=")
	s, ok := lookup(name, value, hasValue)
	if !ok {
		fail("invalid property name in regular expression")
	}
	return s
}

// controls are the letters that stand for a control character.
var controls = map[rune]rune{'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v'}

// charEscape reads an escape that stands for one character.
func (p *parser) charEscape(class bool) rune {
	c := p.peek(0)
	switch {
	case c < 0:
		fail(`\ at end of pattern`)
	case controls[c] != 0:
		p.pos++
		return controls[c]
	case c == 'c':
		return p.control(class)
	case '0' <= c && c <= '9':
		return p.octal()
	case c == 'x':
		p.pos++
		if r, ok := p.hex(2); ok {
			return r
		}
		return p.itself('x', badIdentity)
	case c == 'u':
		p.pos++
		if r, ok := p.unicodeEscape(p.unicode()); ok {
			return r
		}
		return p.itself('u', badUnicode)
	case c == 'k' && p.named:
		fail(badIdentity)
	}
	if p.unicode() && !strings.ContainsRune(`^$\.*+?()[]{}|/`, c) && !(class && c == '-') {
		fail(badIdentity)
	}
	return p.next()
}

// itself is the letter of an escape that is incomplete, which flag u doesn't allow.
func (p *parser) itself(c rune, message string) rune {
	if p.unicode() {
		fail(message)
	}
	return c
}

// control reads what follows the backslash of \cX. If it is no control character the backslash stands for itself.
func (p *parser) control(class bool) rune {
	c := p.peek(1)
	letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
	if letter || class && !p.unicode() && ('0' <= c && c <= '9' || c == '_') {
		p.pos += 2
		return c & 31
	}
	if p.unicode() {
		fail(badUnicode)
	}
	return '\\'
}

// octal reads \0, and annex B's octal escapes, of up to three digits; 8 and 9 stand for themselves.
func (p *parser) octal() rune {
	c := p.peek(0)
	p.pos++
	if p.unicode() {
		if d := p.peek(0); c != '0' || '0' <= d && d <= '9' {
			fail(badDecimal)
		}
		return 0
	}
	if c > '7' {
		return c
	}
	n := c - '0'
	for size := 1; size < 3; size++ {
		d := p.peek(0)
		if d < '0' || d > '7' || n*8+d-'0' > 0o377 {
			break
		}
		n = n*8 + d - '0'
		p.pos++
	}
	return n
}

// hex reads so many hexadecimal digits, or nothing.
func (p *parser) hex(count int) (rune, bool) {
	n := rune(0)
	for i := range count {
		d := hexDigit(p.peek(i))
		if d < 0 {
			return 0, false
		}
		n = n<<4 | d
	}
	p.pos += count
	return n, true
}

func hexDigit(c rune) rune {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c|32 && c|32 <= 'f':
		return c | 32 - 'a' + 10
	}
	return -1
}

// unicodeEscape reads what follows \u. Points says whether braces and pairs of escapes stand for one code point.
func (p *parser) unicodeEscape(points bool) (rune, bool) {
	if points && p.peek(0) == '{' {
		return p.bracedPoint()
	}
	lead, ok := p.hex(4)
	if !ok || !points || !utf16.IsSurrogate(lead) || p.peek(0) != '\\' || p.peek(1) != 'u' {
		return lead, ok
	}
	start := p.pos
	p.pos += 2
	if trail, ok := p.hex(4); ok {
		if r := utf16.DecodeRune(lead, trail); r != '\ufffd' {
			return r, true
		}
	}
	p.pos = start
	return lead, true
}

// bracedPoint reads a code point in braces, or nothing.
func (p *parser) bracedPoint() (rune, bool) {
	start := p.pos
	p.pos++
	n := rune(0)
	for hexDigit(p.peek(0)) >= 0 && n <= maxRune {
		n = n<<4 | hexDigit(p.peek(0))
		p.pos++
	}
	if p.pos == start+1 || n > maxRune || !p.eat("}") {
		p.pos = start
		return 0, false
	}
	return n, true
}

// name reads the name of a group up to its closing bracket.
func (p *parser) name(message string) string {
	var out []rune
	for {
		if !p.more() {
			fail(message)
		}
		c := p.point()
		if c == '>' {
			break
		}
		if c == '\\' {
			var ok bool
			if !p.eat("u") {
				fail(message)
			}
			if c, ok = p.unicodeEscape(true); !ok {
				fail(badUnicode)
			}
		}
		if !isNamePart(c, len(out) == 0) {
			fail(message)
		}
		out = append(out, c)
	}
	if len(out) == 0 {
		fail(message)
	}
	return string(out)
}

// isNamePart reports whether an identifier can have the code point, at its start or further on.
func isNamePart(c rune, start bool) bool {
	switch {
	case c < 0x80:
		return 'a' <= c|32 && c|32 <= 'z' || c == '$' || c == '_' || !start && '0' <= c && c <= '9'
	case start:
		s, _ := lookup("ID_Start", "", false)
		return s.has(c)
	}
	s, _ := lookup("ID_Continue", "", false)
	return s.has(c) || c == 0x200c || c == 0x200d
}
