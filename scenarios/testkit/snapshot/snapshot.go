// Package snapshot keeps what tests have said about values in earlier runs: in files beside the tests, and inline in the tests
// themselves. The files have the form that Jest and Vitest write.
//
//	book := snapshot.Open("/p/tests/ivr.test.js")   // reads /p/tests/__snapshots__/ivr.test.js.snap when it is first asked
//	test := book.Test("menu > sales")               // one run of one test
//	v := test.Match("", `"Press 1"`)                // compares with what "menu > sales 1" was the last time
//	report := book.Close(snapshot.New, ran, rewrite)
//
// A book is only read while tests run, from any goroutine. What is new or different is written once, by Close.
package snapshot

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"voxemu/runtime/diag"
)

// Mode says what may be written.
type Mode uint8

// The modes. Snapshots that are not there yet are written by New and Update; those that differ are replaced, and those that no
// test asks for any more removed, by Update. None writes nothing.
const (
	New Mode = iota
	None
	Update
)

// folder and suffix make the name of the file of a test file.
const (
	folder = "__snapshots__"
	suffix = ".snap"
)

// Book has the snapshots of one test file.
type Book struct {
	mode Mode
	path string
	read func() (map[string]string, error)
}

// Open returns the snapshots of a test file, which is named by its absolute path. They are read when somebody asks for one.
func Open(testFile string, mode Mode) *Book {
	path := filepath.Join(filepath.Dir(testFile), folder, filepath.Base(testFile)+suffix)
	return &Book{mode: mode, path: path, read: sync.OnceValues(func() (map[string]string, error) { return load(path) })}
}

func load(path string) (map[string]string, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read snapshots: %w", err)
	}
	stored, err := parse(string(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w: it is not as voxemu wrote it; repair it, or delete it and run with --update-snapshots", path, err)
	}
	return stored, nil
}

// State is what came of a comparison.
type State uint8

// The states. Missing snapshots are those that may not be written.
const (
	Same State = iota
	Written
	Updated
	Different
	Missing
)

// Place is where an inline snapshot stands.
type Place struct {
	diag.Pos
	// Call is the name of the function that is called there.
	Call string
}

// Taken is one snapshot that a test has taken.
type Taken struct {
	// Key names it in the file; it is "" for an inline one, which has a Place.
	Key   string
	Place Place
	// Text is the value as text.
	Text  string
	State State
}

// Test is one run of one test.
type Test struct {
	book  *Book
	title string
	count map[string]int
	taken []Taken
}

// Test begins a run of a test. The title is its path of titles, as in the keys.
func (b *Book) Test(title string) *Test { return &Test{book: b, title: title, count: map[string]int{}} }

// Taken returns what the test has taken so far.
func (t *Test) Taken() []Taken { return t.taken }

// Match compares a value with the snapshot of its name: the title, the hint if there is one, and a number that counts the
// snapshots of that name. It returns what was stored. The error says that the file can't be read.
func (t *Test) Match(hint, text string) (taken Taken, stored string, err error) {
	all, err := t.book.read()
	if err != nil {
		return Taken{}, "", err
	}
	name := t.title
	if hint != "" {
		name += " > " + hint
	}
	t.count[name]++
	taken = Taken{Key: breaks.Replace(fmt.Sprintf("%s %d", name, t.count[name])), Text: breaks.Replace(text)}
	want, ok := all[taken.Key]
	return t.take(taken, ok, want), want, nil
}

// MatchInline compares a value with what stands in the test file, if anything does.
func (t *Test) MatchInline(at Place, text string, inline string, there bool) (taken Taken, stored string) {
	want := unindent(inline)
	return t.take(Taken{Place: at, Text: breaks.Replace(text)}, there, want), want
}

func (t *Test) take(one Taken, there bool, want string) Taken {
	switch {
	case there && want == one.Text:
		one.State = Same
	case t.book.mode == Update && there:
		one.State = Updated
	case there:
		one.State = Different
	case t.book.mode == None:
		one.State = Missing
	default:
		one.State = Written
	}
	t.taken = append(t.taken, one)
	return one
}
