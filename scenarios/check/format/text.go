package format

import (
	"bufio"
	"fmt"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/scenarios/check/finding"
)

// text is for people: each finding as a line with its place, the line of code, and what to do; a last line counts.
func text(b *bufio.Writer, v *view) error {
	for i := range v.Findings {
		b.WriteString(v.paragraph(&v.Findings[i]))
		b.WriteByte('\n')
	}
	_, err := b.WriteString(v.closing() + "\n")
	return err
}

// paragraph is one finding for people.
func (v *view) paragraph(f *finding.Finding) string {
	severity := f.Problem().Severity
	var b strings.Builder
	b.WriteString(diag.Cyan.Paint(v.Color, diag.Visible(v.place(f))+":") + " ")
	first, rest, more := strings.Cut(readable(f.Message), "\n")
	b.WriteString((diag.Bold+severity.Style()).Paint(v.Color, f.Severity.String()+":") + " " + diag.Bold.Paint(v.Color, first))
	if l := label(f); l != "" {
		b.WriteString(" " + diag.Dim.Paint(v.Color, "["+l+"]"))
	}
	b.WriteByte('\n')
	if more {
		for line := range strings.SplitSeq(rest, "\n") {
			b.WriteString("  " + line + "\n")
		}
	}
	if f.Source != "" {
		code := diag.Excerpt{Lines: v.index.of(f.Source).lines, Pos: f.Pos, End: f.End, Severity: severity}
		b.WriteString(code.Text(diag.Options{Color: v.Color, Width: v.Width}))
	}
	if f.Hint != "" {
		b.WriteString(v.note("hint:") + " " + diag.Visible(f.Hint) + "\n")
	}
	if f.Fix != nil {
		b.WriteString(v.note("fix:") + strings.TrimPrefix(fixLine(f), "fix:") + "\n")
	}
	return b.String()
}

func (v *view) note(word string) string { return diag.Green.Paint(v.Color, word) }

// place is "file:line:column", as much as is known.
func (v *view) place(f *finding.Finding) string {
	return diag.Pos{File: v.shown(f.Pos.File), Line: f.Pos.Line, Column: f.Pos.Column}.String()
}

// closing counts: "1 error, 2 warnings in 3 of 40 files; 2 can be fixed (voxemu check --fix)".
func (v *view) closing() string {
	s := v.summary()
	if len(v.Findings) == 0 {
		return "nothing found in " + diag.Count(s.Files, "file")
	}
	var counts []string
	for _, c := range []struct {
		n     int
		thing string
		style diag.Style
	}{{s.Errors, "error", diag.Red}, {s.Warnings, "warning", diag.Yellow}, {s.Notes, "note", diag.Blue}} {
		if c.n > 0 {
			counts = append(counts, (diag.Bold+c.style).Paint(v.Color, diag.Count(c.n, c.thing)))
		}
	}
	line := fmt.Sprintf("%s in %d of %s", strings.Join(counts, ", "), s.Affected, diag.Count(s.Files, "file"))
	if s.Fixable > 0 {
		line += fmt.Sprintf("; %d can be fixed (voxemu check --fix)", s.Fixable)
	}
	return line
}
