package jsvm

import (
	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm/lower"
	"voxemu/runtime/jsvm/rewrite"
)

// Reading is a script that was parsed to be looked at, not to be run. It is immutable.
type Reading struct {
	script  *rewrite.Script
	lowered lower.Output
}

// Read parses a script. The errors are those of [Cache.Compile]: what can be read, can be compiled.
func Read(src Source) (r *Reading, err error) {
	defer func() {
		if x := recover(); x != nil {
			r, err = nil, internalError(x)
		}
	}()
	script, out, err := prepare(src)
	if err != nil {
		return nil, err
	}
	tree, edited, err := edit(src, script, out)
	if err != nil {
		return nil, err
	}
	if _, err := goja.CompileAST(tree, false); err != nil {
		return nil, syntaxError(edited.Complaint(compilerError(err)))
	}
	return &Reading{script, out}, nil
}

// prepare parses a script without changing what goja runs wrongly.
func prepare(src Source) (*rewrite.Script, lower.Output, error) {
	if err := checkNesting(src); err != nil {
		return nil, lower.Output{}, err
	}
	out, err := lower.Lower(src.Name, src.Text, src.Map)
	if err != nil {
		return nil, out, syntaxError(err)
	}
	script, err := rewrite.Parse(src.Name, out.Text)
	if err != nil {
		return nil, out, syntaxError(out.Complaint(err))
	}
	return script, out, nil
}

// edit changes what goja runs wrongly.
func edit(src Source, script *rewrite.Script, out lower.Output) (*ast.Program, lower.Output, error) {
	edits := script.Edits(rewrite.Options{})
	if len(edits) == 0 {
		return script.Tree, out, nil
	}
	out = out.Edit(edits)
	tree, err := parser.ParseFile(nil, src.Name, out.Text, 0, parser.WithDisableSourceMaps)
	if err != nil {
		return nil, out, syntaxError(out.Complaint(err))
	}
	script.KeepSources(tree, edits)
	return tree, out, nil
}

// Tree returns the syntax tree. Types of TypeScript are not in it; places in it are turned into offsets by [Reading.Offset].
func (r *Reading) Tree() *ast.Program { return r.script.Tree }

// Text is what was parsed: the text of the source, without types if it is TypeScript.
func (r *Reading) Text() string { return r.script.Text }

// Offset returns the offset in Text of a place in the tree, in bytes.
func (r *Reading) Offset(at file.Idx) int { return r.script.Offset(at) }

// Awaited reports whether a loop is a `for await`, which the tree doesn't tell.
func (r *Reading) Awaited(loop *ast.ForOfStatement) bool { return r.script.Awaited(loop) }

// At returns the place in the user's files that an offset in Text stands for.
func (r *Reading) At(offset int) diag.Pos { return r.lowered.At(offset) }

// Written returns the range of the source's text that a range of Text was, if it is there as it is in Text.
func (r *Reading) Written(start, end int) (from, to int, ok bool) {
	return r.lowered.Written(start, end)
}

// SourceOf returns the text of a file that [Reading.At] names, if it is known.
func (r *Reading) SourceOf(file string) (text string, ok bool) { return r.lowered.SourceOf(file) }
