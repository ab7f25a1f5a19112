package scenarios

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"voxemu/runtime/diag"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the expectations in testdata")

// TestLoad loads the projects in testdata/load. Each archive holds files, in its comment lines "load ..." as on the
// command line, and in the file "want" what comes of them.
func TestLoad(t *testing.T) {
	archives, err := filepath.Glob("testdata/load/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives in testdata/load", err)
	}
	for _, path := range archives {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			runArchive(t, path)
		})
	}
}

func runArchive(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dir, want, files := t.TempDir(), "", archive.Files[:0]
	for _, f := range archive.Files {
		if f.Name == "want" {
			want = string(f.Data)
			continue
		}
		files = append(files, f)
		write(t, filepath.Join(dir, f.Name), string(f.Data))
	}
	var got strings.Builder
	for line := range strings.Lines(string(archive.Comment)) {
		line = strings.TrimSpace(line)
		args, ok := strings.CutPrefix(line, "load")
		if !ok {
			continue
		}
		fmt.Fprintf(&got, "> %s\n", line)
		paths, opt := arguments(t, strings.Fields(args))
		opt.Cwd = dir
		p, err := Load(paths, opt)
		got.WriteString(strings.ReplaceAll(describe(dir, p, err), filepath.ToSlash(dir), "$CWD"))
	}
	if *update {
		archive.Files = append(files, txtar.File{Name: "want", Data: []byte(got.String())})
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("wanted -, got +\n%s", diff)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func arguments(t *testing.T, args []string) (paths []string, opt Options) {
	opt.CheckStep = knownStep
	opt.Secrets = map[string]string{}
	for len(args) > 0 {
		name, value, _ := strings.Cut(args[0], "=")
		switch name {
		case "--app":
			opt.App = value
		case "--rule":
			opt.Rule = value
		case "--env-file":
			opt.EnvFile = value
		case "--root":
			opt.Getenv = func(string) string { return value }
		case "--secret":
			key, v, _ := strings.Cut(value, ":")
			opt.Secrets[key] = v
		default:
			if strings.HasPrefix(name, "-") {
				t.Fatalf("unknown flag %s", name)
			}
			paths = append(paths, args[0])
		}
		args = args[1:]
	}
	return paths, opt
}

// knownStep knows the first words of some steps.
func knownStep(text string) error {
	for step := range strings.SplitSeq(text, ";") {
		word, _, _ := strings.Cut(strings.TrimSpace(step), " ")
		if !slices.Contains([]string{"answer", "busy", "say", "hangup", "wait-heard", "reject", "wait"}, word) {
			return fmt.Errorf("no step begins with %q", word)
		}
	}
	return nil
}

// describe writes a result for people to compare.
func describe(dir string, p *Project, err error) string {
	var b strings.Builder
	show := func(kind string, one *diag.Problem) {
		fmt.Fprintf(&b, "%s %s %s\n", kind, one.Code, one.Error())
		if one.Hint != "" {
			fmt.Fprintf(&b, "    %s\n", one.Hint)
		}
	}
	if err != nil {
		problems, ok := errors.AsType[Problems](err)
		if !ok {
			return "not Problems: " + err.Error()
		}
		for _, one := range problems {
			show("problem", one)
		}
		return b.String()
	}
	rel, _ := filepath.Rel(dir, p.Dir)
	a := p.Application
	fmt.Fprintf(&b, "project %s bare=%t\napplication %s short=%s scope=%s limits=%s\n", filepath.ToSlash(rel), p.Bare, a.Name, a.ShortName, a.Scope, a.Limits)
	for _, r := range a.Rules {
		fmt.Fprintf(&b, "rule %s pattern=%q exclude=%q video=%t at %s\n", r.Name, r.Pattern, r.Exclude, r.VideoConference, r.Pos)
		for _, s := range r.Scenarios {
			fmt.Fprintf(&b, "    %s %s %q\n", s.Name, s.File, s.Text)
			if s.Map != "" {
				fmt.Fprintf(&b, "        with a source map\n")
			}
		}
	}
	if p.Rule != nil {
		fmt.Fprintf(&b, "only rule %s\n", p.Rule.Name)
	}
	for _, u := range a.Users {
		fmt.Fprintf(&b, "user %s (%s) online=%t %q at %s\n", u.Name, u.DisplayName, u.Online, u.Steps, u.Pos)
	}
	for _, n := range a.Numbers {
		fmt.Fprintf(&b, "number %s %s rule=%q at %s\n", n.Number, n.Kind, n.Rule, n.Pos)
	}
	for _, k := range slices.Sorted(maps.Keys(a.Secrets)) {
		fmt.Fprintf(&b, "secret %s=%q\n", k, a.Secrets[k])
	}
	b.WriteString(describeFar(a.Far))
	b.WriteString(describeFar(a.WebSockets))
	b.WriteString(describeCentre(a.Centre))
	for _, w := range p.Warnings {
		show("warning", w)
	}
	return b.String()
}

func describeCentre(c Centre) string {
	var b strings.Builder
	for _, q := range c.Queues {
		fmt.Fprintf(&b, "queue %s id=%d size=%d wait=%s average=%s %s %s at %s\n", q.Name, q.ID, q.MaxSize, q.MaxWait, q.AverageService, q.Queue.Agents, q.Tasks, q.Pos)
	}
	for _, a := range c.Agents {
		fmt.Fprintf(&b, "agent %s id=%d %q %v %s %v wrap=%s %q at %s\n", a.Name, a.ID, a.Queues, a.Skills, a.State, a.Changes, a.WrapUp, a.Steps, a.Pos)
	}
	return b.String()
}

func describeFar(far []FarEnd) string {
	var b strings.Builder
	for _, f := range far {
		online := "-"
		if f.Online != nil {
			online = fmt.Sprint(*f.Online)
		}
		fmt.Fprintf(&b, "far %s online=%s %q at %s\n", f.Address, online, f.Steps, f.Pos)
	}
	return b.String()
}
