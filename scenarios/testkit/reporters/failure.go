package reporters

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/kit"
)

// longest is how many lines of a timeline are shown: the last ones, since the failure is at the end.
const longest = 60

// place is where something is, as reports name it: with a slash between folders, from the current folder on if it lies below it.
type place struct {
	File         string
	Line, Column int
}

// placeOf is the place of something that went wrong in a test, or of the test itself if it has none.
func placeOf(r *testkit.Result, at diag.Pos) place {
	if at.File == "" {
		at = r.Pos
	}
	if at.File == "" {
		at.File = r.File
	}
	return place{filepath.ToSlash(at.File), at.Line, at.Column}
}

// Failure prints what is wrong with a test.
func Failure(w io.Writer, s Style, r *testkit.Result) {
	_, color := mark(r.Status)
	fmt.Fprintln(w, color.Paint(s.Color, "● "+diag.Visible(r.ID)))
	details(w, s, r)
}

// details prints what is wrong with a test, without its name.
func details(w io.Writer, s Style, r *testkit.Result) {
	_ = diag.Render(w, s.diag(), r.Broken...)
	for i, a := range r.Attempts {
		if a.Outcome == nil || len(a.Failures) == 0 {
			continue
		}
		if len(r.Attempts) > 1 {
			fmt.Fprintf(w, "attempt %d of %d:\n", i+1, len(r.Attempts))
		}
		if step := failedStep(a.Steps); step != "" {
			fmt.Fprintf(w, "in step %s\n", step)
		}
		for n, f := range a.Failures {
			if n > 0 {
				fmt.Fprintln(w)
			}
			failure(w, s, f)
		}
		if len(a.Output) > 0 {
			fmt.Fprintln(w, "\noutput of the test:")
			output(w, s, a.Output)
		}
		if a.Trace != "" {
			fmt.Fprintf(w, "\ntrace: %s\n", diag.Visible(a.Trace))
		}
	}
}

func (s Style) diag() diag.Options { return diag.Options{Color: s.Color, Width: s.Width, Cwd: s.Cwd} }

// failure prints one failure: the message with the code it is about, the comparison, what happened until then, and what was still
// to come.
func failure(w io.Writer, s Style, f kit.Failure) {
	message, rest, _ := strings.Cut(f.Message, "\n")
	p := &diag.Problem{Message: message, Pos: f.Pos(), Source: f.Source, Exit: diag.ExitFailed}
	if len(f.Stack) > 1 { // a single frame says what the place says
		p.Stack = f.Stack
	}
	_ = diag.Render(w, s.diag(), p)
	if rest = strings.Trim(rest, "\n"); rest != "" {
		fmt.Fprintf(w, "\n%s\n", indent(visible(rest)))
	}
	if f.Diff != "" {
		fmt.Fprintf(w, "\n%s\n", indent(s.paint(f.Diff)))
	}
	if timeline := s.timeline(visible(f.Timeline)); timeline != "" {
		fmt.Fprintf(w, "\nwhat happened:\n%s\n", indent(timeline))
	}
	if len(f.Waiting) > 0 {
		fmt.Fprintf(w, "\nstill to come:\n%s\n", indent(visible(strings.Join(f.Waiting, "\n"))))
	}
}

// timeline is the end of a timeline, and all of it if everything is to be shown.
func (s Style) timeline(text string) string {
	text = strings.Trim(text, "\n")
	lines := strings.Split(text, "\n")
	if left := len(lines) - longest; left > 0 && !s.Verbose {
		note := fmt.Sprintf("… %s before, shown by --verbose", diag.Count(left, "line"))
		return diag.Dim.Paint(s.Color, note) + "\n" + strings.Join(lines[left:], "\n")
	}
	return text
}

// paint gives a comparison its colours: what was expected and is missing is red, what is there instead green.
func (s Style) paint(diff string) string {
	lines := strings.Split(visible(strings.Trim(diff, "\n")), "\n")
	for i, line := range lines {
		switch {
		case strings.HasPrefix(line, "-"):
			lines[i] = diag.Red.Paint(s.Color, line)
		case strings.HasPrefix(line, "+"):
			lines[i] = diag.Green.Paint(s.Color, line)
		case strings.HasPrefix(line, "@@"):
			lines[i] = diag.Dim.Paint(s.Color, line)
		}
	}
	return strings.Join(lines, "\n")
}

// failedStep names the innermost step in which a test failed, with those around it; "" if it was in none.
func failedStep(steps []kit.Step) string {
	var path []string
	for _, one := range steps {
		if one.Failed && one.Depth >= 0 && one.Depth <= len(path) {
			path = append(path[:one.Depth], diag.Visible(one.Title))
		}
	}
	return strings.Join(path, " › ")
}

// output prints what a test has printed.
func output(w io.Writer, s Style, lines []string) {
	for _, text := range lines {
		for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
			fmt.Fprintln(w, "  "+diag.Dim.Paint(s.Color, "│")+" "+diag.Visible(line))
		}
	}
}

// visible shows what could move the cursor or change colours, but for the ends of lines.
func visible(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = diag.Visible(strings.TrimSuffix(line, "\r"))
	}
	return strings.Join(lines, "\n")
}

// indent moves the lines of a text to the right; empty ones stay empty.
func indent(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if line = strings.TrimRight(line, " "); line != "" {
			line = "  " + line
		}
		lines[i] = line
	}
	return strings.Join(lines, "\n")
}
