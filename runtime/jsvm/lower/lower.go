// Package lower turns the text of a scenario into JavaScript, and knows which place of the one is which place of the other.
//
// TypeScript loses its types, which nobody checks here. JavaScript stays as it is. So does a bundle, but its source map, if it
// has one, leads on to the files that it was made from. Edits that others make afterwards ([Output.Edit]) are followed too.
//
// Nothing turns a script into a module, wraps it, or puts it into strict mode: what stands at its top level is global.
package lower

import (
	"path"
	"strings"

	"github.com/dop251/goja/parser"

	"voxemu/runtime/diag"
)

// Output is a script that can be compiled. It is immutable.
type Output struct {
	// Text is the JavaScript.
	Text string

	name   string
	text   *lines  // Text
	base   *lines  // what the user wrote
	steps  []step  // from base to Text
	typed  bool    // base is TypeScript
	bundle *bundle // nil if base is no bundle
}

// step is one change of a text as a whole.
type step interface {
	// back returns the offset, in the text before, of an offset in the text after.
	back(offset int) int
}

var (
	_ step = (*edits)(nil)
	_ step = (*types)(nil)
)

// Lower prepares a script. Name is the path of its file, as it is shown; it is TypeScript if its extension is .ts. The map is
// the source map of a bundle, as JSON; "" stands for the one inside the text, if there is one. A map that can't be read is left
// aside ([CheckMap] tells why). The error is an [*Error]: mistakes of TypeScript, and what only modules may have in it. Those of
// JavaScript are found by its parser, see [Output.Complaint].
func Lower(name, text, mapText string) (Output, error) {
	o := Output{name: name, Text: text, base: newLines(text), typed: path.Ext(name) == ".ts"}
	o.text = o.base
	o.bundle = newBundle(name, o.base, mapText)
	if o.typed {
		code, step, bad := withoutTypes(text)
		if bad != nil {
			return Output{}, o.at(bad)
		}
		o.become(code, step)
	}
	return o, nil
}

// parse reports whether the engine's parser takes a text.
func parse(text string) error {
	_, err := parser.ParseFile(nil, "", text, 0, parser.WithDisableSourceMaps)
	return err
}

// become takes the next text.
func (o *Output) become(text string, s step) {
	o.Text, o.text = text, newLines(text)
	o.steps = append(o.steps[:len(o.steps):len(o.steps)], s)
}

// Edit returns the output with edits of its text.
func (o Output) Edit(list []Edit) Output {
	o.become(apply(o.Text, list))
	return o
}

// Place returns the place in the user's files that a place in Text stands for. Lines and columns count from 1, the column of
// Text in bytes, that of the result in characters. It is always a place inside a file, if the file is known.
func (o *Output) Place(line, column int) diag.Pos { return o.place(o.text.offset(line, column)) }

// At returns the place in the user's files that an offset in Text stands for.
func (o *Output) At(offset int) diag.Pos { return o.place(offset) }

// Written returns the range of what the user wrote that a range of Text was made from, if both have the same text: only then can a
// change of the one be made in the other. A bundle is not what the user wrote.
func (o *Output) Written(start, end int) (from, to int, ok bool) {
	if o.bundle != nil || start > end || start < 0 || end > len(o.Text) {
		return 0, 0, false
	}
	from = start
	for i := len(o.steps) - 1; i >= 0; i-- {
		from = o.steps[i].back(from)
	}
	to = from + end - start
	return from, to, to <= len(o.base.text) && o.base.text[from:to] == o.Text[start:end]
}

func (o *Output) place(offset int) diag.Pos {
	for i := len(o.steps) - 1; i >= 0; i-- {
		offset = o.steps[i].back(offset)
	}
	if o.bundle != nil {
		if at, ok := o.bundle.place(offset); ok {
			return at
		}
	}
	line, column := o.base.place(offset)
	return diag.Pos{File: o.name, Line: line, Column: column}
}

// Files returns the files that [Output.Place] may name, that of the script itself first.
func (o *Output) Files() []string {
	files := []string{o.name}
	if o.bundle != nil {
		files = o.bundle.files(files)
	}
	return files
}

// SourceOf returns the text of a file that [Output.Place] may name, if it is known. Of the files that a bundle was made from it
// is known when the source map has it.
func (o *Output) SourceOf(file string) (text string, ok bool) {
	if o.bundle != nil {
		if text, ok := o.bundle.sourceOf(file); ok {
			return text, true
		}
	}
	if file == o.name {
		return o.base.text, true
	}
	return "", false
}

// Error is why a script can't be compiled.
type Error struct {
	// Message is one line that begins with "SyntaxError: ".
	Message string
	// Pos is the place in the user's file.
	Pos diag.Pos
	// Hint offers one thing to do; it may be empty.
	Hint string
	// Source is the text of the file that Pos is in; "" if it isn't known.
	Source string
	// Ours says that this engine is at fault: the cloud may take the script.
	Ours bool
}

// Error returns the message with its place.
func (e *Error) Error() string { return e.Pos.String() + ": " + e.Message }

// mistake is an error whose place is an offset in the text of that moment.
type mistake struct {
	offset        int
	message, hint string
	ours          bool // see [Error]
}

// at gives a mistake its place.
func (o *Output) at(m *mistake) *Error {
	e := &Error{Message: "SyntaxError: " + strings.TrimPrefix(m.message, "SyntaxError: "), Pos: o.place(m.offset), Hint: m.hint, Ours: m.ours}
	e.Source, _ = o.SourceOf(e.Pos.File)
	return e
}
