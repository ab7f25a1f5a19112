package lower

// Words after which an expression begins, and words whose parentheses a statement follows.
var (
	operatorWords = []string{"return", "typeof", "instanceof", "in", "of", "new", "delete", "void", "throw", "case", "yield", "await", "extends", "default"}
	blockWords    = []string{"else", "do", "try", "finally"}
	headWords     = []string{"if", "while", "for", "with", "switch", "catch", "await"}
)

// braceHere tells what the brace behind the last token opens.
func (s *scanner) braceHere() braceKind {
	last := len(s.tokens) - 1
	if n := len(s.classes); n > 0 && s.classes[n-1] == len(s.stack) && !s.is(last, "extends") {
		s.classes = s.classes[:n-1]
		return classBrace
	}
	around := blockBrace
	if n := len(s.stack); n > 0 {
		around = s.tokens[s.stack[n-1]].brace
	}
	switch {
	case last < 0:
		return blockBrace
	case s.is(last, "=>"):
		return functionBrace
	case s.is(last, ")"):
		if around == classBrace || around == objectBrace || s.functionHead(s.tokens[last].match) >= 0 {
			return functionBrace
		}
		return blockBrace
	case s.is(last, ":"):
		if around == blockBrace || around == functionBrace {
			return blockBrace
		}
		return objectBrace
	case s.tokens[last].kind == word:
		if s.is(last, operatorWords...) {
			return objectBrace
		}
		return blockBrace
	case s.is(last, ";", "{", "}") && s.tokens[last].kind != literal:
		return blockBrace
	}
	return objectBrace
}

// functionHead returns the index of the word function to which the parenthesis at index i belongs, or -1.
func (s *scanner) functionHead(i int) int {
	if i--; i >= 0 && s.tokens[i].kind == word && !s.is(i, "function") {
		i--
	}
	if s.is(i, "*") {
		i--
	}
	if s.is(i, "function") {
		return i
	}
	return -1
}

// regexpAllowed reports whether a slash behind the last token begins a regular expression.
func (s *scanner) regexpAllowed() bool {
	last := len(s.tokens) - 1
	if last < 0 {
		return true
	}
	switch t := s.tokens[last]; t.kind {
	case word:
		return !s.before(last, ".", "?.") && s.is(last, append(operatorWords, blockWords...)...) && !s.is(last, "of")
	case literal:
		return false
	case closing:
		switch s.text[t.start] {
		case ')':
			return s.is(t.match-1, headWords...) && !s.before(t.match-1, ".", "?.")
		case '}':
			return s.text[t.end-1] != '`' && s.statementBrace(t.match)
		}
		return false
	case punct:
		return !s.is(last, "++", "--")
	}
	return true
}

// statementBrace reports whether what the brace at index i opens is a statement, so that no operator follows its end.
func (s *scanner) statementBrace(i int) bool {
	switch s.tokens[i].brace {
	case blockBrace:
		return true
	case functionBrace:
		if s.is(i-1, "=>") {
			return true
		}
		f := s.functionHead(s.tokens[i-1].match)
		if s.before(f, "async") {
			f--
		}
		return f <= 0 || s.is(f-1, ";", "{", "}", ")", "else") || s.tokens[f].fresh && !s.is(f-1, "=", "(", ",", ":", "?")
	}
	return false
}
