package report

import (
	"math"
	"strings"

	"voxemu/runtime/diag"
)

// glyph is the sign that says what sort of thing a line tells.
type glyph string

// The glyphs. Arrows and quotes point away from the script for what it does and what parties hear, and towards it for what
// happens to it and what parties say.
const (
	command glyph = "→"
	event   glyph = "←"
	heard   glyph = "»"
	spoke   glyph = "«"
	service glyph = "·"
	words   glyph = "│"
	doubt   glyph = "!"
	start   glyph = "▸"
	good    glyph = "✓"
	bad     glyph = "✗"
)

func (g glyph) color() diag.Style {
	switch g {
	case command:
		return diag.Blue
	case event, good:
		return diag.Green
	case heard, spoke:
		return diag.Cyan
	case words:
		return diag.Violet
	case doubt:
		return diag.Yellow
	case bad:
		return diag.Red
	case start:
		return diag.Bold
	default:
		return diag.Dim
	}
}

// row is one line of a timeline: a text, perhaps words that are quoted, and a note at the end. When there is too little room
// the quoted words are cut, or the text if there are none.
type row struct {
	glyph  glyph
	who    string
	text   string
	quote  string
	quoted bool
	note   string
	style  diag.Style // of the text
	more   bool       // continues the row before
}

const (
	timeColumns = 8
	whoColumns  = 12
	beforeText  = timeColumns + 2 + 4 + 3 + whoColumns + 1 // with the label of a session
	leastText   = 20
	longSkip    = 5000 // ms; longer jumps of the clock are shown
)

// row prints one line of a session, after whatever has to come before it.
func (t *Timeline) row(s *session, r row) {
	t.begin(s)
	var b strings.Builder
	if t.block {
		t.block = false
		b.WriteByte('\n')
	}
	t.gap(&b)
	at := clock(s.MS)
	if t.lastSession == s && t.lastTime == s.MS {
		at = ""
	}
	t.lastSession, t.lastTime = s, s.MS
	b.WriteString(strings.Repeat(" ", max(0, timeColumns-len(at))) + diag.Dim.Paint(t.opts.Color, at) + "  ")
	used := max(timeColumns, len(at)) + 2 // columns
	if len(t.sessions) > 1 {
		b.WriteString(diag.Bold.Paint(t.opts.Color, pad(s.label, 4)))
		used += 4
	}
	who := r.who
	if r.more {
		who = ""
	}
	who = pad(diag.Visible(who), whoColumns)
	b.WriteString(r.glyph.color().Paint(t.opts.Color, string(r.glyph)+"  "+who) + " ")
	used += 3 + diag.Cells(who) + 1
	room := max(leastText, t.opts.Width-used)
	if t.opts.Verbose {
		room = math.MaxInt32
	}
	b.WriteString(r.paint(t.opts.Color, room))
	t.print(strings.TrimRight(b.String(), " ") + "\n")
}

// gap shows that the clock has jumped a long way since the last line.
func (t *Timeline) gap(b *strings.Builder) {
	if t.jumped > longSkip {
		dots := strings.Repeat(" ", timeColumns+2) + "·  ·  ·  " + span(t.jumped)
		b.WriteString(diag.Dim.Paint(t.opts.Color, dots) + "\n")
	}
	t.jumped = 0
	t.lines++
}

// paint returns the part of the line after the names, in at most room columns.
func (r row) paint(color bool, room int) string {
	text, note := diag.Visible(r.text), diag.Visible(r.note)
	marks := 0
	if r.quoted {
		marks = 3 // a space and two quotes
	}
	if note != "" {
		// The note may take what is left over, and half of the room in any case.
		note = diag.Cut(" · "+note, max(room/2, room-diag.Cells(text)-diag.Cells(diag.Visible(r.quote))-marks))
	}
	room -= diag.Cells(note)
	if !r.quoted {
		text = r.style.Paint(color, diag.Cut(text, room))
		return text + diag.Dim.Paint(color, note)
	}
	if text != "" {
		text += " "
	}
	quote := `"` + diag.Cut(diag.Visible(r.quote), max(4, room-diag.Cells(text)-2)) + `"`
	return r.style.Paint(color, text) + diag.Bold.Paint(color, quote) + diag.Dim.Paint(color, note)
}

// pad fills s with spaces up to so many columns.
func pad(s string, columns int) string {
	return s + strings.Repeat(" ", max(0, columns-diag.Cells(s)))
}
