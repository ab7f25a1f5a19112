// Package history keeps what is known of earlier runs of tests: which failed, how long each took, and what they used. It is a JSON
// file that people may delete at any time.
package history

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"voxemu/scenarios/testkit"
)

// version is that of the form of the file. Files of other versions count as empty.
const version = 1

// History is what is known. Its zero value knows nothing.
type History struct {
	path string // of the file
	cwd  string
	// Files are the test files by their paths from the folder of the state on, with slashes.
	files map[string]*file
}

// state is the form of the file.
type state struct {
	Version int              `json:"version"`
	Files   map[string]*file `json:"files"`
}

// file is what is known of a test file.
type file struct {
	// Broken is whether it could not be loaded the last time.
	Broken bool `json:"broken,omitempty"`
	// Opened are the projects and scenarios that its tests used, as paths like that of the file.
	Opened []string `json:"opened,omitempty"`
	// Tests are those of the file, by what stands behind its name in their IDs.
	Tests map[string]test `json:"tests"`
}

// test is what came of a test the last time.
type test struct {
	Status testkit.Status `json:"status"`
	// Micros is how long it took in wall time, in microseconds; 0 if that is not known.
	Micros int64 `json:"us,omitempty"`
}

// Load reads the file at an absolute path; one that is not there knows nothing. The names in runs are relative to cwd.
func Load(path, cwd string) (*History, error) {
	h := &History{path: path, cwd: cwd, files: map[string]*file{}}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return h, nil
	}
	if err != nil {
		return h, fmt.Errorf("read what is known of earlier runs: %w", err)
	}
	var s state
	if err := json.Unmarshal(text, &s); err != nil {
		return h, fmt.Errorf("%s is not as a run of tests wrote it: %w", path, err)
	}
	if s.Version == version && s.Files != nil {
		h.files = s.Files
	}
	return h, nil
}

// Empty reports whether nothing is known.
func (h *History) Empty() bool { return len(h.files) == 0 }

// key names a file in the state by how it is named in a run.
func (h *History) key(name string) string {
	if !filepath.IsAbs(name) {
		name = filepath.Join(h.cwd, name)
	}
	return h.short(name)
}

// short is the path of a file from the folder that the state is about.
func (h *History) short(path string) string {
	rel, err := filepath.Rel(h.root(), path)
	if err != nil { // on another drive
		rel = path
	}
	return filepath.ToSlash(rel)
}

// root is the folder that holds .voxemu.
func (h *History) root() string { return filepath.Dir(filepath.Dir(h.path)) }

func (h *History) long(short string) string {
	path := filepath.FromSlash(short)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(h.root(), path)
}

// rest is what stands behind the name of the file in an ID.
func rest(name, id string) string {
	return strings.TrimPrefix(strings.TrimPrefix(id, name), testkit.Separator)
}

// Fails reports whether a test failed the last time it was run, or its file could not be loaded.
func (h *History) Fails(r *testkit.Result) bool {
	f := h.files[h.key(r.File)]
	return f != nil && (f.Broken || f.Tests[rest(r.File, r.ID)].Status == testkit.Failed)
}

// HasFailures reports whether anything failed in a test file the last time it was run.
func (h *History) HasFailures(name string) bool {
	f := h.files[h.key(name)]
	if f == nil {
		return false
	}
	for _, t := range f.Tests {
		if t.Status == testkit.Failed {
			return true
		}
	}
	return f.Broken
}

// Took returns how long a test took the last time. The name of its file begins its ID.
func (h *History) Took(id string) (time.Duration, bool) {
	name, title, _ := strings.Cut(id, testkit.Separator)
	if f := h.files[h.key(name)]; f != nil {
		if t, ok := f.Tests[title]; ok && t.Micros > 0 {
			return time.Duration(t.Micros) * time.Microsecond, true
		}
	}
	return 0, false
}

// Opened returns the absolute paths of what a test file has used, if that is known.
func (h *History) Opened(name string) (paths []string, known bool) {
	f := h.files[h.key(name)]
	if f == nil || len(f.Opened) == 0 {
		return nil, false
	}
	for _, short := range f.Opened {
		paths = append(paths, h.long(short))
	}
	return paths, true
}

// Note takes in what came of a run. Files that are gone are forgotten, and tests that their file no longer has. The times of a shard are
// not noted: the shards that run after it on the same machine are to be planned alike.
func (h *History) Note(s *testkit.Summary) {
	for key := range h.files {
		if _, err := os.Stat(h.long(key)); errors.Is(err, fs.ErrNotExist) {
			delete(h.files, key)
		}
	}
	for i := range s.Files {
		h.noteFile(&s.Files[i])
	}
	for _, r := range s.Results {
		f := h.files[h.key(r.File)]
		if f == nil || len(r.Titles) == 0 {
			continue
		}
		title := rest(r.File, r.ID)
		t := test{Status: r.Status, Micros: f.Tests[title].Micros}
		if s.Shard.Of == 0 && len(r.Attempts) > 0 {
			t.Micros = max(1, r.Wall().Microseconds())
		}
		f.Tests[title] = t
	}
}

func (h *History) noteFile(s *testkit.Sources) {
	key := h.key(s.Name)
	old := h.files[key]
	if old == nil {
		old = &file{}
	}
	if s.Broken {
		old.Broken = true
		if old.Tests == nil {
			old.Tests = map[string]test{}
		}
		h.files[key] = old
		return
	}
	f := &file{Tests: map[string]test{}, Opened: slices.Clone(old.Opened)}
	for _, id := range s.IDs {
		title := rest(s.Name, id)
		for name, t := range old.Tests {
			if own, _, _ := strings.Cut(name, " #"); name == title || own == title {
				f.Tests[name] = t
			}
		}
	}
	for _, path := range s.Opened { // tests that were not run may use what was known before
		if short := h.short(path); !slices.Contains(f.Opened, short) {
			f.Opened = append(f.Opened, short)
		}
	}
	f.Opened = slices.DeleteFunc(f.Opened, func(short string) bool {
		_, err := os.Stat(h.long(short))
		return errors.Is(err, fs.ErrNotExist) && !slices.Contains(s.Opened, h.long(short))
	})
	h.files[key] = f
}

// Save writes the file, whole or not at all.
func (h *History) Save() error {
	text, err := json.MarshalIndent(state{version, h.files}, "", " ")
	if err == nil {
		err = os.MkdirAll(filepath.Dir(h.path), 0o777)
	}
	if err != nil {
		return fmt.Errorf("write what is known of this run: %w", err)
	}
	made, err := os.CreateTemp(filepath.Dir(h.path), filepath.Base(h.path)+".*")
	if err != nil {
		return fmt.Errorf("write what is known of this run: %w", err)
	}
	defer os.Remove(made.Name()) // when it was not renamed
	_, err = made.Write(append(text, '\n'))
	if err = errors.Join(err, made.Close()); err == nil {
		err = os.Rename(made.Name(), h.path)
	}
	if err != nil {
		return fmt.Errorf("write what is known of this run: %w", err)
	}
	return nil
}
