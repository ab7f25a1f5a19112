// Package rewrite finds the few places of a script that goja parses but runs wrongly, and says how to change the text so
// that it runs as the language has it. Scripts without such places stay as they are.
//
// The changed text calls helpers, which have to be there as globals:
//
//	__voxemu_var(name, value)              sets a variable of the global scope
//	__voxemu_eval(strict, text, ...)       returns the text with its own places changed, and what is no string as it is
//	__voxemu_indirectEval                  is eval as a value, which evaluates in the global scope
//	__voxemu_regexp(source, flags)         returns a new RegExp
//	__voxemu_bits(value)                   returns the value, unless it is a BigInt too large to shift or raise by
//
// and those for asynchronous generators that async.go tells of.
package rewrite

import (
	"slices"
	"strings"

	"github.com/dop251/goja/ast"

	"voxemu/runtime/jsvm/lower"
	"voxemu/runtime/jsvm/syntax"
)

// Kind says what a text is evaluated as.
type Kind int

// The kinds of texts.
const (
	// Whole is a whole script.
	Whole Kind = iota
	// Eval is the argument of a call of eval.
	Eval
	// StrictEval is that of a call of eval in strict code.
	StrictEval
)

// Options say how to look at a text.
type Options struct {
	Kind Kind
}

// The helpers that changed text calls.
const (
	varHelper    = "__voxemu_var"
	evalHelper   = "__voxemu_eval"
	indirectEval = "__voxemu_indirectEval"
	regexpHelper = "__voxemu_regexp"
)

// Edits returns the changes that the script needs, sorted by offset.
func (s *Script) Edits(o Options) []lower.Edit {
	var e edits
	strict := o.Kind == StrictEval || syntax.IsStrict(s.Tree.Body)
	if !strict {
		s.hoistBlocks(o.Kind, &e)
	}
	s.kept(&e)
	s.calls(strict, &e)
	s.bigInts(&e)
	s.asyncGenerators(&e)
	return e.sorted()
}

type edits []lower.Edit

func (e *edits) insert(offset int, text string) {
	*e = append(*e, lower.Edit{Offset: offset, Insert: text})
}

func (e *edits) replace(offset, size int, text string) {
	*e = append(*e, lower.Edit{Offset: offset, Delete: size, Insert: text})
}

// sorted returns the edits by offset, without those that are inside of what another deletes.
func (e edits) sorted() []lower.Edit {
	slices.SortStableFunc(e, func(a, b lower.Edit) int { return a.Offset - b.Offset })
	kept, end := e[:0], 0
	for _, edit := range e {
		if edit.Offset >= end {
			kept = append(kept, edit)
			end = max(end, edit.Offset+edit.Delete)
		}
	}
	return kept
}

// start returns where a declaration can be put in front of statements: behind their directives, or at the offset given.
func (s *Script) start(list []ast.Statement, at int) (place int, separator string) {
	if d := syntax.Directives(list); len(d) > 0 {
		return s.offset(d[len(d)-1].Idx1()), ";"
	}
	return at, ""
}

// top is where the statements of the script begin.
func (s *Script) top() int {
	if strings.HasPrefix(s.Text, "#!") {
		return strings.IndexByte(s.Text, '\n') + 1
	}
	return 0
}

// quote writes a string as a literal of JavaScript.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range s {
		switch c {
		case '"', '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case '\n':
			b.WriteString(`\n`)
		case '\r':
			b.WriteString(`\r`)
		case '\u2028':
			b.WriteString(`\u2028`)
		case '\u2029':
			b.WriteString(`\u2029`)
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// Apply returns the text with the edits made.
func Apply(text string, list []lower.Edit) string {
	var b strings.Builder
	at := 0
	for _, e := range list {
		b.WriteString(text[at:e.Offset])
		b.WriteString(e.Insert)
		at = e.Offset + e.Delete
	}
	b.WriteString(text[at:])
	return b.String()
}
