package jsvm

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"

	"voxemu/runtime/diag"
)

// Source is one script as its author wrote it.
type Source struct {
	// Name is shown in stacks: the path as the user gave it.
	Name string
	// Text is the JavaScript.
	Text string
}

// Program is a compiled [Source]. It is immutable: any number of VMs and goroutines may share it.
type Program struct {
	source  Source
	text    string // what was compiled
	program *goja.Program
	place   placer
	// touched are the names that the script declares with var or function, assigns or deletes, in the order of their
	// first mention.
	touched []string
	// reflects says that the script may look for names the platform doesn't have; see [VM.hideHostNames].
	reflects bool

	members atomic.Pointer[touchedMembers]
	matched atomic.Pointer[matched]
}

// touchedMembers are the touched names that a table has. A process has one table of globals, so the last one is kept.
type touchedMembers struct {
	table   *Table
	members []*Member
}

// placer turns a place in the compiled text into the place in the source. Columns of the compiled text count bytes;
// those of the source count characters. Both count from 1.
type placer func(line, column int) (int, int)

// Name returns the name of the source.
func (p *Program) Name() string { return p.source.Name }

// Source returns what the program was compiled from.
func (p *Program) Source() Source { return p.source }

// compile turns a source into a program. An error is always an [*Error]: of kind Syntax, or Internal when the compiler
// itself fails.
func compile(src Source) (p *Program, err error) {
	defer func() {
		if x := recover(); x != nil {
			p, err = nil, internalError(x)
		}
	}()
	text, place := lower(src)
	tree, err := parser.ParseFile(nil, src.Name, text, 0, parser.WithDisableSourceMaps)
	if err != nil {
		return nil, syntaxError(src, place, err)
	}
	program, err := goja.CompileAST(tree, false)
	if err != nil {
		return nil, syntaxError(src, place, err)
	}
	return &Program{
		source:   src,
		text:     text,
		program:  program,
		place:    place,
		touched:  touchedNames(tree),
		reflects: mayReflect(src.Text),
	}, nil
}

// lower is where newer syntax and TypeScript are turned into what the engine runs. The engine takes ES2022 scripts as
// they are, so that only columns need translating.
func lower(src Source) (text string, place placer) {
	return src.Text, func(line, column int) (int, int) { return line, characters(src.Text, line, column) }
}

// characters turns a column in bytes into one in characters.
func characters(text string, line, column int) int {
	for ; line > 1; line-- {
		end := strings.IndexAny(text, "\n\r\u2028\u2029")
		if end < 0 {
			return column
		}
		_, size := utf8.DecodeRuneInString(text[end:])
		if strings.HasPrefix(text[end:], "\r\n") {
			size = 2
		}
		text = text[end+size:]
	}
	if column < 1 || column-1 > len(text) {
		return column
	}
	return utf8.RuneCountInString(text[:column-1]) + 1
}

// syntaxError turns the first complaint of the parser or the compiler into an [*Error].
func syntaxError(src Source, place placer, err error) *Error {
	message, line, column := err.Error(), 0, 0
	if list, ok := errors.AsType[parser.ErrorList](err); ok && len(list) > 0 {
		first := list[0]
		message, line, column = first.Message, first.Position.Line, first.Position.Column
	} else if e, ok := errors.AsType[*goja.CompilerSyntaxError](err); ok {
		message = e.Message
		if e.File != nil {
			at := e.File.Position(e.Offset)
			line, column = at.Line, at.Column
		}
	}
	if line > 0 {
		line, column = place(line, column)
	}
	message, _ = strings.CutPrefix(message, "SyntaxError: ")
	return &Error{
		Kind:    Syntax,
		Message: "SyntaxError: " + message,
		Class:   "SyntaxError",
		Stack:   []diag.Frame{{Pos: diag.Pos{File: src.Name, Line: line, Column: column}}},
	}
}

// mayReflect reports whether a script could tell that the engine has a global of its own.
func mayReflect(text string) bool {
	for _, word := range []string{hostName, "getOwnProperty", "ownKeys", "eval", "Function"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// in returns the touched names that the table has.
func (p *Program) in(t *Table) []*Member {
	if t == nil {
		return nil
	}
	if known := p.members.Load(); known != nil && known.table == t {
		return known.members
	}
	found := &touchedMembers{table: t}
	for _, name := range p.touched {
		if m, ok := t.Lookup(name); ok {
			found.members = append(found.members, m)
		}
	}
	p.members.Store(found)
	return found.members
}

// String names the program, for messages.
func (p *Program) String() string { return fmt.Sprintf("program %q", p.source.Name) }
