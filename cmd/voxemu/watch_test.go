//go:build unix

package main

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

const passing = "import { test } from 'voxemu/test';\ntest('passes', () => {});\n"

// watched is a process that runs tests whenever something changes.
type watched struct {
	t     *testing.T
	cmd   *exec.Cmd
	lines *bufio.Scanner
}

// round reads what a round says, up to the line that tells that it is over.
func (w *watched) round() string {
	w.t.Helper()
	var said []string
	for w.lines.Scan() {
		if strings.HasPrefix(w.lines.Text(), "watching for changes") {
			return strings.Join(said, "\n")
		}
		if w.lines.Text() != "" {
			said = append(said, w.lines.Text())
		}
	}
	w.t.Fatalf("the process has ended after:\n%s", strings.Join(said, "\n"))
	return ""
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// Each change runs the tests again that use the changed file: their own files, what they import, and the scenarios. Ctrl-C ends it with 130.
func TestWatch(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "lib"), 0o777); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"main.js": "VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => { call.answer(); call.say('Hello'); });",
		"lib/helper.js": "export const text = 'Hello';", "a.test.js": passing,
		"b.test.js": "import { test, expect } from 'voxemu/test';\nimport { text } from './lib/helper.js';\ntest('hears', async ({ app }) => {\n  await expect(await app.call({ to: '1' })).toHear(text);\n});\n",
	} {
		put(t, dir, name, text)
	}
	w := &watched{t: t, cmd: command(dir, "voxemu", "test", "--watch", "--no-times", "--workers", "1", "--reporter", "plain")}
	out, err := w.cmd.StdoutPipe()
	if err == nil {
		err = w.cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	defer w.cmd.Process.Kill()
	w.lines = bufio.NewScanner(out)
	for _, step := range []struct{ name, change, text, want string }{
		{"the first time all are run", "", "", "✓ a.test.js › passes\n✓ b.test.js › hears\n2 passed"},
		{"an import", "lib/helper.js", "export const text = 'Hell';", "changed: lib/helper.js\n✓ b.test.js › hears\n1 passed"},
		{"a scenario", "main.js", "VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => { call.answer(); call.say('Hell'); });", "changed: main.js\n✓ b.test.js › hears\n1 passed"},
		{"a new test", "c.test.js", strings.ReplaceAll(passing, "passes", "is new"), "changed: c.test.js\n✓ c.test.js › is new\n1 passed"},
		{"a test that breaks", "a.test.js", "test(", "changed: a.test.js\n✗ a.test.js\n● a.test.js\nerror[VX2001]: Unexpected end of file\n  at a.test.js:1:6\n> 1 │ test(\n    │      ^\nseed 1\n1 failed"},
		{"and is repaired", "a.test.js", passing, "changed: a.test.js\n✓ a.test.js › passes\n1 passed"},
	} {
		if step.change != "" {
			put(t, dir, step.change, step.text)
		}
		if got := w.round(); got != step.want {
			t.Errorf("%s: got\n%s\nwant\n%s", step.name, got, step.want)
		}
	}
	if err := w.cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if got := code(t, w.cmd.Wait()); got != 130 {
		t.Errorf("exit code %d, want 130", got)
	}
}

// Ctrl-C ends a run of tests with 130; what was under way does not count as failed.
func TestInterruptedTests(t *testing.T) {
	for name, flags := range map[string][]string{"in this process": nil, "in worker processes": {"--isolate"}} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, "main.js", "// nothing", "a.test.js", passing+"test('never ends', async ({ clock }) => { for (;;) await clock.advance(1); });\n")
			cmd := command(dir, "voxemu", append([]string{"test", "--no-times", "--workers", "1", "--reporter", "plain", "--timeout", "0", "--max-virtual", "0"}, flags...)...)
			var talk strings.Builder
			cmd.Stderr = &talk
			out, err := cmd.StdoutPipe()
			if err == nil {
				err = cmd.Start()
			}
			if err != nil {
				t.Fatal(err)
			}
			defer cmd.Process.Kill()
			lines := bufio.NewScanner(out)
			lines.Scan() // the first test has passed
			if err := cmd.Process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
			last := ""
			for lines.Scan() {
				last = lines.Text()
			}
			if got := code(t, cmd.Wait()); got != 130 {
				t.Errorf("exit code %d, want 130", got)
			}
			if want := "1 passed, 1 not run"; last != want {
				t.Errorf("the last line is %q, want %q", last, want)
			}
			if got, want := talk.String(), "error: interrupted\n"; got != want {
				t.Errorf("stderr %q, want %q", got, want)
			}
		})
	}
}
