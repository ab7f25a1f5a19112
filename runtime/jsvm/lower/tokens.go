package lower

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind is what a token is.
type kind uint8

const (
	word    kind = iota // an identifier, a keyword or a #private name
	literal             // a number, a string, a regular expression, a whole template without ${}
	open                // ( [ { or the beginning of a template up to its first ${
	closing             // ) ] } or the end of a template
	middle              // the text of a template between } and ${
	punct               // any other punctuator
)

// token is one token of a script. Comments and spaces are none.
type token struct {
	kind       kind
	start, end int  // in bytes
	match      int  // the index of the other end, for open and closing
	parent     int  // the index of the innermost bracket around it, or -1
	fresh      bool // a line end stands before it
	brace      braceKind
}

// braceKind is what stands between braces.
type braceKind uint8

const (
	noBrace       braceKind = iota
	blockBrace              // statements
	objectBrace             // an object literal
	classBrace              // a class
	functionBrace           // the body of a function
)

// scanner splits a script into tokens. It needs no grammar but for one thing, what a slash means, and that it tells from the
// tokens before it. Scripts for which that goes wrong don't come out silently wrong: what is made of them has to parse.
type scanner struct {
	text    string
	at      int
	fresh   bool
	tokens  []token
	stack   []int // open brackets
	classes []int // for each depth that waits for the body of a class, the depth
	broken  bool
	comment func(start, end int) // is told of comments; may be nil
}

// scan returns the tokens of a script; ok is false if a bracket, a string or a comment doesn't end.
func scan(text string) (tokens []token, ok bool) {
	s := &scanner{text: text}
	if strings.HasPrefix(text, "#!") {
		s.line()
	}
	s.all()
	return s.tokens, !s.broken && len(s.stack) == 0
}

// all splits the rest of the text.
func (s *scanner) all() {
	for s.space(); s.at < len(s.text) && !s.broken; s.space() {
		s.token()
	}
}

// space passes over white space and comments.
func (s *scanner) space() {
	for s.at < len(s.text) && !s.broken {
		switch rest := s.text[s.at:]; {
		case strings.HasPrefix(rest, "//"):
			start := s.at
			s.line()
			s.passed(start)
		case strings.HasPrefix(rest, "/*"):
			end := strings.Index(rest[2:], "*/")
			if end < 0 {
				s.broken = true
				return
			}
			s.fresh = s.fresh || strings.ContainsAny(rest[:end+2], lineEnds)
			s.at += end + 4
			s.passed(s.at - end - 4)
		default:
			r, size := utf8.DecodeRuneInString(rest)
			if !unicode.IsSpace(r) && r != '\ufeff' {
				return
			}
			s.fresh = s.fresh || strings.ContainsRune(lineEnds, r)
			s.at += size
		}
	}
}

// passed tells of a comment that ends here.
func (s *scanner) passed(start int) {
	if s.comment != nil {
		s.comment(start, s.at)
	}
}

// line passes over the rest of a line.
func (s *scanner) line() {
	if i := strings.IndexAny(s.text[s.at:], lineEnds); i >= 0 {
		s.at += i
		return
	}
	s.at = len(s.text)
}

func (s *scanner) token() {
	start := s.at
	switch c := s.text[start]; {
	case isWord(s.text[start:]) || c == '#':
		s.at++
		for s.at < len(s.text) && (isWord(s.text[s.at:]) || s.text[s.at] >= '0' && s.text[s.at] <= '9') {
			s.wordPart()
		}
		s.add(word, start)
		if s.text[start:s.at] == "class" && !s.before(len(s.tokens)-1, ".", "?.") {
			s.classes = append(s.classes, len(s.stack))
		}
	case c >= '0' && c <= '9' || c == '.' && s.at+1 < len(s.text) && s.text[s.at+1] >= '0' && s.text[s.at+1] <= '9':
		s.number(start)
		s.add(literal, start)
	case c == '"' || c == '\'':
		s.quoted(c)
		s.add(literal, start)
	case c == '`':
		s.at++
		s.template(start, false)
	case c == '/' && s.regexpAllowed():
		s.regexp()
		s.add(literal, start)
	case strings.IndexByte("([{", c) >= 0:
		s.at++
		s.open(start)
	case strings.IndexByte(")]}", c) >= 0:
		s.close(start)
	default:
		s.punctuator()
		s.add(punct, start)
	}
}

// isWord reports whether a text begins with a character of identifiers other than a digit, or an escape.
func isWord(text string) bool {
	c := text[0]
	switch {
	case c >= utf8.RuneSelf:
		r, _ := utf8.DecodeRuneInString(text)
		return !unicode.IsSpace(r) && r != '\ufeff'
	case c == '_' || c == '$' || c == '\\':
		return true
	}
	return c|0x20 >= 'a' && c|0x20 <= 'z'
}

