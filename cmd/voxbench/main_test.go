package main

import (
	"bytes"
	"context"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"voxemu/cmd/voxbench/internal/page"
	"voxemu/cmd/voxbench/internal/rounds"
)

// The test program runs its own probes, as the real one does.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "probe" {
		if err := run(context.Background(), os.Args[1:], os.Stdout, os.Stderr); err != nil {
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// mustBench returns a bench for this project.
func mustBench(t *testing.T, o options) *bench {
	t.Helper()
	t.Chdir(filepath.Join("..", ".."))
	b, err := newBench(o, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.close)
	return b
}

func TestFlags(t *testing.T) {
	page := filepath.Join("docs", "performance.md")
	for _, c := range []struct {
		args string
		want options
	}{
		{"", options{out: page, rounds: 5}},
		{"-quick", options{quick: true, out: page, rounds: 2}},
		{"-full -rounds 9", options{full: true, out: page, rounds: 9}},
		{"-only T1", options{only: "T1", rounds: 5}},
		{"-only T1 -o x.md", options{only: "T1", out: "x.md", rounds: 5}},
	} {
		if got, err := parse(strings.Fields(c.args), io.Discard); err != nil || got != c.want {
			t.Errorf("%q gives %+v, %v, want %+v", c.args, got, err, c.want)
		}
	}
	for _, args := range []string{"-x", "file"} {
		if _, err := parse([]string{args}, io.Discard); err == nil {
			t.Errorf("%q was accepted", args)
		}
	}
}

func TestWanted(t *testing.T) {
	for _, c := range []struct {
		only, name string
		want       bool
	}{
		{"", "T1", true}, {"T1", "T1", true}, {"T7", "T2 T7", true}, {"T8, T2", "T2 T7", true}, {"T1", "T11", false}, {"T2,T7", "T3", false},
	} {
		if got := wanted(c.only, c.name); got != c.want {
			t.Errorf("-only %q selects %q: %t", c.only, c.name, got)
		}
	}
}

// What a claim compares has to be measured, under exactly that name.
func TestClaimsSpeakOfContenders(t *testing.T) {
	b := mustBench(t, options{rounds: 5})
	for _, p := range b.plans() {
		g := p.group()
		var names []string
		for _, c := range g.Contenders {
			if slices.Contains(names, c.Name) {
				t.Errorf("%s has %q twice", g.Title, c.Name)
			}
			names = append(names, c.Name)
		}
		for _, c := range g.Claims {
			for _, r := range []rounds.Ref{c.Of, c.By} {
				if r != (rounds.Ref{}) && !slices.Contains(names, r.Contender) {
					t.Errorf("%q of %s speaks of %q, which is none of %q", c.Text, g.Title, r.Contender, names)
				}
			}
			if c.Target != "" && !slices.Contains(strings.Fields(p.name), c.Target) {
				t.Errorf("-only %s leaves out %q", c.Target, c.Text)
			}
			if c.Bound == (page.Bound{}) && c.Target != "" {
				t.Errorf("%s has no bound for %q", c.Target, c.Text)
			}
		}
	}
}

// Every target of the design that can be measured with this program is there.
func TestAllTargetsAreThere(t *testing.T) {
	b := mustBench(t, options{rounds: 5})
	seen := map[string]bool{}
	for _, p := range b.plans() {
		for _, c := range p.group().Claims {
			seen[c.Target] = true
		}
	}
	for _, want := range []string{"T1", "T2", "T3", "T5", "T6", "T7", "T8", "T9", "T11", "T12", "T13"} {
		if !seen[want] {
			t.Errorf("nothing is claimed for %s", want)
		}
	}
}

// Without Node our own figures are still measured, and the others say why they are not.
func TestWithoutNode(t *testing.T) {
	b := mustBench(t, options{rounds: 5})
	t.Setenv("PATH", t.TempDir())
	b.findNode(t.Context())
	b.buildC(t.Context())
	missing := map[string]int{}
	for _, p := range b.plans() {
		for _, c := range p.group().Contenders {
			missing[c.Missing]++
			if strings.Contains(c.Name, "node") && c.Missing != "no node" {
				t.Errorf("%s is not missing: %q", c.Name, c.Missing)
			}
		}
	}
	if missing[""] < 15 || missing["no C compiler"] != 1 || missing["only with -full"] != 2 {
		t.Errorf("missing, and how often: %v", missing)
	}
}

func TestFreshRemovesTheDatabase(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.db")
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.WriteFile(file+suffix, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := fresh(rounds.Contender{}, file).Before(); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(file + "*"); len(left) > 0 {
		t.Errorf("%v are left", left)
	}
}

// The file itself is never touched, and each build sees another text.
func TestEditLeavesTheFileAlone(t *testing.T) {
	b := mustBench(t, options{rounds: 5})
	main := b.path("cmd/voxemu/main.go")
	before, err := os.ReadFile(main)
	if err != nil {
		t.Fatal(err)
	}
	edit := b.edit()
	var texts []string
	for range 2 {
		if err := edit(); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(b.temp("main.go"))
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	after, err := os.ReadFile(main)
	if err != nil || !bytes.Equal(before, after) {
		t.Error("main.go was changed")
	}
	if texts[0] == texts[1] || !strings.HasPrefix(texts[1], string(before)) {
		t.Errorf("the builds see %q", texts)
	}
	if text, err := os.ReadFile(b.temp("overlay.json")); err != nil || !strings.Contains(string(text), main) {
		t.Errorf("the overlay is %s, %v", text, err)
	}
}

func TestMachineTellsNothingOfItsOwner(t *testing.T) {
	b := mustBench(t, options{rounds: 5})
	b.noNode = "no node"
	host, err := os.Hostname()
	if err != nil {
		t.Skip("the machine has no name")
	}
	for _, f := range b.machine() {
		if f.Value == "" || strings.Contains(f.Value, host) || strings.Contains(f.Value, "/home") {
			t.Errorf("%s is %q", f.Name, f.Value)
		}
	}
	if got := gib("16777216 kB"); got != "16.0 GiB" {
		t.Errorf("got %q", got)
	}
	if gib("") != "" || lineOf("no-such-file", "x") != "" || firstLine("no-such-file") != "" {
		t.Error("what is not known must be empty")
	}
}

func TestErrors(t *testing.T) {
	t.Run("outside_of_the_project", func(t *testing.T) {
		t.Chdir(t.TempDir())
		if err := run(t.Context(), nil, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), "not the project's folder") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("an_unknown_target", func(t *testing.T) {
		t.Chdir(filepath.Join("..", ".."))
		if err := run(t.Context(), []string{"-only", "T99"}, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), "no target T99") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("an_unknown_flag", func(t *testing.T) {
		if err := run(t.Context(), []string{"-x"}, io.Discard, io.Discard); err == nil {
			t.Error("accepted")
		}
	})
}

// The whole program, for the one target that takes nothing but itself.
func TestRun(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	t.Chdir(filepath.Join("..", ".."))
	t.Setenv("PATH", t.TempDir())
	file := filepath.Join(t.TempDir(), "page.md")
	var out, talk bytes.Buffer
	if err := run(t.Context(), []string{"-quick", "-rounds", "1", "-only", "T12", "-o", file}, &out, &talk); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"# Performance", "## Turns", "| T12 | event with one listener | ", "| Node | no node |", "rounds: 1"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the page lacks %q:\n%s", want, text)
		}
	}
	if !strings.Contains(out.String(), "| T12 |") || !strings.Contains(talk.String(), "Turns: round 1") {
		t.Errorf("printed %q and told %q", out.String(), talk.String())
	}
	out.Reset()
	if err := show(&page.Page{Date: "2026-01-31"}, "", &out); err != nil || !strings.HasPrefix(out.String(), "# Performance") {
		t.Errorf("printed %q, %v", out.String(), err)
	}
}

// tools makes PATH a folder of programs that are these shell scripts.
func tools(t *testing.T, scripts map[string]string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the stand-ins are shell scripts")
	}
	dir := t.TempDir()
	for name, text := range scripts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+text+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir)
}

func TestPrepare(t *testing.T) {
	ok := map[string]string{"go": "echo /module", "node": "exit 0", "cc": "exit 0", "npm": "exit 1"}
	for _, c := range []struct {
		name, tool, script   string
		noC, noNode, noInNPM string
		fails                bool
	}{
		{name: "everything_is_there", tool: "go", script: "echo /module"},
		{name: "voxemu_does_not_build", tool: "go", script: "echo broken; exit 1", fails: true},
		{name: "c_does_not_build", tool: "cc", script: "exit 1", noC: "no C compiler"},
		{name: "npm_has_no_modules", tool: "node", script: "exit 1", noInNPM: "no node modules"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := mustBench(t, options{rounds: 5})
			scripts := maps.Clone(ok)
			scripts[c.tool] = c.script
			tools(t, scripts)
			err := b.prepare(t.Context(), b.plans())
			if c.fails != (err != nil) || err != nil && !strings.Contains(err.Error(), "broken") {
				t.Fatalf("got %v", err)
			}
			if err == nil && (b.noC != c.noC || b.noNode != c.noNode || b.noModules != c.noInNPM) {
				t.Errorf("missing %q, %q, %q", b.noC, b.noNode, b.noModules)
			}
		})
	}
}

func TestNodeVersion(t *testing.T) {
	b := mustBench(t, options{rounds: 5})
	tools(t, map[string]string{"node": "echo v20.0.0"})
	b.findNode(t.Context())
	if got := b.nodeVersion(); got != "v20.0.0" {
		t.Errorf("got %q", got)
	}
}
