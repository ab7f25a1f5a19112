package testkit

import (
	"fmt"
	"slices"
	"strings"

	"voxemu/scenarios/testkit/kit"
)

// chunk is how many tests of a file share a JavaScript context.
const chunk = 500

// job is a part of a file whose tests run one after the other.
type job struct {
	file  *file
	tests []*planned
}

// planned is a test that is to be run.
type planned struct {
	file    *file
	result  *Result
	test    kit.Case
	retries int
}

// plan decides which tests are run, and puts the results in their order.
func (r *runner) plan() {
	only := slices.ContainsFunc(r.files, func(f *file) bool { return slices.ContainsFunc(f.cases, func(c kit.Case) bool { return c.Only }) })
	var all []*planned
	for _, f := range r.files {
		all = append(all, r.planFile(f, only)...)
	}
	all = r.part(all)
	for i, p := range all {
		p.result.Place = i
		r.summary.Results = append(r.summary.Results, p.result)
	}
	all = slices.DeleteFunc(all, func(p *planned) bool { return p.result.Status != "" })
	for len(all) > 0 {
		n := 1
		for n < len(all) && (n < chunk || r.opts.Launch != nil) && all[n].file == all[0].file {
			n++
		}
		r.jobs = append(r.jobs, &job{all[0].file, all[:n]})
		all = all[n:]
	}
}

// planFile returns the tests of a file that the options keep. What can't be loaded counts as one that failed.
func (r *runner) planFile(f *file, only bool) []*planned {
	if f.broken != nil {
		return []*planned{{file: f, result: &Result{ID: f.target.Name, File: f.target.Name, Status: Failed, Broken: f.broken}}}
	}
	var tests []*planned
	for i, name := range names(f) {
		c := f.cases[i]
		for n := range max(r.opts.Repeat, 1) {
			result := &Result{ID: name, File: f.target.Name, Titles: c.Title, Pos: c.Pos, Tags: c.Tags, Index: c.Index*max(r.opts.Repeat, 1) + n}
			if n > 0 {
				result.ID += fmt.Sprintf(" #%d", n+1)
			}
			if only && !c.Only || !r.wanted(f, c, result) {
				continue
			}
			p := &planned{file: f, result: result, test: c, retries: r.opts.Retries}
			if c.Retries >= 0 {
				p.retries = c.Retries
			}
			if c.Skip != "" {
				result.Status, result.Reason = Skipped, c.Skip
			}
			tests = append(tests, p)
		}
	}
	return tests
}

// names gives the tests of a file their IDs, and keeps them.
func names(f *file) []string {
	seen := map[string]bool{}
	for _, c := range f.cases {
		name := strings.Join(append([]string{f.target.Name}, c.Title...), Separator)
		unique := name
		for n := 2; seen[unique]; n++ {
			unique = fmt.Sprintf("%s (%d)", name, n)
		}
		seen[unique] = true
		f.ids = append(f.ids, unique)
	}
	return f.ids
}

// Separator stands between the parts of an ID: the file, the suites and the test.
const Separator = " › "

// wanted reports whether the options keep a test.
func (r *runner) wanted(f *file, c kit.Case, result *Result) bool {
	o := &r.opts
	switch {
	case o.Grep != nil && !o.Grep.MatchString(result.ID):
	case o.GrepInvert != nil && o.GrepInvert.MatchString(result.ID):
	case len(o.Tags) > 0 && !slices.ContainsFunc(o.Tags, func(t string) bool { return slices.Contains(c.Tags, t) }):
	case len(f.target.Lines) > 0 && !slices.ContainsFunc(f.target.Lines, func(line int) bool { return f.at(c, line) }):
	case o.Keep != nil && !o.Keep(result):
	default:
		return true
	}
	return false
}

// at reports whether a line belongs to a test: its own first line is the last one that is not behind it.
func (f *file) at(c kit.Case, line int) bool {
	best := 0
	for _, other := range f.cases {
		if other.Pos.Line <= line {
			best = max(best, other.Pos.Line)
		}
	}
	return c.Pos.Line == best
}
