package diag

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// around is how many lines of code are shown before and after the one to blame.
const around = 2

// Excerpt is a line of code with a caret under a place, and the lines around it, as people see them.
type Excerpt struct {
	// Lines are all lines of the file, without the line feeds.
	Lines []string
	// Pos is the place. Without a column there is no caret.
	Pos Pos
	// End is the place behind the last character; if it is on the same line, carets go up to there.
	End Pos
	// Severity gives the colour.
	Severity Severity
	// Around is how many lines are shown before and after, at most; empty ones at either end are left out.
	Around int
}

// Text returns the lines, each with a line feed; "" if the file hasn't the place's line.
func (e Excerpt) Text(o Options) string {
	at := e.Pos.Line
	if at < 1 || at > len(e.Lines) {
		return ""
	}
	first, last := e.span()
	gutter := len(strconv.Itoa(last))
	room := max(20, o.width()-gutter-5) // columns for code
	line, left := shown(e.Lines[at-1], e.Pos.Column, room)
	code, caret := expand(line, e.Pos.Column-left)
	// A line that is too long is shown from a little before the caret on, and the lines around it are moved alike.
	from := 0
	if Cells(code) > room {
		from = max(0, min(caret-room/2, Cells(code)-room))
	}
	var b strings.Builder
	color := e.Severity.Style()
	for n := first; n <= last; n++ {
		bar, number := Dim.Paint(o.Color, "│"), fmt.Sprintf("%*d", gutter, n)
		if n != at {
			text, _ := expand(behind(e.Lines[n-1], left, max(farthest, 16*room)), 0)
			text = strings.TrimRight(window(text, from, room), " ")
			b.WriteString(strings.TrimRight(fmt.Sprintf("  %s %s %s", Dim.Paint(o.Color, number), bar, text), " ") + "\n")
			continue
		}
		text := strings.TrimRight(window(code, from, room), " ")
		fmt.Fprintf(&b, "%s %s %s %s\n", (Bold+color).Paint(o.Color, ">"), Bold.Paint(o.Color, number), bar, text)
		if e.Pos.Column > 0 {
			carets := strings.Repeat("^", min(e.carets(line, left, caret), max(1, room-(caret-from))))
			fmt.Fprintf(&b, "  %*s %s %s%s\n", gutter, "", bar, strings.Repeat(" ", caret-from), (Bold+color).Paint(o.Color, carets))
		}
	}
	return b.String()
}

// span returns the first and the last line to show.
func (e Excerpt) span() (first, last int) {
	at := e.Pos.Line
	first, last = max(1, at-e.Around), min(len(e.Lines), at+e.Around)
	for first < at && strings.TrimSpace(e.Lines[first-1]) == "" {
		first++
	}
	for last > at && strings.TrimSpace(e.Lines[last-1]) == "" {
		last--
	}
	return first, last
}

// carets returns how many columns the place takes, at least one, on a line that has lost its first left characters.
func (e Excerpt) carets(line string, left, caret int) int {
	if e.End.Line != e.Pos.Line || e.End.Column <= e.Pos.Column {
		return 1
	}
	_, end := expand(line, e.End.Column-left)
	return max(1, end-caret)
}

// farthest is how long a line may be, in bytes, to be measured as a whole.
const farthest = 4096

// shown returns the part of a line that has to be looked at to show the column, and how many characters are left out before it: scripts
// made smaller by tools are one line of hundreds of kilobytes.
func shown(line string, column, room int) (part string, left int) {
	if len(line) <= farthest {
		return line, 0
	}
	most := 16 * room // bytes; more than enough for the columns before and after
	left = max(0, column-2*room)
	part = behind(line, left, most)
	if part == "" { // a column behind the end names the end
		left = max(0, utf8.RuneCountInString(line)-2*room)
		part = behind(line, left, most)
	}
	return part, left
}

// behind returns what follows the first n characters of a line, at most so many bytes of it.
func behind(line string, n, most int) string {
	for i := range line {
		if n == 0 {
			line = line[i:]
			break
		}
		n--
	}
	if n > 0 {
		return ""
	}
	if len(line) <= most {
		return line
	}
	for most > 0 && !utf8.RuneStart(line[most]) {
		most--
	}
	return line[:most]
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
