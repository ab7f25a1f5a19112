package pattern

import (
	"strings"
	"unicode/utf16"
)

// NeedsHelp reports whether goja's own engines would refuse a literal that is right, or could answer wrongly. They do well with what
// means the same in Go's regular expressions, which leaves these to us:
//   - flags d, u and y, lookarounds, references, named groups;
//   - quantifiers over captures, over something that may be empty, or over other quantifiers, which may take forever;
//   - expressions that can match nothing, where goja splits wrongly;
//   - ^ and $ with flag m, and \b, which goja gets wrong beside what isn't ASCII;
//   - with flag i, all beyond ASCII, and k and s, which are equal to letters beyond it for Go and not for the language;
//   - odd escapes, braces and brackets that stand for themselves, negated escapes in classes;
//   - what is wrong: [Check] says why.
func NeedsHelp(source, flags string) bool {
	f, err := ParseFlags(flags)
	if err != nil || f&(HasIndices|Unicode|Sticky) != 0 || strings.Contains(source, "(?<") || oddText(source) {
		return true
	}
	tree, _, err := parse(utf16.Encode([]rune(source)), f)
	if err != nil {
		return true
	}
	s := simple{flags: f}
	return shortest(tree) == 0 || !s.node(tree)
}

// plainEscapes are the escapes that Go, goja and the language understand alike.
const plainEscapes = `dDwWsbBnrtfv^$\.*+?()[]{}|/-"'!#%&,:;<=>@_~` + "`"

// oddText reports whether the text has something that goja reads differently: odd escapes, braces and brackets that stand for
// themselves, slashes in classes, or characters beyond 0xFFFF.
func oddText(source string) bool {
	class, first := false, 0 // first is where the content of the class begins
	for i := 0; i < len(source); i++ {
		switch c := source[i]; {
		case c >= 0xed: // 0xD800 and beyond in UTF-8
			return true
		case c == '\\':
			i++
			if i == len(source) || oddEscape(source[i:], class) {
				return true
			}
		case class && (c == '[' || c == '/' || c == '-' && i > first && oddDash(source, i)):
			return true
		case class && c == ']':
			if i == first {
				return true
			}
			class = false
		case c == '[':
			class, first = true, i+1
			if strings.HasPrefix(source[first:], "^") {
				first++
				i++
			}
		case !class && c == '{' && !isCount(source[i:]) || !class && c == ']':
			return true
		case !class && c == '{':
			i += strings.IndexByte(source[i:], '}')
		case !class && c == '}':
			return true
		}
	}
	return class
}

// oddEscape reports whether an escape, without its backslash, is one that goja may read differently.
func oddEscape(s string, class bool) bool {
	switch c := s[0]; c {
	case 'x':
		return len(s) < 3 || hexDigit(rune(s[1])) < 0 || hexDigit(rune(s[2])) < 0
	case 'u':
		if len(s) < 5 || s[1] == 'd' || s[1] == 'D' {
			return true
		}
		for i := 1; i < 5; i++ {
			if hexDigit(rune(s[i])) < 0 {
				return true
			}
		}
		return false
	default:
		return strings.IndexByte(plainEscapes, c) < 0 || class && strings.IndexByte("bBDWS", c) >= 0
	}
}

// oddDash reports whether a dash in a class is beside an escape for many characters.
func oddDash(source string, i int) bool {
	many := func(s string) bool {
		return len(s) == 2 && s[0] == '\\' && strings.IndexByte("dDwWsS", s[1]) >= 0
	}
	return many(source[i-2:i]) || i+3 <= len(source) && many(source[i+1:i+3])
}

// isCount reports whether the text begins with a quantifier in braces.
func isCount(s string) bool {
	p := parser{src: utf16.Encode([]rune(s[:min(len(s), 24)]))}
	_, ok := p.braces()
	return ok
}

// maxCount is how often Go's regular expressions let something be repeated.
const maxCount = 1000

// simple looks for what Go's regular expressions do differently.
type simple struct {
	flags  Flags
	repeat bool // within a quantifier
}

func (s *simple) node(n node) bool {
	switch n := n.(type) {
	case *atom:
		return s.flags&IgnoreCase == 0 || plainCase(n.set)
	case *sequence:
		return s.all(n.items)
	case *choice:
		return s.all(n.options)
	case *capture:
		return s.node(n.body)
	case *repeat:
		most := n.max
		if most == infinite {
			most = n.min
		}
		if s.repeat || most > maxCount || n.last > n.first && n.max > 1 || shortest(n.body) == 0 || n.max == 0 {
			return false
		}
		inner := simple{s.flags, n.max > 1}
		return inner.node(n.body)
	case *assertion:
		return s.flags&Multiline == 0 && n.kind != 'b' && n.kind != 'B'
	}
	return false
}

func (s *simple) all(nodes []node) bool {
	for _, n := range nodes {
		if !s.node(n) {
			return false
		}
	}
	return true
}

// plainCase reports whether upper and lower case of a set, which has both, are the same for Go and the language: its letters are
// those of ASCII without k and s, or it is one of those that have all letters.
func plainCase(s set) bool {
	for _, r := range "ksKS\u017f\u212a" {
		if s.has(r) != s.has('s') {
			return false
		}
	}
	return !s.has('s') && (len(s) == 0 || s[len(s)-1] < 0x80) || s.has('s') && s.has(0x17f) && s.has(maxRune)
}
