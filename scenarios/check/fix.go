package check

import (
	"cmp"
	"context"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"

	"voxemu/runtime/jsvm"
	"voxemu/scenarios"
	"voxemu/scenarios/check/finding"
)

// Change is a file that fixes have changed. Nothing is written: that is for the caller to do.
type Change struct {
	// File is the path as people see it, Path the absolute one; "" for stdin.
	File, Path string
	// Before is the text that was read, After the one that mends it. A scenario in After can be parsed.
	Before, After string
	// Fixes is how many findings were mended.
	Fixes int
}

// maxPasses is how often a mended text is checked and mended again: fixes that touch one place have to wait for each other.
const maxPasses = 8

// Fix checks like [Run], and mends what can be mended safely. The report is about what is left; findings that were suppressed or are
// not reported are not mended. Changes are ordered by file.
func Fix(ctx context.Context, paths []string, opt Options) (*Report, []Change, error) {
	c, err := newJob(opt)
	if err != nil {
		return nil, nil, err
	}
	m := &mender{job: c, changes: map[string]*Change{}}
	for range maxPasses {
		report, err := c.run(ctx, paths)
		if err != nil {
			return nil, nil, err
		}
		if !m.mend(report.Findings) {
			return report, m.list(), nil
		}
	}
	report, err := c.run(ctx, paths)
	return report, m.list(), err
}

// mender changes the texts that its job reads.
type mender struct {
	*job
	changes map[string]*Change // by file as people see it
}

func (m *mender) list() []Change {
	var list []Change
	for _, c := range m.changes {
		list = append(list, *c)
	}
	slices.SortFunc(list, func(a, b Change) int { return strings.Compare(a.File, b.File) })
	return list
}

// mend applies the fixes of findings and reports whether it changed anything.
func (m *mender) mend(list []finding.Finding) bool {
	fixes := map[string][]*finding.Fix{}
	for _, f := range list {
		if f.Fix == nil || len(f.Fix.Edits) == 0 {
			continue
		}
		if now, ok := m.text(f.Pos.File); ok && now == f.Source { // edits count the bytes of that text
			fixes[f.Pos.File] = append(fixes[f.Pos.File], f.Fix)
		}
	}
	changed := false
	for file, list := range fixes {
		before, _ := m.text(file)
		after, n := mended(file, before, list)
		if n == 0 {
			continue
		}
		changed = true
		c, ok := m.changes[file]
		if !ok {
			c = &Change{File: file, Path: m.abs(file), Before: before}
			if m.readStdin && c.Path == m.abs(m.StdinName) {
				c.Path = ""
			}
			m.changes[file] = c
		}
		c.After = after
		c.Fixes += n
		m.files.texts[m.abs(file)] = after
	}
	return changed
}

// text returns the text that a file has now; ok is false if it can't be read.
func (m *mender) text(file string) (text string, ok bool) {
	data, err := m.files.ReadFile(m.abs(file))
	return string(data), err == nil
}

// mended applies to a text as many fixes as don't touch each other, and how many those are. If the text couldn't be parsed then, fixes
// are tried one by one.
func mended(file, text string, fixes []*finding.Fix) (after string, n int) {
	slices.SortStableFunc(fixes, func(a, b *finding.Fix) int { return cmp.Compare(a.Edits[0].Start, b.Edits[0].Start) })
	newline := "\n"
	if strings.Contains(text, "\r\n") {
		newline = "\r\n"
	}
	var edits []finding.Edit
	for _, fix := range fixes {
		if joined, ok := join(edits, fix.Edits, len(text)); ok {
			edits = joined
			n++
		}
	}
	switch after = apply(text, edits, newline); {
	case after == text:
		return text, 0
	case sound(file, after):
		return after, n
	}
	after, n, edits = text, 0, nil
	for _, fix := range fixes {
		joined, ok := join(edits, fix.Edits, len(text))
		if !ok {
			continue
		}
		if try := apply(text, joined, newline); sound(file, try) {
			after, edits = try, joined
			n++
		}
	}
	return after, n
}

// join returns edits with more of them, in order; ok is false if one touches another. The same edit twice is one.
func join(edits, more []finding.Edit, length int) (all []finding.Edit, ok bool) {
	all = slices.Clone(edits)
	for _, e := range more {
		if slices.Contains(edits, e) {
			continue
		}
		if e.Start < 0 || e.Start > e.End || e.End > length {
			return nil, false
		}
		for _, other := range all {
			apart := e.End <= other.Start || other.End <= e.Start
			if !apart || e.Start == other.Start {
				return nil, false
			}
		}
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b finding.Edit) int { return cmp.Compare(a.Start, b.Start) })
	return all, true
}

// apply makes edits, which are in order. New lines end as those of the text.
func apply(text string, edits []finding.Edit, newline string) string {
	var b strings.Builder
	at := 0
	for _, e := range edits {
		b.WriteString(text[at:e.Start])
		b.WriteString(strings.ReplaceAll(strings.ReplaceAll(e.Text, "\r\n", "\n"), "\n", newline))
		at = e.End
	}
	b.WriteString(text[at:])
	return b.String()
}

// sound reports whether a text can still be read as what its file is.
func sound(file, text string) bool {
	switch filepath.Ext(file) {
	case ".json":
		return json.Valid([]byte(strings.TrimPrefix(text, "\ufeff")))
	case ".yaml", ".yml":
		return scenarios.ValidYAML(text)
	}
	_, err := jsvm.Read(jsvm.Source{Name: file, Text: text})
	return err == nil
}
