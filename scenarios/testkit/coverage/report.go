package coverage

import (
	"cmp"
	"slices"
	"strings"
)

// Report is what a run has reached. All lists are sorted by place, files by name. Its JSON form is for processes of one run, which
// exchange it; it may change.
type Report struct {
	Files []*File
}

// Place is where something begins; lines and columns count from 1, columns in characters.
type Place struct{ Line, Column int }

func (p Place) compare(q Place) int { return cmp.Or(p.Line-q.Line, p.Column-q.Column) }

// File is one source file of a scenario.
type File struct {
	// Name is the path as it is shown; Source is the text, "" if it isn't known.
	Name, Source string
	Statements   []Statement
	Functions    []Function
	Branches     []Branch
	Handlers     []Handler
	Prompts      []Prompt
}

// Statement is a statement, or an arm of a branch, and how often it was reached.
type Statement struct {
	Place
	Hits uint64
}

// Function is a function, with its name if it has one.
type Function struct {
	Place
	Name string
	Hits uint64
}

// Branch is a place where a script goes one way or another; Kind is that of [cover.Branch].
type Branch struct {
	Place
	Kind string
	Arms []Statement
}

// Handler is a listener of an event.
type Handler struct {
	Place
	// Event is the event that was listened to, "" if the line that adds the listener never ran. Name is how the script says it, "" if
	// that is not a constant.
	Event, Name string
	// Added is how often it was added, Ran how often it ran.
	Added, Ran uint64
	// Seen are the digits or codes that it got, sorted; nil for events that have none.
	Seen []string
}

// Prompt is a call that plays something to somebody.
type Prompt struct {
	Place
	// Call is the name of the method, Text the text of its first argument.
	Call, Text string
	Hits       uint64
}

// Lines returns how often each line was reached that a statement begins in: as often as the one that was reached most.
func (f *File) Lines() map[int]uint64 {
	lines := map[int]uint64{}
	for _, s := range f.Statements {
		lines[s.Line] = max(lines[s.Line], s.Hits)
	}
	return lines
}

// merge adds reports up.
func merge(list []*Report) *Report {
	files := map[string]*File{}
	sum := &Report{}
	for _, r := range list {
		for _, f := range r.Files {
			into := files[f.Name]
			if into == nil {
				into = &File{Name: f.Name}
				files[f.Name] = into
				sum.Files = append(sum.Files, into)
			}
			into.add(f)
		}
	}
	slices.SortFunc(sum.Files, func(a, b *File) int { return strings.Compare(a.Name, b.Name) })
	for _, f := range sum.Files {
		f.settle()
	}
	return sum
}

func (f *File) add(g *File) {
	if f.Source == "" {
		f.Source = g.Source
	}
	f.Statements = append(f.Statements, g.Statements...)
	f.Functions = append(f.Functions, g.Functions...)
	for _, b := range g.Branches {
		b.Arms = slices.Clone(b.Arms)
		f.Branches = append(f.Branches, b)
	}
	f.Handlers = append(f.Handlers, g.Handlers...)
	f.Prompts = append(f.Prompts, g.Prompts...)
}

// settle sorts what a file has, and adds up what is there several times.
func (f *File) settle() {
	f.Statements = together(f.Statements, func(a, b Statement) int { return a.compare(b.Place) }, func(a, b *Statement) { a.Hits += b.Hits })
	f.Functions = together(f.Functions, func(a, b Function) int { return cmp.Or(a.compare(b.Place), strings.Compare(a.Name, b.Name)) },
		func(a, b *Function) { a.Hits += b.Hits })
	f.Branches = together(f.Branches, compareBranches, func(a, b *Branch) {
		for i := range a.Arms {
			a.Arms[i].Hits += b.Arms[i].Hits
		}
	})
	f.Prompts = together(f.Prompts, func(a, b Prompt) int { return cmp.Or(a.compare(b.Place), strings.Compare(a.Text, b.Text)) },
		func(a, b *Prompt) { a.Hits += b.Hits })
	f.Handlers = together(f.Handlers, func(a, b Handler) int { return cmp.Or(a.compare(b.Place), strings.Compare(b.Event, a.Event)) },
		func(a, b *Handler) {
			a.Added, a.Ran = a.Added+b.Added, a.Ran+b.Ran
			a.Seen = append(slices.Clone(a.Seen), b.Seen...)
			slices.Sort(a.Seen)
			a.Seen = slices.Compact(a.Seen)
		})
	// What one process has never added, another has.
	kept := f.Handlers[:0]
	for _, h := range f.Handlers {
		if h.Event != "" || len(kept) == 0 || kept[len(kept)-1].Place != h.Place {
			kept = append(kept, h)
		}
	}
	f.Handlers = kept
}

func compareBranches(a, b Branch) int {
	return cmp.Or(a.compare(b.Place), strings.Compare(a.Kind, b.Kind), len(a.Arms)-len(b.Arms))
}

// together sorts a list and adds up equal items.
func together[T any](list []T, compare func(a, b T) int, add func(a, b *T)) []T {
	slices.SortStableFunc(list, compare)
	kept := list[:0]
	for _, item := range list {
		if n := len(kept); n > 0 && compare(kept[n-1], item) == 0 {
			add(&kept[n-1], &item)
			continue
		}
		kept = append(kept, item)
	}
	return kept
}
