package lower

import "strings"

// Span is a part of a script: bytes Start to End, which begin and end in these lines, counted from 1.
type Span struct{ Start, End, Line, Last int }

// Comments returns the comments of a script, JavaScript or TypeScript, with what marks them, and the tokens between them. What
// looks like a comment inside a string, a template or a regular expression is none. After a mistake in the text, such as a string that
// doesn't end, there may be more of either than is returned.
func Comments(text string) (comments, code []Span) {
	l := newLines(text)
	span := func(start, end int) Span {
		first, _ := l.line(start)
		last, _ := l.line(max(start, end-1))
		return Span{start, end, first + 1, last + 1}
	}
	s := &scanner{text: text, comment: func(start, end int) { comments = append(comments, span(start, end)) }}
	if strings.HasPrefix(text, "#!") {
		s.line()
	}
	s.all()
	for _, t := range s.tokens {
		code = append(code, span(t.start, t.end))
	}
	return comments, code
}
