package format

import (
	"bufio"
	"bytes"
	"encoding/json"

	"voxemu/scenarios/check/finding"
)

// foundJSON is a finding for tools. Lines and columns count from 1, columns in characters; 0 stands for the file as a whole. An end is
// the place behind the last character.
type foundJSON struct {
	Path      string   `json:"path"`
	Line      int      `json:"line"`
	Column    int      `json:"column"`
	EndLine   int      `json:"endLine,omitempty"`
	EndColumn int      `json:"endColumn,omitempty"`
	Code      string   `json:"code"`
	Rule      string   `json:"rule"`
	Severity  string   `json:"severity"`
	Message   string   `json:"message"`
	Hint      string   `json:"hint,omitempty"`
	Fix       *fixJSON `json:"fix,omitempty"`
}

type fixJSON struct {
	Title string     `json:"title"`
	Edits []editJSON `json:"edits"`
}

// editJSON replaces what is between two offsets in bytes; lines and columns name the same places. They are left out where the text of
// the file isn't known.
type editJSON struct {
	Start       int    `json:"start"`
	End         int    `json:"end"`
	StartLine   int    `json:"startLine,omitempty"`
	StartColumn int    `json:"startColumn,omitempty"`
	EndLine     int    `json:"endLine,omitempty"`
	EndColumn   int    `json:"endColumn,omitempty"`
	Text        string `json:"text"`
}

// documentJSON is the report as one document.
type documentJSON struct {
	Version  string      `json:"version"`
	Findings []foundJSON `json:"findings"`
	Summary  summary     `json:"summary"`
}

// document is one JSON document.
func document(b *bufio.Writer, v *view) error {
	d := documentJSON{Version: v.Version, Findings: []foundJSON{}, Summary: v.summary()}
	for i := range v.Findings {
		d.Findings = append(d.Findings, v.found(&v.Findings[i]))
	}
	return writeJSON(b, d, "  ")
}

// lines is JSON Lines: one finding a line.
func lines(b *bufio.Writer, v *view) error {
	for i := range v.Findings {
		if err := writeJSON(b, v.found(&v.Findings[i]), ""); err != nil {
			return err
		}
	}
	return nil
}

// writeJSON writes a value and a line feed, without the escapes that only HTML needs.
func writeJSON(b *bufio.Writer, value any, indent string) error {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(value); err != nil {
		return err
	}
	_, err := b.Write(text.Bytes())
	return err
}

func (v *view) found(f *finding.Finding) foundJSON {
	out := foundJSON{
		Path: v.shown(f.Pos.File), Line: f.Pos.Line, Column: f.Pos.Column, EndLine: f.End.Line, EndColumn: f.End.Column,
		Code: f.Code, Rule: f.Rule, Severity: f.Severity.String(), Message: f.Message, Hint: f.Hint,
	}
	if f.Fix == nil {
		return out
	}
	out.Fix = &fixJSON{Title: f.Fix.Title, Edits: []editJSON{}}
	for _, e := range f.Fix.Edits {
		edit := editJSON{Start: e.Start, End: e.End, Text: e.Text}
		if f.Source != "" {
			s := v.index.of(f.Source)
			edit.StartLine, edit.StartColumn = s.at(e.Start)
			edit.EndLine, edit.EndColumn = s.at(e.End)
		}
		out.Fix.Edits = append(out.Fix.Edits, edit)
	}
	return out
}
