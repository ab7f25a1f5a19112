package coverage

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"voxemu/runtime/diag"
)

// Style says how text looks.
type Style struct{ Color bool }

// Text writes a table of the files, and below it what of the dialogue is missing.
func (r *Report) Text(w io.Writer, s Style) error {
	var b strings.Builder
	if len(r.Files) == 0 {
		b.WriteString("coverage: no scenario was opened\n")
	} else {
		s.table(&b, r)
		s.dialogue(&b, r)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// From these percentages on a share is well enough, or at least not bad.
const (
	wellEnough = 80
	notBad     = 50
)

func (s Style) table(b *strings.Builder, r *Report) {
	width := len("all files")
	for _, f := range r.Files {
		width = max(width, utf8.RuneCountInString(f.Name))
	}
	row := func(name string, cells []string, rest string) {
		line := name + strings.Repeat(" ", width-utf8.RuneCountInString(name))
		for _, c := range cells {
			line += "  " + c
		}
		b.WriteString(strings.TrimRight(line+"  "+rest, " ") + "\n")
	}
	var heads []string
	for _, m := range Metrics() {
		heads = append(heads, fmt.Sprintf("%10s", m))
	}
	row("coverage", heads, "lines never reached")
	for _, f := range r.Files {
		row(f.Name, s.cells(f.Of), f.missed(Lines))
	}
	if len(r.Files) > 1 {
		row("all files", s.cells(r.Of), "")
	}
}

func (s Style) cells(of func(Metric) Share) (cells []string) {
	for _, m := range Metrics() {
		share := of(m)
		style := diag.Red
		switch {
		case share.All == 0:
			style = diag.Dim
		case share.Percent() >= wellEnough:
			style = diag.Green
		case share.Percent() >= notBad:
			style = diag.Yellow
		}
		cells = append(cells, style.Paint(s.Color, fmt.Sprintf("%10s", share)))
	}
	return cells
}

func (s Style) dialogue(b *strings.Builder, r *Report) {
	list := r.Dialogue()
	if len(list) == 0 {
		return
	}
	b.WriteString("\ndialogue\n")
	for _, g := range list {
		mark := diag.Red.Paint(s.Color, "✗")
		if g.Reached {
			mark = diag.Dim.Paint(s.Color, "·")
		}
		b.WriteString("  " + mark + " " + diag.Visible(g.String()) + "\n")
	}
}
