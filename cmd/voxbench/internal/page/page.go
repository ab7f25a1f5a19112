package page

import (
	"fmt"
	"io"
	"strings"

	"voxemu/cmd/voxbench/internal/rounds"
)

// Measured is a group and what its rounds gave.
type Measured struct {
	Group  Group
	Result *rounds.Result
}

// Fact is one line about the machine.
type Fact struct{ Name, Value string }

// Page is everything that was measured.
type Page struct {
	// Date is the day of the measurement, as 2026-01-31.
	Date     string
	Machine  []Fact
	Rounds   int
	Measured []Measured
}

// Verdicts returns the claims of all groups and what became of them, in their order.
func (p *Page) Verdicts() []Verdict {
	var list []Verdict
	for _, m := range p.Measured {
		for _, c := range m.Group.Claims {
			list = append(list, Judge(c, m.Result))
		}
	}
	return list
}

const intro = `# Performance

This page is written by ` + "`scripts/bench`" + `, which measures everything again: change the program, not the page.

Figures of one machine say little about another one, so a target is a ratio between two things that are measured in the same run wherever
that is possible. The contenders of a section run in turn, each in a process of its own, round after round; a ratio
is taken in each round, and what is shown is the median of the rounds and their range. Rounds in which other programs kept
the machine busy are repeated; if there are too many of them, the least disturbed count.
`

const how = `
## How to repeat it

    scripts/bench               # some ten minutes
    scripts/bench -quick        # fewer and shorter rounds: good for a look, not for a page
    scripts/bench -full         # also builds everything from nothing
    scripts/bench -only T8      # one target, shown but not written
    go test -run '^$' -bench . ./cmd/voxbench/...

It takes Go and a C compiler, which SQLite needs anyhow. Node is needed for what voxemu is compared with: ` + "`npm ci`" + ` fetches
better-sqlite3, @sinonjs/fake-timers and typescript on the first run. Without Node the other figures are still measured. What Node runs is in
` + "`scripts/bench.d`" + `, and it runs the very same scenario file: a sketch of the API with the dozen names that it uses, written
to be quick. voxemu has its whole API installed.
`

const losses = `
## Where voxemu loses

goja interprets JavaScript and V8 compiles it: scripts that compute are several times slower in voxemu than in Node, and no target says
otherwise. And Node is much faster where all sessions share one realm, without isolation: then nothing has to be made for a session
but its listeners. In the cloud, and here, each session has a context of its own.
`

const omitted = `
## Not measured

Comparisons with a key-value store written in Go (Pebble), with miniflare and with k6 are left out: they would need large dependencies
for one figure each. Other systems than Linux, disks with slow flushes, and several processes that write to one database are not
measured either.
`

// Write writes the page in Markdown.
func (p *Page) Write(w io.Writer) error {
	var b strings.Builder
	b.WriteString(intro)
	p.summary(&b)
	p.machine(&b)
	for _, m := range p.Measured {
		section(&b, m)
	}
	b.WriteString(losses)
	table(&b, []string{"what", "measured"}, p.losses())
	b.WriteString(how)
	b.WriteString(omitted)
	_, err := io.WriteString(w, b.String())
	return err
}

// Summary returns the table of targets alone, as text.
func (p *Page) Summary() string {
	var b strings.Builder
	p.summary(&b)
	return b.String()
}

func (p *Page) summary(b *strings.Builder) {
	b.WriteString("\n## Targets\n")
	var rows [][]string
	met, missed := 0, 0
	for _, v := range p.Verdicts() {
		if v.Bound.none() {
			continue
		}
		switch {
		case v.Met():
			met++
		case v.Missing == "":
			missed++
		}
		rows = append(rows, []string{v.Target, v.Text, v.Measured(), v.Bound.text(v.Unit), v.Outcome()})
	}
	table(b, []string{"target", "what", "measured", "should be", ""}, rows)
	fmt.Fprintf(b, "\n%d of %d are met, %d are missed, the others were not measured.\n", met, len(rows), missed)
}

func (p *Page) losses() [][]string {
	var rows [][]string
	for _, v := range p.Verdicts() {
		if v.Loss {
			rows = append(rows, []string{v.Text, v.Measured()})
		}
	}
	return rows
}

func (p *Page) machine(b *strings.Builder) {
	fmt.Fprintf(b, "\n## The machine\n\nMeasured on %s, %d rounds unless a section says otherwise.\n", p.Date, p.Rounds)
	var rows [][]string
	for _, f := range p.Machine {
		rows = append(rows, []string{f.Name, f.Value})
	}
	table(b, []string{"", ""}, rows)
}

// section writes what was measured in a group.
func section(b *strings.Builder, m Measured) {
	fmt.Fprintf(b, "\n## %s\n\n%s\n", m.Group.Title, m.Group.Text)
	header := []string{""}
	for _, c := range m.Group.Columns {
		header = append(header, c.Heading)
	}
	var rows [][]string
	for _, c := range m.Group.Contenders {
		row := []string{c.Name}
		for _, col := range m.Group.Columns {
			row = append(row, cell(m.Result, c.Name, col.Figure))
		}
		rows = append(rows, row)
	}
	table(b, header, rows)
	b.WriteString("\n")
	for _, c := range m.Group.Claims {
		if v := Judge(c, m.Result); v.Bound.none() && v.Missing == "" {
			fmt.Fprintf(b, "- %s: %s\n", v.Text, v.Measured())
		}
	}
	fmt.Fprintf(b, "- %s\n", disturbance(m.Result))
}

func cell(r *rounds.Result, contender, figure string) string {
	if why := r.Missing[contender]; why != "" {
		return "not measured: " + why
	}
	s, ok := r.Figure(contender, figure)
	if !ok {
		return ""
	}
	return number(s.Median)
}

// disturbance says how far the rounds can be trusted.
func disturbance(r *rounds.Result) string {
	text := fmt.Sprintf("rounds: %d", len(r.Rounds))
	if others := r.Disturbance(); others >= 0 {
		text += fmt.Sprintf("; other programs used up to %.2f cores", others)
	}
	return text
}

// table writes a table.
func table(b *strings.Builder, header []string, rows [][]string) {
	b.WriteString("\n| " + strings.Join(header, " | ") + " |\n|" + strings.Repeat("---|", len(header)) + "\n")
	for _, row := range rows {
		b.WriteString("| " + strings.Join(row, " | ") + " |\n")
	}
}
