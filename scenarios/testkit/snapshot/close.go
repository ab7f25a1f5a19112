package snapshot

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"voxemu/runtime/diag"
)

// Ran is what came of one test of a file.
type Ran struct {
	Title string
	// Over is whether it passed, so that what it did not ask for, it does not need any more.
	Over  bool
	Taken []Taken
}

// Report counts what was done with snapshots.
type Report struct {
	Written, Updated, Removed int
	// Obsolete are those that no test asks for any more, as "file: key", or the file alone.
	Obsolete []string
	// Problems are snapshots that could not be written. They fail the run.
	Problems []*diag.Problem
}

// Add adds what was done with another file.
func (r *Report) Add(more Report) {
	r.Written += more.Written
	r.Updated += more.Updated
	r.Removed += more.Removed
	r.Obsolete = append(r.Obsolete, more.Obsolete...)
	r.Problems = append(r.Problems, more.Problems...)
}

// Lines tell people of a report, for the end of a run; there are none if nothing is to be told.
func (r *Report) Lines() []string {
	var parts []string
	for _, one := range []struct {
		n    int
		what string
	}{{r.Written, "written"}, {r.Updated, "updated"}, {r.Removed, "removed"}, {len(r.Obsolete), "obsolete"}} {
		if one.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", one.n, one.what))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	lines := []string{"snapshots: " + strings.Join(parts, ", ")}
	for _, one := range r.Obsolete {
		lines = append(lines, "  obsolete: "+one)
	}
	if len(r.Obsolete) > 0 {
		lines = append(lines, "  (--update-snapshots removes what is obsolete)")
	}
	return lines
}

// Close writes what the tests of a file have taken, which are given in their order, and finds what is obsolete. All is every title
// in the file, of tests that ran or did not. Show is how paths are shown; source returns the text that a file had when it was loaded.
func (b *Book) Close(ran []Ran, all []string, show func(path string) string, source func(file string) (path, text string)) Report {
	var r Report
	changed, inline := map[string]string{}, map[string][]Taken{}
	asked := map[string]bool{}
	for _, test := range ran {
		for _, one := range test.Taken {
			if one.Key != "" {
				asked[one.Key] = true
			}
			if one.State != Written && one.State != Updated {
				continue
			}
			if one.Key == "" {
				r.noteInline(inline, one)
			} else if before, ok := changed[one.Key]; !ok {
				changed[one.Key] = one.Text
				r.count(one.State)
			} else if before != one.Text {
				r.problem(diag.Pos{File: show(b.path)}, fmt.Sprintf("two tests have different values for the snapshot %q", one.Key), "give the tests different titles, or the snapshots different hints")
			}
		}
	}
	b.write(&r, changed, b.obsolete(ran, all, asked), show)
	for _, file := range slices.Sorted(maps.Keys(inline)) {
		if err := rewrite(file, inline[file], source); err != nil {
			r.problem(diag.Pos{File: file}, "can't write inline snapshots: "+err.Error(), "write them by hand, or run again")
		}
	}
	return r
}

func (r *Report) problem(at diag.Pos, message, hint string) {
	r.Problems = append(r.Problems, &diag.Problem{Pos: at, Message: message, Hint: hint, Exit: diag.ExitFailed})
}

func (r *Report) count(s State) {
	if s == Written {
		r.Written++
	} else {
		r.Updated++
	}
}

// noteInline keeps an inline snapshot to write. A call that is made several times has to have one value.
func (r *Report) noteInline(files map[string][]Taken, one Taken) {
	for _, before := range files[one.Place.File] {
		if before.Place != one.Place {
			continue
		}
		if before.Text != one.Text {
			r.problem(one.Place.Pos, "one inline snapshot can't have two values: this call was made with different ones", "use toMatchSnapshot() in loops and in test.each")
		}
		return
	}
	files[one.Place.File] = append(files[one.Place.File], one)
	r.count(one.State)
}

// obsolete are the stored keys that no test asks for any more, nor might have asked for: those of tests that did not run to their
// end are kept.
func (b *Book) obsolete(ran []Ran, all []string, asked map[string]bool) []string {
	stored, err := b.read()
	if err != nil || len(stored) == 0 {
		return nil
	}
	over := map[string]bool{}
	for _, test := range ran {
		before, seen := over[test.Title]
		over[test.Title] = test.Over && (before || !seen)
	}
	var open []string
	for _, title := range all {
		if !over[title] {
			open = append(open, title)
		}
	}
	var keys []string
	for _, key := range naturally(stored) {
		if !asked[key] && !slices.ContainsFunc(open, func(title string) bool { return strings.HasPrefix(key, title+" ") }) {
			keys = append(keys, key)
		}
	}
	return keys
}

// write writes the file, if anything in it has changed.
func (b *Book) write(r *Report, changed map[string]string, obsolete []string, show func(path string) string) {
	if b.mode == Update {
		r.Removed += len(obsolete)
	} else {
		for _, key := range obsolete {
			r.Obsolete = append(r.Obsolete, show(b.path)+": "+key)
		}
		obsolete = nil
	}
	if len(changed)+len(obsolete) == 0 {
		return
	}
	stored, _ := b.read() // it has been read: nothing changes otherwise
	all := maps.Clone(stored)
	if all == nil {
		all = map[string]string{}
	}
	maps.Copy(all, changed)
	for _, key := range obsolete {
		delete(all, key)
	}
	err := os.MkdirAll(filepath.Dir(b.path), 0o777)
	switch {
	case err != nil:
	case len(all) == 0:
		err = os.Remove(b.path)
	default:
		err = os.WriteFile(b.path, []byte(format(all)), 0o666)
	}
	if err != nil {
		r.problem(diag.Pos{File: show(b.path)}, "can't write snapshots: "+err.Error(), "")
	}
}

// rewrite puts inline snapshots into a file, unless it has been changed since it was loaded.
func rewrite(file string, all []Taken, source func(file string) (path, text string)) error {
	path, loaded := source(file)
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if string(text) != loaded {
		return fmt.Errorf("%s was changed while the tests ran", file)
	}
	written, err := Rewrite(loaded, all)
	if err != nil {
		return err
	}
	return os.WriteFile(path, []byte(written), 0o666)
}

// Orphans finds snapshot files in a folder whose test file is gone, and removes them when asked to update.
func Orphans(dir string, mode Mode, show func(path string) string) Report {
	var r Report
	entries, err := os.ReadDir(filepath.Join(dir, folder))
	if err != nil {
		return r // most folders have none
	}
	for _, e := range entries {
		test, ok := strings.CutSuffix(e.Name(), suffix)
		if !ok || exists(filepath.Join(dir, test)) {
			continue
		}
		path := filepath.Join(dir, folder, e.Name())
		if mode != Update {
			r.Obsolete = append(r.Obsolete, show(path)+" (its test file is gone)")
		} else if err := os.Remove(path); err != nil {
			r.problem(diag.Pos{File: show(path)}, "can't remove snapshots: "+err.Error(), "")
		} else {
			r.Removed++
		}
	}
	return r
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
