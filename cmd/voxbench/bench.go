package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"voxemu/cmd/voxbench/internal/page"
	"voxemu/cmd/voxbench/internal/rounds"
)

// bench is what the groups need: programs, files and how long to measure.
type bench struct {
	options options
	talk    io.Writer
	root    string // the project
	tmp     string // emptied at the end
	self    string // this program
	voxemu  string // the stripped program
	rawPut  string // the C program
	// node is the Node program. noNode, noModules and noC say why something is not there, or are "".
	node                   string
	noNode, noModules, noC string
	span                   time.Duration // of one measurement of a rate
}

// newBench makes a bench for the project in the current folder.
func newBench(o options, talk io.Writer) (b *bench, err error) {
	b = &bench{options: o, talk: talk, span: 1500 * time.Millisecond}
	if o.quick {
		b.span = 400 * time.Millisecond
	}
	if b.root, err = os.Getwd(); err != nil {
		return nil, err
	}
	if _, err := os.Stat(b.path("cmd/voxemu")); err != nil {
		return nil, fmt.Errorf("this is not the project's folder: %w", err)
	}
	if b.self, err = os.Executable(); err != nil {
		return nil, err
	}
	if b.tmp, err = os.MkdirTemp("", "voxbench"); err != nil {
		return nil, err
	}
	b.voxemu, b.rawPut = b.temp("voxemu"), b.temp("rawput")
	return b, nil
}

// plan is a group that is to be measured, and what it takes.
type plan struct {
	name   string // its targets
	voxemu bool   // the program
	c      bool   // what is written in C
	group  func() page.Group
}

// plans returns all groups in the order of their targets.
func (b *bench) plans() []plan {
	return []plan{
		{name: "T1", voxemu: true, group: b.processGroup},
		{name: "T2 T7", group: b.sessionGroup},
		{name: "T3", group: b.durableGroup},
		{name: "T5 T6", c: true, group: b.putGroup},
		{name: "T8", group: b.freshGroup},
		{name: "T9", group: b.idleGroup},
		{name: "T11", group: b.timerGroup},
		{name: "T12", group: b.eventGroup},
		{name: "T13", voxemu: true, group: b.startGroup},
		{name: "T13", group: b.buildGroup},
		{name: "T13", group: b.coldGroup},
		{name: "T14", voxemu: true, group: b.checkGroup},
		{name: "CPU", group: b.computeGroup},
	}
}

// prepare finds and builds what the plans take.
func (b *bench) prepare(ctx context.Context, plans []plan) error {
	if slices.ContainsFunc(plans, func(p plan) bool { return p.voxemu }) {
		if err := b.tool(ctx, b.root, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", b.voxemu, "./cmd/voxemu"); err != nil {
			return err
		}
	}
	b.findNode(ctx)
	if slices.ContainsFunc(plans, func(p plan) bool { return p.c }) {
		b.buildC(ctx)
	}
	return nil
}

func (b *bench) close() { _ = os.RemoveAll(b.tmp) }

// path returns the absolute path of a file of the project.
func (b *bench) path(name string) string { return filepath.Join(b.root, filepath.FromSlash(name)) }

// temp returns the path of a temporary file.
func (b *bench) temp(name string) string { return filepath.Join(b.tmp, name) }

// tool runs a command and returns its output as the error when it fails.
func (b *bench) tool(ctx context.Context, dir, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", name, err, out)
	}
	return nil
}

// findNode looks for Node, and installs what the comparisons need there on the first run.
func (b *bench) findNode(ctx context.Context) {
	node, err := exec.LookPath("node")
	if err != nil {
		b.noNode, b.noModules = "no node", "no node"
		return
	}
	b.node = node
	dir := b.path("scripts/bench.d")
	if b.tool(ctx, dir, node, "-e", "require('better-sqlite3')(':memory:'); require('@sinonjs/fake-timers'); require.resolve('typescript')") == nil {
		return
	}
	fmt.Fprintln(b.talk, "npm ci: this takes a while when better-sqlite3 has to be compiled")
	if err := b.tool(ctx, dir, "npm", "ci", "--no-audit", "--no-fund"); err != nil {
		fmt.Fprintln(b.talk, err)
		b.noModules = "no node modules"
	}
}

// buildC builds the C program that shows what SQLite itself can do.
func (b *bench) buildC(ctx context.Context) {
	b.noC = "no C compiler"
	cc, err := exec.LookPath("cc")
	if err != nil {
		return
	}
	list := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", "github.com/mattn/go-sqlite3")
	list.Dir = b.root
	out, err := list.Output()
	if err != nil {
		return
	}
	src := strings.TrimSpace(string(out))
	if err := b.tool(ctx, b.root, cc, "-O2", "-DHAVE_USLEEP=1", "-I", src, "-o", b.rawPut, b.path("storage/sqlite/testdata/rawput.c"),
		filepath.Join(src, "sqlite3-binding.c"), "-lpthread", "-lm", "-ldl"); err != nil {
		fmt.Fprintln(b.talk, err)
		return
	}
	b.noC = ""
}

// probe returns a contender that is a probe of this program.
func (b *bench) probe(name, probe string, args ...any) rounds.Contender {
	c := rounds.Contender{Name: name, Argv: []string{b.self, "probe", probe}}
	for _, a := range append(args, "-for", b.span) {
		c.Argv = append(c.Argv, fmt.Sprint(a))
	}
	return c
}

// onNode returns a contender that is a script of scripts/bench.d.
func (b *bench) onNode(name, script string, args ...any) rounds.Contender {
	c := rounds.Contender{Name: name, Argv: []string{b.node}, Missing: b.noNode}
	for _, a := range append([]any{b.path("scripts/bench.d/" + script)}, args...) {
		c.Argv = append(c.Argv, fmt.Sprint(a))
	}
	return c
}

// withModules marks a contender that needs what npm installs.
func (b *bench) withModules(c rounds.Contender) rounds.Contender {
	c.Missing = b.noModules
	return c
}

// fresh lets a contender begin without the files of a database.
func fresh(c rounds.Contender, file string) rounds.Contender {
	c.Before = func() error {
		for _, suffix := range []string{"", "-wal", "-shm", ".lock"} {
			if err := os.Remove(file + suffix); err != nil && !os.IsNotExist(err) {
				return err
			}
		}
		return nil
	}
	return c
}

// counter is the scenario that most contenders run.
func (b *bench) counter() string { return b.path("scenarios/examples/call-counter/call-counter.js") }
