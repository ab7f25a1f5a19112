package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit"
)

// quiet is how long nothing has to change before tests are run again: editors write a file in several steps.
const quiet = 100 * time.Millisecond

// watch runs the tests, and those again that use a file which has changed, until the context ends.
func (r *testRun) watch(ctx context.Context) error {
	if _, err := testkit.Discover(r.paths, r.env.Cwd); err != nil { // later on there may be none for a while
		return err
	}
	known := map[string]testkit.Sources{} // by test file
	var changed []string                  // nil the first time
	for ctx.Err() == nil {
		began := r.env.Now()
		r.round(ctx, known, changed)
		var err error
		if changed, err = r.next(ctx, known, began); err != nil {
			return err
		}
	}
	return exit(diag.ExitInterrupted)
}

// round runs the test files that use what has changed. What is wrong is shown, and may be right the next time.
func (r *testRun) round(ctx context.Context, known map[string]testkit.Sources, changed []string) {
	targets, err := testkit.Discover(r.paths, r.env.Cwd)
	if err != nil {
		_ = r.env.finish(err)
		return
	}
	if changed != nil {
		targets = slices.DeleteFunc(targets, func(t testkit.Target) bool {
			s, ok := known[t.Path]
			return ok && !s.Uses(changed)
		})
		fmt.Fprintf(r.env.Stdout, "\nchanged: %s\n\n", strings.Join(r.names(changed), ", "))
	}
	if len(targets) == 0 {
		return
	}
	summary, err := r.once(ctx, targets)
	if err != nil && ctx.Err() == nil {
		_ = r.env.finish(err)
	}
	if summary == nil {
		return
	}
	for _, s := range summary.Files {
		known[s.Path] = s
	}
}

func (r *testRun) names(paths []string) []string {
	var names []string
	for _, path := range paths {
		names = append(names, testkit.Shown(path, r.env.Cwd))
	}
	return names
}

// next waits for changes that concern a test, and returns the files that were changed. What a run itself writes is not looked at: watching
// begins when it is over, and of what changed meanwhile only sources count.
func (r *testRun) next(ctx context.Context, known map[string]testkit.Sources, began time.Time) ([]string, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, usage("--watch: "+err.Error(), "the system may have too many watchers: end some, or leave --watch out")
	}
	defer w.Close()
	v := &viewer{known: known, began: began}
	for _, dir := range r.folders(known) {
		if err := w.Add(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, usage(fmt.Sprintf("--watch: can't watch %s: %v", testkit.Shown(dir, r.env.Cwd), err), "the system may have too many watchers: end some, or leave --watch out")
		}
		v.look(dir)
	}
	fmt.Fprintf(r.env.Stdout, "\nwatching for changes, Ctrl-C ends\n")
	var timer <-chan time.Time
	if len(v.changed) > 0 {
		timer = time.After(quiet)
	}
	for {
		select {
		case <-ctx.Done():
			return nil, nil
		case err := <-w.Errors:
			return nil, usage("--watch: "+err.Error(), "start it again")
		case <-timer:
			slices.Sort(v.changed)
			return slices.Compact(v.changed), nil
		case e := <-w.Events:
			if e.Op == fsnotify.Chmod {
				continue
			}
			if info, err := os.Stat(e.Name); err == nil && info.IsDir() && e.Has(fsnotify.Create) {
				_ = w.Add(e.Name) // what is in it already is found with its next change
			} else if v.concerns(e.Name) {
				v.changed = append(v.changed, e.Name)
				timer = time.After(quiet)
			}
		}
	}
}

// viewer decides which changes concern tests.
type viewer struct {
	known   map[string]testkit.Sources
	began   time.Time // of the last run
	changed []string
}

// concerns reports whether a file is a new test, or one that a test uses.
func (v *viewer) concerns(path string) bool {
	if _, ok := v.known[path]; !ok && testkit.IsTest(path) {
		return true
	}
	for _, s := range v.known {
		s.Broken = false // the file that is to blame is one of those it was made from, or beside them
		if s.Uses([]string{path}) || len(s.Files) == 0 && script.MatchString(path) {
			return true
		}
	}
	return false
}

// look finds the sources in a folder that were changed since the last run began.
func (v *viewer) look(dir string) {
	entries, _ := os.ReadDir(dir) // a folder that has gone tells so by its parent
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if info, err := e.Info(); err == nil && script.MatchString(path) && info.ModTime().After(v.began) && v.concerns(path) {
			v.changed = append(v.changed, path)
		}
	}
}

// folders are those to watch: of all files that tests are made from, of what they run against, and where there may be new tests.
func (r *testRun) folders(known map[string]testkit.Sources) []string {
	all := map[string]bool{}
	add := func(path string) {
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			all[filepath.Dir(path)] = true
			return
		}
		for _, dir := range testkit.Folders(path) {
			all[dir] = true
		}
	}
	for _, path := range r.paths {
		if info, err := os.Stat(r.env.path(path)); err == nil && info.IsDir() {
			add(r.env.path(path))
		}
	}
	if len(r.paths) == 0 {
		add(r.env.Cwd)
	}
	for _, s := range known {
		for _, path := range slices.Concat(s.Files, s.Opened, []string{s.Path}) {
			add(path)
		}
	}
	list := make([]string, 0, len(all))
	for dir := range all {
		list = append(list, dir)
	}
	slices.Sort(list)
	return list
}