func (s *scanner) wordPart() {
	if strings.HasPrefix(s.text[s.at:], `\u{`) {
		s.at += 3
		for s.at < len(s.text) && s.text[s.at] != '}' {
			s.at++
		}
		s.at = min(s.at+1, len(s.text))
		return
	}
	_, size := utf8.DecodeRuneInString(s.text[s.at:])
	s.at += size
}

func (s *scanner) number(start int) {
	hexadecimal := strings.HasPrefix(strings.ToLower(s.text[start:min(start+2, len(s.text))]), "0x")
	for s.at < len(s.text) {
		c := s.text[s.at]
		sign := (c == '+' || c == '-') && !hexadecimal && s.at > start && s.text[s.at-1]|0x20 == 'e'
		if c != '.' && c != '_' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') && !sign {
			return
		}
		s.at++
	}
}

func (s *scanner) quoted(quote byte) {
	for s.at++; s.at < len(s.text); s.at++ {
		switch s.text[s.at] {
		case quote:
			s.at++
			return
		case '\\':
			s.at++
		case '\n', '\r':
			if s.text[s.at-1] != '\\' {
				s.broken = true
				return
			}
		}
	}
	s.at, s.broken = len(s.text), true
}

func (s *scanner) regexp() {
	class := false
	for s.at++; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == '\\':
			s.at++
		case c == '\n' || c == '\r':
			s.broken = true
			return
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '/' && !class:
			s.at++
			for s.at < len(s.text) && isWord(s.text[s.at:]) {
				s.wordPart()
			}
			return
		}
	}
	s.at, s.broken = len(s.text), true
}

// template reads on in a template, to its end or the next ${.
func (s *scanner) template(start int, inside bool) {
	for ; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == '\\':
			s.at++
		case c == '`':
			s.at++
			if !inside {
				s.add(literal, start)
				return
			}
			s.pop(start)
			return
		case c == '$' && strings.HasPrefix(s.text[s.at:], "${"):
			s.at += 2
			if inside {
				s.add(middle, start)
				return
			}
			s.push(start, noBrace)
			return
		}
	}
	s.at, s.broken = len(s.text), true
}

// longPunctuators are those that mean something else than their first character would here.
var longPunctuators = []string{"...", "=>", "?.", "++", "--"}

func (s *scanner) punctuator() {
	for _, p := range longPunctuators {
		if strings.HasPrefix(s.text[s.at:], p) {
			s.at += len(p)
			return
		}
	}
	s.at++
}

func (s *scanner) add(k kind, start int) {
	parent := -1
	if len(s.stack) > 0 {
		parent = s.stack[len(s.stack)-1]
	}
	s.tokens = append(s.tokens, token{kind: k, start: start, end: min(s.at, len(s.text)), match: -1, parent: parent, fresh: s.fresh})
	s.fresh = false
}

func (s *scanner) push(start int, b braceKind) {
	s.add(open, start)
	s.tokens[len(s.tokens)-1].brace = b
	s.stack = append(s.stack, len(s.tokens)-1)
}

func (s *scanner) pop(start int) {
	opener := s.stack[len(s.stack)-1]
	s.stack = s.stack[:len(s.stack)-1]
	s.add(closing, start)
	last := len(s.tokens) - 1
	s.tokens[last].match, s.tokens[opener].match = opener, last
}

func (s *scanner) open(start int) {
	b := noBrace
	if s.text[start] == '{' {
		b = s.braceHere()
	}
	s.push(start, b)
}

func (s *scanner) close(start int) {
	s.at++
	if len(s.stack) == 0 {
		s.broken = true
		return
	}
	for len(s.classes) > 0 && s.classes[len(s.classes)-1] >= len(s.stack) {
		s.classes = s.classes[:len(s.classes)-1] // a class that never came
	}
	opener := s.tokens[s.stack[len(s.stack)-1]]
	switch s.text[opener.start] {
	case '`':
		if s.text[start] != '}' {
			s.broken = true
			return
		}
		s.template(start, true)
		return
	case '(':
		s.broken = s.text[start] != ')'
	case '[':
		s.broken = s.text[start] != ']'
	case '{':
		s.broken = s.text[start] != '}'
	}
	if !s.broken {
		s.pop(start)
	}
}

// is reports whether token i is one of these.
func (s *scanner) is(i int, texts ...string) bool {
	return i >= 0 && i < len(s.tokens) && slices.Contains(texts, s.text[s.tokens[i].start:s.tokens[i].end])
}

// before reports whether the token before i is one of these.
func (s *scanner) before(i int, texts ...string) bool { return s.is(i-1, texts...) }
