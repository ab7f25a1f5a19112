package jsvm

import (
	"strings"
	"unicode/utf8"

	"voxemu/runtime/diag"
)

// Deep nesting in a text makes the engine's parser and compiler recurse on the Go stack, which nothing can stop. So a
// light lexer looks at each text first. It needs no more than to tell code from strings, comments, templates and regular
// expressions; where it takes a division for a regular expression it miscounts a little, which does no harm.
const (
	// MaxNesting is how deep brackets may nest. The parser needs 6.5 KB of Go stack for the most expensive of them, and has
	// 512 MB at least.
	MaxNesting = 5_000
	// MaxOperators is how many operators and prefixes may stand in one expression, or branches in one chain of if and
	// else. The compiler takes a second for a sum of 10,000 terms, and four times as long for twice as many.
	MaxOperators = 10_000
	// MaxEvaluated is how long a text may be that a script has evaluated, in bytes.
	MaxEvaluated = 1 << 20
)

// nesting is one open bracket.
type nesting struct {
	open byte // '(', '[', '{', or '$' for ${ in a template; 0 at top level
	head bool // a '(' after if, for, while or with: an operand doesn't end at its ')'
	run  int  // operators of the expression that stands in it
	ends bool // the expression ends here, unless what follows goes on with it
}

// scanner goes through a text once.
type scanner struct {
	text    string
	at      int
	stack   []nesting
	operand bool   // the last token ends an operand: a slash divides
	word    string // the last token, if it is a word
	deepest int    // where the first limit was broken; -1 while none is
}

// checkNesting returns an error of kind Overflow if a text nests too deep to be parsed: what Firefox throws.
func checkNesting(src Source) error {
	at := tooNested(src.Text)
	if at < 0 {
		return nil
	}
	line := 1 + strings.Count(src.Text[:at], "\n")
	column := utf8.RuneCountInString(src.Text[strings.LastIndexByte(src.Text[:at], '\n')+1:at]) + 1
	return &Error{
		Kind:    Overflow,
		Message: overflowClass + ": " + overflowMessage + ": the source nests too deep",
		Class:   overflowClass,
		Stack:   []diag.Frame{{Pos: diag.Pos{File: src.Name, Line: line, Column: column}}},
	}
}

// CheckEvaluated throws if a text is too long, or nests too deep, to be evaluated: with eval, or as a function's body.
func (vm *VM) CheckEvaluated(text string) {
	if len(text) > MaxEvaluated {
		vm.ThrowInternal("out of memory: a text to evaluate has more than 1 MiB")
	}
	if tooNested(text) >= 0 {
		vm.ThrowInternal(overflowMessage)
	}
}

// tooNested returns the offset at which a text nests too deep, or -1.
func tooNested(text string) int {
	if len(text) < MaxNesting { // each level takes a byte
		return -1
	}
	s := scanner{text: text, stack: make([]nesting, 1, 32), deepest: -1}
	for s.at < len(text) && s.deepest < 0 {
		s.next()
	}
	return s.deepest
}

func (s *scanner) top() *nesting { return &s.stack[len(s.stack)-1] }

// next goes over one token, or over what stands between two.
func (s *scanner) next() {
	c := s.text[s.at]
	switch {
	case c == '\n':
		s.at++
		if s.operand {
			s.top().ends = true
		}
	case c <= ' ':
		s.at++
	case isWordByte(c) || c >= 0x80 || c == '#' || c == '@' || c == '\\':
		s.identifier()
	case c == '"' || c == '\'':
		s.value()
		s.quoted(c)
	case c == '`':
		s.value()
		s.at++
		s.template()
	case c == '/' && s.comment():
	case c == '/' && !s.operand:
		s.value()
		s.regexp()
	case c == '(' || c == '[' || c == '{':
		s.open(c)
	case c == ')' || c == ']' || c == '}':
		s.close(c)
	case c == ';' || c == ',':
		s.at++
		s.operand, s.word = false, ""
		s.top().ends = true
		if c == ',' {
			s.settle()
		}
	default:
		s.operator(c)
	}
}

// settle begins a new expression, if the last one has ended.
func (s *scanner) settle() {
	if t := s.top(); t.ends {
		t.ends, t.run = false, 0
	}
}

