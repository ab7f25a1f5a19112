package testkit

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"voxemu/runtime/diag"
)

// Target is one test file, with the lines that were asked for; none stands for all tests.
type Target struct {
	// Path is absolute, Name is how it is shown: relative to the current folder when it lies in it.
	Path, Name string
	Lines      []int
}

// isTest tells test files by their names.
var isTest = regexp.MustCompile(`\.(test|spec)\.[cm]?[jt]s$`)

// IsTest reports whether a path is that of a test file, by its name.
func IsTest(path string) bool { return isTest.MatchString(filepath.Base(path)) }

var withLine = regexp.MustCompile(`^(.*\.[cm]?[jt]s):(\d+)$`)

// skipped are folders that nobody keeps tests of their own in.
var skipped = []string{"node_modules", ".git", ".voxemu"}

// Discover finds the test files that paths name: files, folders that are searched, and FILE:LINE for the test at a line. No path
// stands for the current folder. Finding nothing is an error that says where was looked.
func Discover(paths []string, cwd string) ([]Target, error) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	d := &discovery{cwd: cwd, found: map[string]*Target{}}
	for _, p := range paths {
		if err := d.add(p); err != nil {
			return nil, err
		}
	}
	if len(d.found) == 0 {
		return nil, &diag.Problem{
			Code: diag.CodePath, Exit: diag.ExitUsage, Message: "no tests found: looked for *.test.js and *.test.ts in " + strings.Join(paths, ", "),
			Hint: "voxemu init writes a first test",
		}
	}
	targets := make([]Target, 0, len(d.found))
	for _, t := range d.found {
		targets = append(targets, *t)
	}
	slices.SortFunc(targets, func(a, b Target) int { return strings.Compare(a.Name, b.Name) })
	return targets, nil
}

type discovery struct {
	cwd   string
	found map[string]*Target // by path
}

func (d *discovery) add(p string) error {
	line := 0
	if m := withLine.FindStringSubmatch(p); m != nil {
		p = m[1]
		line, _ = strconv.Atoi(m[2])
	}
	abs := p
	if !filepath.IsAbs(abs) {
		abs = filepath.Join(d.cwd, p)
	}
	info, err := os.Stat(abs)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &diag.Problem{Code: diag.CodePath, Exit: diag.ExitUsage, Message: "there is no " + p, Hint: "name test files, or folders with *.test.js or *.test.ts in them"}
	case err != nil:
		return &diag.Problem{Code: diag.CodePath, Exit: diag.ExitUsage, Message: fmt.Sprintf("can't read %s: %v", p, err)}
	case info.IsDir():
		return d.walk(abs)
	}
	t := d.note(abs)
	if line > 0 {
		t.Lines = append(t.Lines, line)
	}
	return nil
}

func (d *discovery) walk(dir string) error {
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && path != dir && slices.Contains(skipped, e.Name()):
			return filepath.SkipDir
		case e.Type().IsRegular() && isTest.MatchString(e.Name()):
			d.note(path)
		}
		return nil
	})
	if err != nil {
		return &diag.Problem{Code: diag.CodePath, Exit: diag.ExitUsage, Message: "can't search for tests: " + err.Error()}
	}
	return nil
}

// Folders returns a folder and all below it in which there may be tests or scenarios.
func Folders(dir string) []string {
	var list []string
	_ = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil: // what can't be read has nothing to run
			return filepath.SkipDir
		case e.IsDir() && path != dir && slices.Contains(skipped, e.Name()):
			return filepath.SkipDir
		case e.IsDir():
			list = append(list, path)
		}
		return nil
	})
	return list
}

func (d *discovery) note(path string) *Target {
	if t, ok := d.found[path]; ok {
		return t
	}
	t := &Target{Path: path, Name: Shown(path, d.cwd)}
	d.found[path] = t
	return t
}

// Shown returns a path as people see it: relative to the current folder when it lies in it, with slashes.
func Shown(path, cwd string) string {
	if rel, err := filepath.Rel(cwd, path); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		path = rel
	}
	return filepath.ToSlash(path)
}
