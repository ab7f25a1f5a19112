package diag

import (
	"fmt"
	"strconv"
	"strings"
)

// around is how many lines of code are shown before and after the one to blame.
const around = 2

// frame shows the code around the position, with a caret under its column.
func (o Options) frame(b *strings.Builder, p *Problem, color Style) {
	lines := strings.Split(p.Source, "\n")
	at := p.Pos.Line
	if p.Source == "" || at < 1 || at > len(lines) {
		return
	}
	first, last := max(1, at-around), min(len(lines), at+around)
	for first < at && strings.TrimSpace(lines[first-1]) == "" {
		first++
	}
	for last > at && strings.TrimSpace(lines[last-1]) == "" {
		last--
	}
	gutter := len(strconv.Itoa(last))
	room := max(20, o.Width-gutter-5) // columns for code
	code, caret := expand(lines[at-1], p.Pos.Column)
	// A line that is too long is shown from a little before the caret on, and the lines around it are moved alike.
	from := 0
	if Cells(code) > room {
		from = max(0, min(caret-room/2, Cells(code)-room))
	}
	b.WriteByte('\n')
	for n := first; n <= last; n++ {
		text, _ := expand(lines[n-1], 0)
		text = strings.TrimRight(window(text, from, room), " ")
		bar, number := Dim.Paint(o.Color, "│"), fmt.Sprintf("%*d", gutter, n)
		if n != at {
			b.WriteString(strings.TrimRight(fmt.Sprintf("  %s %s %s", Dim.Paint(o.Color, number), bar, text), " ") + "\n")
			continue
		}
		fmt.Fprintf(b, "%s %s %s %s\n", (Bold+color).Paint(o.Color, ">"), Bold.Paint(o.Color, number), bar, text)
		if p.Pos.Column > 0 {
			fmt.Fprintf(b, "  %*s %s %s%s\n", gutter, "", bar, strings.Repeat(" ", caret-from), (Bold+color).Paint(o.Color, "^"))
		}
	}
}

// tab is the width of a tab.
const tab = 4

// expand returns a line of code as it is shown, tabs as spaces, and the columns before the character that column names; a column
// behind the end names the end.
func expand(line string, column int) (text string, caret int) {
	line = strings.TrimRight(line, "\r")
	var b strings.Builder
	width, caret, character := 0, -1, 0
	for _, r := range line {
		if character++; caret < 0 && character >= column {
			caret = width
		}
		if r == '\t' {
			n := tab - width%tab
			b.WriteString(strings.Repeat(" ", n))
			width += n
			continue
		}
		shown := Visible(string(r))
		b.WriteString(shown)
		width += Cells(shown)
	}
	if caret < 0 {
		caret = width
	}
	return b.String(), caret
}

// window returns the columns of s from one on, with an ellipsis where something is left out.
func window(s string, from, room int) string {
	if from > 0 {
		skipped := 0
		for i, r := range s {
			if skipped > from { // one column more for the ellipsis
				return Cut("…"+strings.Repeat(" ", skipped-from-1)+s[i:], room)
			}
			skipped += cells(r)
		}
		return Cut("…", len(s)) // an empty line needs no ellipsis
	}
	return Cut(s, room)
}
