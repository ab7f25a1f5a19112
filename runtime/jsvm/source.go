package jsvm

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm/lower"
)

// Source is one script as its author wrote it. It is comparable: equal sources give equal programs.
type Source struct {
	// Name is shown in stacks: the path as the user gave it. If it ends in .ts the text is TypeScript.
	Name string
	// Text is the JavaScript or TypeScript. Types are not checked.
	Text string
	// Map is the source map of a bundle, as JSON; "" stands for the one inside the text, if there is one. Places in stacks and
	// errors are then those of the files that the bundle was made from.
	Map string
	// Library says that the text is a library of ours, not a script: JavaScript that goja runs right as it stands, and no patches
	// are applied for the words that it mentions. Its name begins with "<", by which its frames are left out of stacks.
	Library bool
	// Cover says that what runs of the script is counted; see [Options.Counted]. It makes no difference to a library.
	Cover bool
}

// Program is a compiled [Source]. It is immutable: any number of VMs and goroutines may share it.
type Program struct {
	source  Source
	text    string // what was compiled
	program *goja.Program
	lowered lower.Output
	// touched are the names that the script declares with var or function, assigns or deletes, in the order of their
	// first mention.
	touched []string
	// reflects says that the script may look for names the platform doesn't have; see [VM.hideHostNames].
	reflects bool
	counting *counting // nil if it doesn't count

	members atomic.Pointer[touchedMembers]
	tree    atomic.Pointer[ast.Program] // of text; see syntaxTree
	matched atomic.Pointer[matched]
}

// touchedMembers are the touched names that a table has. A process has one table of globals, so the last one is kept.
type touchedMembers struct {
	table   *Table
	members []*Member
}

// Name returns the name of the source.
func (p *Program) Name() string { return p.source.Name }

// Source returns what the program was compiled from.
func (p *Program) Source() Source { return p.source }

// Place returns the place in the user's files that a place in the compiled text stands for: lines and columns count from 1,
// those that the engine knows in bytes, those of the user's files in characters.
func (p *Program) Place(line, column int) diag.Pos { return p.lowered.Place(line, column) }

// Files returns the files that places may be in: that of the source, and those that a bundle was made from.
func (p *Program) Files() []string { return p.lowered.Files() }

// SourceOf returns the text of one of [Program.Files]; ok is false if it isn't known.
func (p *Program) SourceOf(file string) (text string, ok bool) { return p.lowered.SourceOf(file) }

// compile turns a source into a program. An error is always an [*Error]: of kind Syntax, or Internal when the compiler
// itself fails.
func compile(src Source) (p *Program, err error) {
	defer func() {
		if x := recover(); x != nil {
			p, err = nil, internalError(x)
		}
	}()
	if src.Library {
		program, err := goja.Compile(src.Name, src.Text, false)
		if err != nil {
			return nil, syntaxError(err)
		}
		return &Program{source: src, text: src.Text, program: program}, nil
	}
	script, out, err := prepare(src)
	if err != nil {
		return nil, err
	}
	tree, out, err := edit(src, script, out)
	if err != nil {
		return nil, err
	}
	var counts *counting
	if src.Cover {
		counts = newCounting(src, tree, &out)
	}
	program, err := goja.CompileAST(tree, false)
	if err != nil {
		return nil, syntaxError(out.Complaint(compilerError(err)))
	}
	return &Program{
		source:   src,
		text:     out.Text,
		program:  program,
		lowered:  out,
		touched:  touchedNames(tree),
		reflects: mayReflect(src.Text),
		counting: counts,
	}, nil
}

// compilerError tells [lower.Output.Complaint] where the compiler found a mistake.
func compilerError(err error) error {
	if e, ok := errors.AsType[*goja.CompilerSyntaxError](err); ok {
		return &lower.CompilerError{Message: e.Message, Offset: e.Offset}
	}
	return err
}

// syntaxError turns the error of a script that can't be compiled into an [*Error].
func syntaxError(err error) *Error {
	e, ok := errors.AsType[*lower.Error](err)
	if !ok {
		return internalError(err)
	}
	return &Error{Kind: Syntax, Message: e.Message, Class: "SyntaxError", Hint: e.Hint, Source: e.Source, Ours: e.Ours, Stack: []diag.Frame{{Pos: e.Pos}}}
}

// declared gives the error about a name that another script has declared its place: the engine has none.
func (vm *VM) declared(e *Error) {
	name, ok := strings.CutPrefix(e.Message, "SyntaxError: Identifier '")
	name, found := strings.CutSuffix(name, "' has already been declared")
	if !ok || !found || len(vm.programs) == 0 || len(e.Stack) == 0 || e.Stack[0].Pos.Line > 1 || e.Stack[0].Pos.Column > 1 {
		return
	}
	p := vm.programs[len(vm.programs)-1]
	tree, err := parser.ParseFile(nil, p.source.Name, p.text, 0, parser.WithDisableSourceMaps)
	if err != nil {
		return
	}
	if at, ok := p.lowered.Declaration(tree, name); ok {
		e.Stack[0].Pos = at
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
