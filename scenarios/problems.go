package scenarios

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"voxemu/runtime/diag"
)

// Problems is everything that is wrong with the input, in the order of files and lines. It is an error and never empty;
// errors.As finds the first of them.
type Problems []*diag.Problem

// Error returns one line a problem.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, one := range p {
		lines[i] = one.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the problems.
func (p Problems) Unwrap() []error {
	errs := make([]error, len(p))
	for i, one := range p {
		errs[i] = one
	}
	return errs
}

// source is the text of one file and the name under which people know it.
type source struct {
	file, text string
}

// at returns the place of the byte at offset.
func (s *source) at(offset int) diag.Pos {
	offset = max(0, min(offset, len(s.text)))
	before := s.text[:offset]
	start := strings.LastIndexByte(before, '\n') + 1
	return diag.Pos{
		File:   s.file,
		Line:   strings.Count(before, "\n") + 1,
		Column: utf8.RuneCountInString(s.text[start:offset]) + 1,
	}
}

// pos returns the place at a line and a column, both from 1, the column in characters.
func (s *source) pos(line, column int) diag.Pos {
	return diag.Pos{File: s.file, Line: line, Column: column}
}

// of returns the place of a value.
func (s *source) of(n *node) diag.Pos { return diag.Pos{File: s.file, Line: n.line, Column: n.column} }

// key returns the place of a key.
func (s *source) key(f field) diag.Pos { return diag.Pos{File: s.file, Line: f.line, Column: f.column} }

// problem makes a problem at a place in the file.
func (s *source) problem(code string, pos diag.Pos, hint, format string, args ...any) *diag.Problem {
	return &diag.Problem{Code: code, Pos: pos, Source: s.text, Hint: hint, Message: fmt.Sprintf(format, args...)}
}

// in makes a problem with a file or folder as a whole.
func in(file, code, hint, format string, args ...any) *diag.Problem {
	return &diag.Problem{Code: code, Pos: diag.Pos{File: file}, Hint: hint, Message: fmt.Sprintf(format, args...)}
}

// didYouMean returns a hint: the candidate that is like name, or else what there is.
func didYouMean(name string, candidates []string) string {
	if c := diag.Suggest(name, candidates); c != "" {
		return fmt.Sprintf("did you mean %q?", c)
	}
	if len(candidates) == 0 {
		return ""
	}
	const few = 12
	if len(candidates) > few {
		return fmt.Sprintf("there are %s and %d more", quoted(candidates[:few]), len(candidates)-few)
	}
	return "there is " + quoted(candidates)
}

// quoted lists names for a message.
func quoted(names []string) string {
	q := make([]string, len(names))
	for i, n := range names {
		q[i] = fmt.Sprintf("%q", n)
	}
	return strings.Join(q, ", ")
}
