package diag

import (
	"fmt"
	"io"
	"strings"
)

// Options say how problems are shown.
type Options struct {
	Color bool
	// Width is how many columns a line of code may take; 0 stands for 100.
	Width int
	// Cwd is the absolute path of the folder that file names are shown from; "" shows them as they are.
	Cwd string
}

// width returns how many columns a line of code may take.
func (o Options) width() int {
	if o.Width == 0 {
		return 100
	}
	return o.Width
}

// Render shows problems to a person, with an empty line between them: the message, then the place and its lines of code,
// then the hint, then the stack. It returns the error of w.
func Render(w io.Writer, o Options, problems ...*Problem) error {
	var b strings.Builder
	for i, p := range problems {
		if i > 0 {
			b.WriteByte('\n')
		}
		o.problem(&b, p)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (o Options) problem(b *strings.Builder, p *Problem) {
	head := p.Severity.String()
	if p.Code != "" {
		head += "[" + p.Code + "]"
	}
	color := p.Severity.Style()
	first, rest, _ := strings.Cut(strings.TrimRight(p.Message, "\n"), "\n")
	fmt.Fprintf(b, "%s %s\n", (Bold+color).Paint(o.Color, head+":"), Bold.Paint(o.Color, Visible(first)))
	if rest != "" {
		for line := range strings.SplitSeq(rest, "\n") {
			b.WriteString("  " + Visible(line) + "\n")
		}
	}
	if p.Pos.File != "" {
		b.WriteString("  at " + Cyan.Paint(o.Color, p.Pos.Under(o.Cwd).String()) + "\n")
	}
	if p.Source != "" {
		code := Excerpt{Lines: strings.Split(p.Source, "\n"), Pos: p.Pos, Severity: p.Severity, Around: around}
		if text := code.Text(o); text != "" {
			b.WriteString("\n" + text)
		}
	}
	if p.Source != "" && (p.Hint != "" || len(p.Stack) > 0) {
		b.WriteByte('\n')
	}
	if p.Hint != "" {
		b.WriteString(Green.Paint(o.Color, "hint:") + " " + Visible(p.Hint) + "\n")
	}
	o.stack(b, p)
}

// mostFrames is how many lines of a stack are shown.
const mostFrames = 8

// stack shows the frames; repetitions, as recursion gives them, take one line, and so does what is too much.
func (o Options) stack(b *strings.Builder, p *Problem) {
	if len(p.Stack) == 1 && p.Stack[0] == (Frame{Pos: p.Pos}) {
		return // tells nothing new
	}
	shown := 0
	for i := 0; i < len(p.Stack); {
		if shown == mostFrames {
			fmt.Fprintf(b, "  %s\n", Dim.Paint(o.Color, "and "+Count(len(p.Stack)-i, "more frame")))
			return
		}
		n := 1
		for i+n < len(p.Stack) && p.Stack[i+n] == p.Stack[i] {
			n++
		}
		line := "in " + p.Stack[i].under(o.Cwd)
		if n > 1 {
			line += fmt.Sprintf(", %d times", n)
		}
		fmt.Fprintf(b, "  %s\n", Dim.Paint(o.Color, Visible(line)))
		shown++
		i += n
	}
}

// under returns "function (place)", or what is known of it.
func (f Frame) under(cwd string) string {
	place := f.Pos.Under(cwd).String()
	switch {
	case f.Func == "":
		return place
	case place == "":
		return f.Func
	default:
		return f.Func + " (" + place + ")"
	}
}

// Count returns "1 thing" or "2 things".
func Count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
