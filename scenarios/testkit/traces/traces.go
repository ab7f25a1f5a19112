// Package traces keeps the traces of tests that failed, each in a file of its own.
package traces

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"unicode"

	"voxemu/runtime/trace"
	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/kit"
)

const suffix = ".jsonl"

// Folder is where traces are kept.
type Folder struct {
	path, cwd string

	mu  sync.Mutex
	err error
}

// In returns the folder at an absolute path. It is made when it is needed. Paths that are shown are relative to cwd.
func In(path, cwd string) *Folder { return &Folder{path: path, cwd: cwd} }

// Clear removes the traces of earlier runs.
func (f *Folder) Clear() error {
	old, err := filepath.Glob(filepath.Join(f.path, "*"+suffix))
	for _, path := range old {
		err = errors.Join(err, os.Remove(path))
	}
	if err != nil {
		return fmt.Errorf("remove the traces of earlier runs: %w", err)
	}
	return nil
}

// Keep writes the trace of a failed attempt, counted from 0, and returns its path as people see it; "" if there is nothing to keep. It may
// be called from any goroutine.
func (f *Folder) Keep(r *testkit.Result, attempt int, o *kit.Outcome) string {
	if len(o.Records) == 0 {
		return ""
	}
	name := slug(r.ID)
	if attempt > 0 {
		name += fmt.Sprintf("-retry%d", attempt)
	}
	path := filepath.Join(f.path, name+suffix)
	if err := write(path, o.Records); err != nil {
		f.mu.Lock()
		defer f.mu.Unlock()
		if f.err == nil {
			f.err = fmt.Errorf("keep a trace: %w", err)
		}
		return ""
	}
	return testkit.Shown(path, f.cwd)
}

// Err returns why a trace could not be kept, nil if all were.
func (f *Folder) Err() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.err
}

func write(path string, records []trace.Record) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	b := bufio.NewWriter(file)
	e := trace.NewEncoder(b)
	for _, r := range records {
		e.Write(r)
	}
	return errors.Join(e.Err(), b.Flush(), file.Close())
}

// longest is how many characters of an ID the name of a file has.
const longest = 80

// slug makes a name of a file of an ID: its letters and digits, and a few more to tell those apart that differ in other characters.
func slug(id string) string {
	var b strings.Builder
	gap, n := false, 0
	for _, c := range id {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '.' && c != '_' {
			gap = true
			continue
		}
		if n >= longest {
			break
		}
		if gap && n > 0 {
			b.WriteByte('-')
			n++
		}
		gap = false
		b.WriteRune(unicode.ToLower(c))
		n++
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(id))
	return cmp.Or(strings.TrimLeft(b.String(), ".-"), "test") + fmt.Sprintf("-%06x", h.Sum32()&0xffffff)
}
