package reporters

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit"
)

// GitHub writes workflow commands for GitHub Actions, in the end: what failed is shown at its line of the changed files, what is flaky
// as a warning. On the page of the run it leaves a summary.
type GitHub struct {
	atEnd
	w     io.Writer
	style Style
}

// NewGitHub returns a reporter for GitHub Actions.
func NewGitHub(w io.Writer, s Style) *GitHub { return &GitHub{w: w, style: s} }

var _ testkit.Reporter = (*GitHub)(nil)

// End writes the commands and the summary.
func (g *GitHub) End(s *testkit.Summary) error {
	var b strings.Builder
	for _, r := range results(s) {
		switch r.Status {
		case testkit.Failed:
			g.annotate(&b, "error", r)
		case testkit.Flaky:
			g.annotate(&b, "warning", r)
		}
	}
	if _, err := io.WriteString(g.w, b.String()); err != nil || g.style.Summary == nil {
		return err
	}
	_, err := io.WriteString(g.style.Summary, g.summary(s))
	return err
}

// The values of commands are escaped, those of properties further.
var (
	escapeData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// annotate writes a command for each thing that went wrong.
func (g *GitHub) annotate(b *strings.Builder, command string, r *testkit.Result) {
	command = "::" + command
	one := func(at diag.Pos, title, text string) {
		where := placeOf(r, at.Under(g.style.Cwd))
		properties := []string{"file=" + escapeProperty.Replace(g.style.Prefix+where.File)}
		if where.Line > 0 {
			properties = append(properties, "line="+strconv.Itoa(where.Line))
		}
		if where.Column > 0 {
			properties = append(properties, "col="+strconv.Itoa(where.Column))
		}
		properties = append(properties, "title="+escapeProperty.Replace(title))
		fmt.Fprintf(b, "%s %s::%s\n", command, strings.Join(properties, ","), escapeData.Replace(text))
	}
	for _, p := range r.Broken {
		one(p.Pos, r.ID, hinted(p))
	}
	for i, a := range r.Attempts {
		if a.Outcome == nil {
			continue
		}
		title := r.ID
		if len(r.Attempts) > 1 {
			title += fmt.Sprintf(" (attempt %d of %d)", i+1, len(r.Attempts))
		}
		for _, f := range a.Failures {
			text := f.Message
			if f.Diff != "" {
				text += "\n\n" + strings.Trim(f.Diff, "\n")
			}
			one(f.Pos(), title, text)
		}
	}
}

func hinted(p *diag.Problem) string {
	if p.Hint == "" {
		return p.Message
	}
	return p.Message + "\nhint: " + p.Hint
}

// mostRows keeps a summary below the size that GitHub takes.
const mostRows = 500

// summary is Markdown: the counts, a table of the files, and one of what is not as it should be.
func (g *GitHub) summary(s *testkit.Summary) string {
	var b strings.Builder
	fmt.Fprintf(&b, "### voxemu test: %s\n\n", Line(s, Style{Times: g.style.Times}))
	g.files(&b, s)
	rows := 0
	for _, r := range results(s) {
		if r.Status != testkit.Failed && r.Status != testkit.Flaky {
			continue
		}
		if rows++; rows > mostRows {
			continue
		}
		if rows == 1 {
			b.WriteString("| | test | what went wrong |\n|---|---|---|\n")
		}
		message, at := reason(r)
		where := at.File
		if at.Line > 0 {
			where += ":" + strconv.Itoa(at.Line)
		}
		sign, _ := mark(r.Status)
		fmt.Fprintf(&b, "| %s %s | %s | %s<br>%s |\n", sign, r.Status, cell(r.ID), cell(message), cell(where))
	}
	if rows > mostRows {
		fmt.Fprintf(&b, "\n%s are left out.\n", diag.Count(rows-mostRows, "more test"))
	}
	if rows > 0 {
		b.WriteByte('\n')
	}
	return b.String()
}

// files writes the table of the files.
func (g *GitHub) files(b *strings.Builder, s *testkit.Summary) {
	if len(s.Results) == 0 {
		return
	}
	b.WriteString("| file | passed | failed | flaky | skipped |\n|---|--:|--:|--:|--:|\n")
	for i, rows := 0, 0; i < len(s.Results) && rows < mostRows; rows++ {
		part := &testkit.Summary{}
		for first := s.Results[i]; i < len(s.Results) && s.Results[i].File == first.File; i++ {
			part.Results = append(part.Results, s.Results[i])
		}
		fmt.Fprintf(b, "| %s |", cell(part.Results[0].File))
		for _, status := range statuses() {
			fmt.Fprintf(b, " %d |", part.Count(status))
		}
		b.WriteByte('\n')
	}
	b.WriteByte('\n')
}

// escapeCell keeps texts from being read as Markdown or HTML.
var escapeCell = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "|", "&#124;", "`", "&#96;", "*", "&#42;", "_", "&#95;", "[", "&#91;", "]", "&#93;", `\`, "&#92;", "~", "&#126;", "@", "&#64;")

func cell(text string) string { return escapeCell.Replace(diag.Visible(diag.Cut(text, 300))) }
