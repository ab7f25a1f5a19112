package lower

import (
	"errors"
	"slices"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"
	"github.com/evanw/esbuild/pkg/api"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm/syntax"
)

// notYet is the message about what a scenario may use and this engine can't run.
func notYet(what string) string { return "this engine can't run it yet: " + what }

const notYetHint = "the cloud may take it; write it in another way to run it here"

// moduleHint is what to do about import and export.
const moduleHint = "bundle it into one file, or put both scenarios into one rule: they share their globals"

// isModule is the message about a word that only modules have.
func isModule(word string) string {
	return "a scenario can't " + word + ": the cloud runs it as a classic script, not as a module"
}

// Complaint says what is wrong with Text, given the error of the engine's parser or compiler. The builder's words and places
// are mostly better, and it knows the whole language: what it takes is not the user's mistake.
func (o *Output) Complaint(raw error) *Error {
	if m := moduleStatement(o.Text, o.typed); m != nil {
		return o.at(m)
	}
	m := &mistake{}
	m.offset, m.message = complained(o.text, raw)
	if !vague(m.message) && (m.offset > 0 || strings.Contains(m.message, "regular expression") || strings.Contains(m.message, "regexp")) {
		m.hint = expressionHint(m.message)
		return o.at(m)
	}
	r := transform(o.Text, api.LoaderJS, api.FormatIIFE)
	if other := builderMistake(o.text, r.Errors); other != nil {
		o.explain(other)
		return o.at(other)
	}
	if newer := o.newer(); newer != nil {
		return o.at(newer)
	}
	if vague(m.message) {
		m.message, m.hint, m.ours = notYet(m.message), notYetHint, true
	}
	return o.at(m)
}

// CompilerError is what the engine's compiler says of a text that its parser takes.
type CompilerError struct {
	Message string
	Offset  int // in the text, in bytes
}

// Error returns the message.
func (e *CompilerError) Error() string { return e.Message }

// vagueWords are part of the engine's complaints about what it doesn't expect, which may be right all the same.
var vagueWords = []string{"Unexpected", "Unsupported", "unsupported", "not supported", "Maximum nesting", "Too many variables", "Compiler bug", "Could not find", "can only be declared", "cannot appear in a single-statement", "Invalid UTF-8", "may not have an initializer", "Duplicate __proto__"}

// vague reports whether a complaint of the engine may be about something that the language has.
func vague(message string) bool {
	return slices.ContainsFunc(vagueWords, func(part string) bool { return strings.Contains(message, part) })
}

// complained returns place and words of the first complaint of the parser or the compiler about a text.
func complained(text *lines, raw error) (offset int, message string) {
	if list, ok := errors.AsType[parser.ErrorList](raw); ok && len(list) > 0 {
		first := list[0]
		return text.offset(first.Position.Line, first.Position.Column), first.Message
	}
	if c, ok := errors.AsType[*CompilerError](raw); ok {
		return c.Offset, c.Message
	}
	return 0, strings.TrimPrefix(raw.Error(), "SyntaxError: ")
}

// moduleStatement finds what only a module may have: an import or export statement, import() and import.meta. Types that are
// imported in an expression are none.
func moduleStatement(text string, typed bool) *mistake {
	if !strings.Contains(text, "import") && !strings.Contains(text, "export") {
		return nil
	}
	tokens, _ := scan(text)
	is := func(i int, texts ...string) bool {
		return i >= 0 && i < len(tokens) && slices.Contains(texts, text[tokens[i].start:tokens[i].end])
	}
	for i, t := range tokens {
		if t.kind != word || is(i-1, ".", "?.") {
			continue
		}
		begins := t.parent < 0 && (i == 0 || t.fresh || is(i-1, ";", "}"))
		switch {
		case is(i, "export") && begins && !is(i+1, ":", "=", "(", ";", ".") || typed && begins && is(i, "export") && is(i+1, "="):
			return moduleMistake(t.start, "export")
		case is(i, "import") && begins && !is(i+1, ":", "=", "(", ";", "."):
			if alias := slices.IndexFunc(tokens[i:], func(t token) bool { return text[t.start:t.end] == "=" }); typed && alias > 0 && alias <= 3 && !is(i+alias+1, "require") {
				continue // import a = Namespace.b
			}
			return moduleMistake(t.start, "import")
		case typed || !is(i, "import"):
		case is(i+1, ".") && is(i+2, "meta"):
			return moduleMistake(t.start, "use import.meta")
		case is(i+1, ".") && is(i+2, "defer", "source") && is(i+3, "("):
			return moduleMistake(t.start, "import")
		case is(i+1, "(") && !is(tokens[i+1].match+1, "{"):
			return moduleMistake(t.start, "import")
		}
	}
	return nil
}

func moduleMistake(offset int, what string) *mistake {
	return &mistake{offset: offset, message: isModule(what), hint: moduleHint}
}

// Declaration returns the place where the top level of a tree of Text declares a name; ok is false if it doesn't.
func (o *Output) Declaration(tree *ast.Program, name string) (at diag.Pos, ok bool) {
	for _, s := range tree.Body {
		if idx := declared(s, name); idx > 0 {
			return o.At(int(idx) - 1), true
		}
	}
	return diag.Pos{}, false
}

// declared returns where a statement declares a name in its scope, or 0.
func declared(s ast.Statement, name string) file.Idx {
	var list []*ast.Binding
	switch s := s.(type) {
	case *ast.LexicalDeclaration:
		list = s.List
	case *ast.VariableStatement:
		list = s.List
	case *ast.FunctionDeclaration:
		return named(s.Function.Name, name)
	case *ast.ClassDeclaration:
		return named(s.Class.Name, name)
	}
	for _, b := range list {
		if idx := named(b.Target, name); idx > 0 {
			return idx
		}
	}
	return 0
}

// named returns where a name or a pattern has a name, or 0.
func named(n ast.Node, name string) (found file.Idx) {
	switch n := n.(type) {
	case *ast.Identifier:
		if n != nil && n.Name.String() == name {
			return n.Idx
		}
	case *ast.AssignExpression: // an element with a default
		return named(n.Left, name)
	case ast.Pattern, *ast.Binding, ast.Property:
		syntax.Children(n, func(child ast.Node) {
			if found == 0 {
				found = named(child, name)
			}
		})
	}
	return found
}
