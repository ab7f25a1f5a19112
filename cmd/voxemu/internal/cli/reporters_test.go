package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/reporters"
)

// reportOf returns what reporters that were asked for write of one passed test, and the error of closing them.
func reportOf(t *testing.T, env *Env, stdout io.Writer, names ...string) error {
	t.Helper()
	env.Stdout, env.Cwd, env.Now = stdout, t.TempDir(), func() time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) }
	f := &reporterFlags{names: names}
	if err := f.check(); err != nil {
		t.Fatal(err)
	}
	out, err := f.open(env, true)
	if err != nil {
		t.Fatal(err)
	}
	s := &testkit.Summary{Results: []*testkit.Result{{ID: "a.test.js › x", File: "a.test.js", Status: testkit.Passed}}}
	return errors.Join(reporters.Show(out, s), out.close())
}

func TestTheUsualReporter(t *testing.T) {
	for _, c := range []struct {
		name     string
		terminal bool
		term     string
		names    []string
		moves    bool // the cursor
	}{
		{"live on a terminal", true, "xterm", nil, true},
		{"plain elsewhere", false, "xterm", nil, false},
		{"plain on a terminal that can't move its cursor", true, "dumb", nil, false},
		{"beside files", true, "xterm", []string{"tap=x.tap"}, true},
		{"beside annotations", true, "xterm", []string{"github"}, true},
		{"not beside one that has stdout to itself", true, "xterm", []string{"tap"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			env := &Env{Terminal: c.terminal, Getenv: func(name string) string { return map[string]string{"TERM": c.term}[name] }}
			var b bytes.Buffer
			if err := reportOf(t, env, &b, c.names...); err != nil {
				t.Fatal(err)
			}
			if got := strings.Contains(b.String(), "\x1b["); got != c.moves {
				t.Errorf("moves the cursor: %v, want %v:\n%q", got, c.moves, b.String())
			}
		})
	}
}

// failing is a writer that takes nothing.
type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestReportsThatGetLostAreToldInTheEnd(t *testing.T) {
	env := &Env{Getenv: func(string) string { return "" }}
	err := reportOf(t, env, failing{&os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}}, "json")
	p, ok := errors.AsType[*diag.Problem](err)
	if !ok || p.Code != diag.CodeOutput || p.Exit != diag.ExitUsage || p.Message != "stdout could not be written: no space left on device" {
		t.Errorf("got %v", err)
	}
	if err := reportOf(t, env, failing{syscall.EPIPE}, "plain"); err != nil {
		t.Errorf("a reader that has gone is no trouble: %v", err)
	}
}

func TestAFileOfAReporterThatCantBeOpenedIsNamed(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	f := &reporterFlags{names: []string{"json=a.json", "tap=file/b.tap"}}
	if err := f.check(); err != nil {
		t.Fatal(err)
	}
	out, err := f.open(&Env{Cwd: dir, Getenv: func(string) string { return "" }}, true)
	if out != nil || err == nil || !strings.Contains(err.Error(), "file/b.tap can't be written") {
		t.Errorf("got %v, %v", out, err)
	}
}
