package coverage

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Metric is something that can be counted, and asked to be reached to a degree.
type Metric string

// The metrics, in the order in which reports have them. A handler is reached when it ran, a prompt when it was played.
const (
	Lines      Metric = "lines"
	Statements Metric = "statements"
	Branches   Metric = "branches"
	Functions  Metric = "functions"
	Handlers   Metric = "handlers"
	Prompts    Metric = "prompts"
)

// Metrics returns all of them.
func Metrics() []Metric { return []Metric{Lines, Statements, Branches, Functions, Handlers, Prompts} }

// Share is how much of something was reached.
type Share struct{ Reached, All int }

// Percent is from 0 to 100; 100 where there is nothing to reach.
func (s Share) Percent() float64 {
	if s.All == 0 {
		return 100
	}
	return 100 * float64(s.Reached) / float64(s.All)
}

// String is the percentage with one decimal, rounded down so that only all is 100%.
func (s Share) String() string {
	if s.All == 0 {
		return "-"
	}
	tenths := 1000 * s.Reached / s.All
	if tenths == 1000 {
		return "100%"
	}
	return fmt.Sprintf("%d.%d%%", tenths/10, tenths%10)
}

// points returns what a metric counts, and how often it was reached.
func (f *File) points(m Metric) (list []Statement) {
	add := func(at Place, hits uint64) { list = append(list, Statement{at, hits}) }
	switch m {
	case Lines:
		for line, hits := range f.Lines() {
			add(Place{line, 1}, hits)
		}
	case Statements:
		list = f.Statements
	case Branches:
		for _, b := range f.Branches {
			list = append(list, b.Arms...)
		}
	case Functions:
		for _, fn := range f.Functions {
			add(fn.Place, fn.Hits)
		}
	case Handlers:
		for _, h := range f.Handlers {
			add(h.Place, h.Ran)
		}
	case Prompts:
		for _, p := range f.Prompts {
			add(p.Place, p.Hits)
		}
	}
	return list
}

// Of returns the share of a file.
func (f *File) Of(m Metric) (s Share) {
	for _, p := range f.points(m) {
		s.All++
		if p.Hits > 0 {
			s.Reached++
		}
	}
	return s
}

// Of returns the share of all files.
func (r *Report) Of(m Metric) (s Share) {
	for _, f := range r.Files {
		one := f.Of(m)
		s.Reached, s.All = s.Reached+one.Reached, s.All+one.All
	}
	return s
}

// Threshold is how much of something a run has to reach.
type Threshold struct {
	Metric Metric
	// Percent is from 0 to 100.
	Percent float64
}

// ParseThresholds reads a list such as "lines=80,branches=70". The error says what is wrong with it.
func ParseThresholds(text string) ([]Threshold, error) {
	var list []Threshold
	for part := range strings.SplitSeq(text, ",") {
		name, value, ok := strings.Cut(strings.TrimSpace(part), "=")
		if !ok {
			return nil, fmt.Errorf("%q is no METRIC=PERCENT", part)
		}
		m := Metric(name)
		if !slices.Contains(Metrics(), m) {
			return nil, fmt.Errorf("there is no metric %q: there are %s", name, metricNames())
		}
		percent, err := strconv.ParseFloat(strings.TrimSuffix(value, "%"), 64)
		if err != nil || !(percent >= 0 && percent <= 100) {
			return nil, fmt.Errorf("%s=%s is no percentage from 0 to 100", name, value)
		}
		if slices.ContainsFunc(list, func(t Threshold) bool { return t.Metric == m }) {
			return nil, fmt.Errorf("%s is there twice", name)
		}
		list = append(list, Threshold{m, percent})
	}
	return list, nil
}

func metricNames() string {
	var names []string
	for _, m := range Metrics() {
		names = append(names, string(m))
	}
	return strings.Join(names, ", ")
}

// Short is a threshold that a run has not reached.
type Short struct {
	Threshold
	Share Share
	// Files are those that have not reached it themselves.
	Files []*File
}

// Check returns the thresholds that the files together have not reached.
func (r *Report) Check(list []Threshold) (missed []Short) {
	for _, t := range list {
		s := Short{Threshold: t, Share: r.Of(t.Metric)}
		if s.Share.Percent() >= t.Percent {
			continue
		}
		for _, f := range r.Files {
			if f.Of(t.Metric).Percent() < t.Percent {
				s.Files = append(s.Files, f)
			}
		}
		missed = append(missed, s)
	}
	return missed
}

// String says what is missing, and below it in which files.
func (s Short) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s is less than %s%%", s.Metric, s.Share, strconv.FormatFloat(s.Percent, 'f', -1, 64))
	for _, f := range s.Files {
		own := f.Of(s.Metric)
		fmt.Fprintf(&b, "\n%s: %s, %d of %d", f.Name, own, own.Reached, own.All)
		if places := f.missed(s.Metric); places != "" {
			b.WriteString("; never reached: " + places)
		}
	}
	return b.String()
}

// missed lists the lines in which something was not reached.
func (f *File) missed(m Metric) string {
	var lines []int
	for _, p := range f.points(m) {
		if p.Hits == 0 {
			lines = append(lines, p.Line)
		}
	}
	slices.Sort(lines)
	return ranges(slices.Compact(lines))
}

// maxRanges is how many ranges of lines are listed.
const maxRanges = 12

// ranges writes line numbers as "3, 7-9", those that follow each other together.
func ranges(lines []int) string {
	var parts []string
	for i := 0; i < len(lines); {
		j := i
		for j+1 < len(lines) && lines[j+1] == lines[j]+1 {
			j++
		}
		if len(parts) == maxRanges {
			return strings.Join(parts, ", ") + ", …"
		}
		part := strconv.Itoa(lines[i])
		if j > i {
			part += "-" + strconv.Itoa(lines[j])
		}
		parts = append(parts, part)
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
