package testkit

import (
	"os"
	"path/filepath"
	"strings"

	"voxemu/scenarios/testkit/kit"
	"voxemu/scenarios/testkit/snapshot"
)

// keepSnapshots writes what the tests have taken, once for each file, and tells what is obsolete.
func (r *runner) keepSnapshots(files []*file) {
	ran := map[string][]snapshot.Ran{}
	for _, result := range r.summary.Results {
		if last := result.Last(); last != nil {
			one := snapshot.Ran{Title: titled(result.Titles), Over: result.Status == Passed || result.Status == Flaky, Taken: last.Snapshots}
			ran[result.File] = append(ran[result.File], one)
		}
	}
	show := func(path string) string { return Shown(path, r.opts.Cwd) }
	folders := map[string]bool{}
	for _, f := range files {
		if dir := filepath.Dir(f.target.Path); !folders[dir] {
			folders[dir] = true
			r.summary.Snapshots.Add(snapshot.Orphans(dir, r.opts.Snapshots, show))
		}
		if len(f.broken) == 0 {
			r.summary.Snapshots.Add(f.snapshots.Close(ran[f.target.Name], titles(f.cases), show, func(file string) (path, text string) { return r.sourceOf(f, file) }))
		}
	}
}

// sourceOf returns the path of one of the files of a test file, and its text when it was loaded. What a worker process loaded is taken
// as it is now.
func (r *runner) sourceOf(f *file, name string) (path, text string) {
	if path = filepath.FromSlash(name); !filepath.IsAbs(path) {
		path = filepath.Join(r.opts.Cwd, path)
	}
	if f.program != nil {
		text, _ = f.program.SourceOf(name)
		return path, text
	}
	now, _ := os.ReadFile(path) // if it can't be read, it can't be written to either, which is told then
	return path, string(now)
}

// titled is the path of titles as it stands in the keys of snapshots.
func titled(titles []string) string { return strings.Join(titles, " > ") }

func titles(cases []kit.Case) []string {
	all := make([]string, len(cases))
	for i, c := range cases {
		all[i] = titled(c.Title)
	}
	return all
}
