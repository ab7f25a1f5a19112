package testkit

import (
	"path/filepath"
	"slices"
	"strings"
)

// untouched reports whether a test file has nothing to do with what was changed: that is neither in its bundle nor in a project or
// scenario that its tests use. Nobody knows what a file that can't be loaded has to do with.
func (r *runner) untouched(f *file, imported map[string]bool) bool {
	if f.broken != nil {
		return false
	}
	opened, known := []string(nil), false
	if r.opts.Known != nil {
		opened, known = r.opts.Known(f.target.Name)
	}
	switch {
	case known:
	case f.loads: // it was never run, so that nobody knows what it loads
		return false
	default:
		opened = []string{Home(filepath.Dir(f.target.Path))}
	}
	return !slices.ContainsFunc(r.opts.Changed, func(path string) bool {
		return slices.Contains(f.files, path) || slices.ContainsFunc(opened, func(one string) bool { return path == one || !imported[path] && holds(one, path) })
	})
}

// imported are the files that test files are made from.
func imported(files []*file) map[string]bool {
	all := map[string]bool{}
	for _, f := range files {
		for _, path := range f.files {
			all[path] = true
		}
	}
	return all
}

// holds reports whether a file is part of a project folder: everything below it but tests.
func holds(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	if err != nil || isTest.MatchString(path) {
		return false
	}
	parts := strings.Split(filepath.ToSlash(rel), "/")
	return parts[0] != ".." && !slices.ContainsFunc(parts, func(part string) bool { return slices.Contains(skipped, part) })
}

// Uses reports whether a test file has to do with one of the files that were changed, as far as its sources tell.
func (s *Sources) Uses(changed []string) bool {
	return s.Broken || slices.ContainsFunc(changed, func(path string) bool {
		return slices.Contains(s.Files, path) || slices.ContainsFunc(s.Opened, func(one string) bool { return path == one || holds(one, path) })
	})
}

// sources tells what the files were made from.
func (r *runner) sources() {
	for _, f := range r.files {
		opened := append(r.projects.openedBy(f.target.Path), f.opened...)
		slices.Sort(opened)
		r.summary.Files = append(r.summary.Files, Sources{
			Name: f.target.Name, Path: f.target.Path, IDs: f.ids, Broken: f.broken != nil, Files: f.files, Opened: slices.Compact(opened),
		})
	}
}
