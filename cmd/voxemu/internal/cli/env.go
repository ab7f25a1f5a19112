package cli

import (
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"time"

	"voxemu/runtime/ecma"
	"voxemu/runtime/engine"
)

// Env is what a command sees of its process.
type Env struct {
	Args   []string // without the program's name
	Stdin  io.Reader
	Stdout io.Writer // data
	Stderr io.Writer // talk
	Getenv func(string) string
	// Cwd is the absolute path of the current folder.
	Cwd string
	// Terminal is whether Stdout is one: somebody watches, so nothing is held back.
	Terminal bool
	// Color is whether Stdout shows colours, ColorErr whether Stderr does.
	Color, ColorErr bool
	// Width is the number of columns of the terminal; 0 when it is not known.
	Width int
	// Now is the wall clock.
	Now func() time.Time

	ballast engine.Ballast
}

// System returns the environment of this process, and sets the process up: UTC everywhere, a garbage collector tuned for
// many short sessions, and writes that fail instead of ending the process.
func System() *Env {
	time.Local = time.UTC
	// A reader of stdout that has gone, or a file at its size limit, must not keep the database from being closed.
	signal.Ignore(writeSignals()...)
	ecma.BoundRegExps()
	cwd, err := os.Getwd()
	if err != nil {
		cwd = "."
	}
	e := &Env{
		Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, Cwd: cwd, Now: time.Now,
		ballast: engine.TuneMemory(os.Getenv),
	}
	columns, out := terminal(os.Stdout)
	talkColumns, talk := terminal(os.Stderr)
	e.look(columns, talkColumns, out, talk)
	return e
}

// look decides about colours and width. What the environment says goes before what the terminals say
// (https://no-color.org).
func (e *Env) look(columns, talkColumns int, out, talk bool) {
	plain := e.Getenv("NO_COLOR") != "" || e.Getenv("TERM") == "dumb"
	e.Terminal, e.Color, e.ColorErr = out, out && !plain, talk && !plain
	e.Width = max(columns, 0)
	if !out {
		e.Width = max(talkColumns, 0)
	}
	if n, err := strconv.Atoi(e.Getenv("COLUMNS")); err == nil && n > 0 {
		e.Width = n
	}
}

// path returns an absolute path, seen from the current folder.
func (e *Env) path(file string) string {
	if filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(e.Cwd, file)
}
