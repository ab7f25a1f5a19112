package coverage

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"
	"sync"
)

//go:embed report.html
var page string

var pageTemplate = sync.OnceValue(func() *template.Template { return template.Must(template.New("coverage").Parse(page)) })

// HTML writes the report as one page that needs nothing else: a table of the files, what of the dialogue is missing, and the sources
// with how often each line was reached.
func (r *Report) HTML(w io.Writer) error {
	p := pageData{Metrics: Metrics(), Dialogue: r.Dialogue()}
	for i, f := range r.Files {
		p.Files = append(p.Files, pageFile{ID: fmt.Sprintf("f%d", i+1), Name: f.Name, Shares: shares(f.Of), Lines: f.pageLines()})
	}
	p.All = shares(r.Of)
	return pageTemplate().Execute(w, p)
}

// pageData is what the page is made from.
type pageData struct {
	Metrics  []Metric
	Files    []pageFile
	All      []pageShare
	Dialogue []Gap
}

type pageShare struct {
	Share
	// Class is "good", "fair", "bad" or "none".
	Class string
}

type pageFile struct {
	ID, Name string
	Shares   []pageShare
	Lines    []pageLine
}

// pageLine is one line of a source.
type pageLine struct {
	Number int
	// Hits is "" for a line in which nothing begins that runs.
	Hits  string
	Class string // "hit", "miss", "part" for one with an arm or function that was never reached, or ""
	Text  string
	// Notes say what of it was never reached.
	Notes []string
}

func shares(of func(Metric) Share) (list []pageShare) {
	for _, m := range Metrics() {
		s := pageShare{of(m), "bad"}
		switch {
		case s.All == 0:
			s.Class = "none"
		case s.Percent() >= wellEnough:
			s.Class = "good"
		case s.Percent() >= notBad:
			s.Class = "fair"
		}
		list = append(list, s)
	}
	return list
}

// lineEnds are what ends a line of JavaScript, besides \n.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n")

func (f *File) pageLines() []pageLine {
	hits, notes := f.Lines(), f.notes()
	var list []pageLine
	for i, text := range strings.Split(strings.TrimSuffix(lineEnds.Replace(f.Source), "\n"), "\n") {
		l := pageLine{Number: i + 1, Text: text, Notes: notes[i+1]}
		if n, ok := hits[i+1]; ok {
			l.Hits, l.Class = fmt.Sprint(n), "hit"
			if n == 0 {
				l.Class = "miss"
			}
		}
		if len(l.Notes) > 0 && l.Class != "miss" {
			l.Class = "part"
		}
		list = append(list, l)
	}
	return list
}

// notes say what was never reached, by line. What is in code that never ran at all is left out.
func (f *File) notes() map[int][]string {
	notes := map[int][]string{}
	add := func(at Place, text string) { notes[at.Line] = append(notes[at.Line], text) }
	for _, fn := range f.Functions {
		if fn.Hits == 0 {
			name := fn.Name
			if name == "" {
				name = fmt.Sprintf("at column %d", fn.Column)
			}
			add(fn.Place, "function "+name+" was never called")
		}
	}
	for _, b := range f.Branches {
		for i, a := range b.Arms {
			if a.Hits == 0 && b.come() {
				add(a.Place, b.arm(i))
			}
		}
	}
	for _, g := range (&Report{Files: []*File{f}}).Dialogue() {
		add(g.Place, g.Text)
	}
	return notes
}

// come reports whether the branch was come to. One with a single arm has always been.
func (b Branch) come() bool {
	for _, a := range b.Arms {
		if a.Hits > 0 {
			return true
		}
	}
	return len(b.Arms) == 1
}

// arm says in words that an arm was never reached.
func (b Branch) arm(i int) string {
	switch {
	case b.Kind == "if" && i == 0:
		return "the condition never held"
	case b.Kind == "if":
		return "the condition always held"
	case b.Kind == "cond" && i == 0:
		return "the condition of ?: never held"
	case b.Kind == "cond":
		return "the condition of ?: always held"
	case b.Kind == "switch":
		return "this case was never reached"
	case b.Kind == "default":
		return "this default was never needed"
	}
	return fmt.Sprintf("operand %d was never evaluated", i+1)
}