// count counts one operator of the expression.
func (s *scanner) count() {
	t := s.top()
	if t.run++; t.run > MaxOperators && s.deepest < 0 {
		s.deepest = s.at
	}
}

// value notes a token that is an operand as a whole.
func (s *scanner) value() {
	s.settle()
	s.operand, s.word = true, ""
}

// prefixes are the words that make the parser recurse, or after which an operand begins.
func isPrefix(word string) bool {
	switch word {
	case "typeof", "void", "delete", "await", "yield", "new", "else", "in", "instanceof", "of", "if", "for", "while", "do", "with",
		"return", "throw", "case", "default", "extends":
		return true
	}
	return false
}

func (s *scanner) identifier() {
	start := s.at
	for s.at < len(s.text) && (isWordByte(s.text[s.at]) || s.text[s.at] >= 0x80 || s.at == start) {
		s.at++
	}
	word := s.text[start:s.at]
	switch word {
	case "else", "in", "instanceof":
		s.top().ends = false // the statement goes on
	}
	s.settle()
	if isPrefix(word) {
		s.count()
	}
	s.word, s.operand = word, !isPrefix(word)
}

func (s *scanner) operator(c byte) {
	t := s.top()
	if s.operand || c == '.' {
		t.ends = false // a line that begins with an operator goes on
	}
	s.settle()
	start := s.at
	s.at++
	if c != '!' && c != '~' {
		for s.at < len(s.text) && strings.IndexByte("=<>&|*+-?.", s.text[s.at]) >= 0 && s.at < start+4 {
			s.at++
		}
		if sign := s.text[start:s.at]; (sign == "++" || sign == "--") && s.operand {
			return
		}
	}
	s.count()
	s.operand, s.word = false, ""
}

func (s *scanner) open(c byte) {
	head := false
	if c == '(' {
		switch s.word {
		case "if", "for", "while", "with":
			head = true
		}
	}
	if c == '{' || !s.operand {
		s.settle()
	} else {
		s.top().ends = false
	}
	s.count()
	s.push(nesting{open: c, head: head})
	s.at++
}

func (s *scanner) push(n nesting) {
	s.operand, s.word = false, ""
	s.stack = append(s.stack, n)
	if len(s.stack) > MaxNesting && s.deepest < 0 {
		s.deepest = s.at
	}
}

func (s *scanner) close(c byte) {
	s.at++
	closed := *s.top()
	if len(s.stack) > 1 {
		s.stack = s.stack[:len(s.stack)-1]
	}
	s.word = ""
	if closed.open == '$' && c == '}' {
		s.template()
		return
	}
	s.operand = !closed.head
	if c == '}' {
		s.top().ends = true
	}
}

// quoted goes over a string. One that isn't closed ends with its line.
func (s *scanner) quoted(quote byte) {
	for s.at++; s.at < len(s.text); s.at++ {
		switch s.text[s.at] {
		case '\\':
			s.at++
		case quote, '\n':
			s.at++
			return
		}
	}
}

// template goes over the text of a template, to its end or to an expression in it.
func (s *scanner) template() {
	for ; s.at < len(s.text); s.at++ {
		switch s.text[s.at] {
		case '\\':
			s.at++
		case '`':
			s.at++
			s.operand = true
			return
		case '$':
			if strings.HasPrefix(s.text[s.at:], "${") {
				s.push(nesting{open: '$'})
				s.at += 2
				return
			}
		}
	}
}

// comment goes over a comment, if there is one.
func (s *scanner) comment() bool {
	rest := s.text[s.at:]
	switch {
	case strings.HasPrefix(rest, "//"):
		end := strings.IndexByte(rest, '\n')
		if end < 0 {
			end = len(rest)
		}
		s.at += end
	case strings.HasPrefix(rest, "/*"):
		end := strings.Index(rest[2:], "*/")
		if end < 0 {
			end = len(rest) - 4
		}
		s.at += end + 4
	default:
		return false
	}
	return true
}

// regexp goes over a regular expression; its flags are a word.
func (s *scanner) regexp() {
	class := false
	for s.at++; s.at < len(s.text); s.at++ {
		switch s.text[s.at] {
		case '\\':
			s.at++
		case '[':
			class = true
		case ']':
			class = false
		case '\n':
			return
		case '/':
			if !class {
				s.at++
				return
			}
		}
	}
}
