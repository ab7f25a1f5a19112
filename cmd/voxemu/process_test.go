//go:build unix

package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// counter counts under one key, and tells how far it got.
const counter = `require(Modules.ApplicationStorage);
(async () => {
  const r = await ApplicationStorage.get('n');
  const n = r === null ? 1 : Number(r.value) + 1;
  await ApplicationStorage.put('n', n);
  Logger.write('stored ' + n);
  VoxEngine.terminate();
})();
`

// folder returns a folder with these files: name, text, name, text...
func folder(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		if err := os.WriteFile(filepath.Join(dir, files[i]), []byte(files[i+1]), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func command(dir, name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	return cmd
}

// result is what came of a process.
type result struct {
	code           int
	stdout, stderr string
}

// finished runs a process to its end.
func finished(t *testing.T, cmd *exec.Cmd) result {
	t.Helper()
	var out, talk bytes.Buffer
	if cmd.Stdout == nil {
		cmd.Stdout = &out
	}
	cmd.Stderr = &talk
	return result{code(t, cmd.Run()), out.String(), talk.String()}
}

func code(t *testing.T, err error) int {
	t.Helper()
	if err == nil {
		return 0
	}
	e, ok := errors.AsType[*exec.ExitError](err)
	if !ok {
		t.Fatal(err)
	}
	return e.ExitCode()
}

func voxemu(t *testing.T, dir string, args ...string) result {
	t.Helper()
	return finished(t, command(dir, "voxemu", args...))
}

func (r result) want(t *testing.T, code int, stdout, stderr string) {
	t.Helper()
	if r.code != code || !strings.Contains(r.stdout, stdout) || !strings.Contains(r.stderr, stderr) {
		t.Errorf("got exit code %d\nstdout: %s\nstderr: %s\nwant %d, %q, %q", r.code, r.stdout, r.stderr, code, stdout, stderr)
	}
	if stderr == "" && r.stderr != "" {
		t.Errorf("nothing was expected on stderr: %s", r.stderr)
	}
}

// holder stores something and stays on the line.
const holder = `require(Modules.ApplicationStorage);
VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call }) => {
  call.answer();
  await ApplicationStorage.put('n', 7);
  Logger.write('ready');
  setTimeout(() => {}, 3600000);
});
`

// While one process owns a database, another is told which, changes nothing, and may look. Ctrl-C ends the first in good
// order: exit code 130, everything written and closed.
func TestTwoProcessesAndInterrupt(t *testing.T) {
	dir := folder(t, "hold.js", holder, "count.js", counter)
	first := command(dir, "voxemu", "run", "hold.js", "--clock", "real", "--timeout", "0", "--output", "log", "--trace", "trace.jsonl")
	var talk bytes.Buffer
	first.Stderr = &talk
	out, err := first.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	defer first.Process.Kill()
	lines := bufio.NewScanner(out)
	for lines.Scan() && !strings.HasSuffix(lines.Text(), " ready") {
	}
	owner := fmt.Sprintf("voxemu.db is in use by process %d\nhint: end it, or choose another file with --storage\n", first.Process.Pid)

	t.Run("a second run is refused", func(t *testing.T) {
		voxemu(t, dir, "run", "count.js").want(t, 2, "", owner)
	})
	t.Run("a change from outside is refused", func(t *testing.T) {
		voxemu(t, dir, "storage", "put", "n", "8").want(t, 2, "", owner)
		voxemu(t, dir, "storage", "rm", "n").want(t, 2, "", owner)
	})
	t.Run("looking is allowed", func(t *testing.T) {
		voxemu(t, dir, "storage", "get", "n").want(t, 0, "7\n", "")
		voxemu(t, dir, "storage", "keys").want(t, 0, "n\n", "")
	})
	t.Run("another file is no problem", func(t *testing.T) {
		voxemu(t, dir, "run", "count.js", "--storage", "other.db").want(t, 0, "stored 1", "")
	})
	if err := first.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(out)
	if err != nil {
		t.Fatal(err)
	}
	if got := code(t, first.Wait()); got != 130 {
		t.Errorf("interrupted: exit code %d, want 130", got)
	}
	if got, want := talk.String(), "error: interrupted\n"; got != want {
		t.Errorf("interrupted: stderr %q, want %q", got, want)
	}
	if !strings.HasSuffix(string(rest), "Session terminated\n") {
		t.Errorf("the session log ends with %q", rest)
	}
	traceIsWhole(t, dir)
	voxemu(t, dir, "run", "count.js").want(t, 0, "stored 8", "")
	if _, err := os.Stat(filepath.Join(dir, ".voxemu", "voxemu.db.lock")); err == nil {
		t.Error("the lock file was left behind")
	}
}

// traceIsWhole checks that the file of --trace has been written to its end.
func traceIsWhole(t *testing.T, dir string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "trace.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	if last := lines[len(lines)-1]; !strings.Contains(last, `"kind":"session","state":"terminated"`) || !strings.HasSuffix(last, "}") {
		t.Errorf("the trace ends with %s", last)
	}
}

// When whoever reads stdout has gone, the run goes on to its end: what it stores and traces is not lost.
func TestReaderOfStdoutHasGone(t *testing.T) {
	dir := folder(t, "count.js", counter)
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	read.Close()
	defer write.Close()
	for _, args := range [][]string{{"--json", "--clock", "real"}, {"--output", "pretty"}, {"--output", "log"}} {
		cmd := command(dir, "voxemu", append([]string{"run", "count.js", "--trace", "trace.jsonl"}, args...)...)
		cmd.Stdout = write
		finished(t, cmd).want(t, 0, "", "")
		traceIsWhole(t, dir)
	}
	voxemu(t, dir, "storage", "get", "n").want(t, 0, "3\n", "")
	get := command(dir, "voxemu", "storage", "get", "n")
	get.Stdout = write
	finished(t, get).want(t, 0, "", "")
}

// When stdout or the trace can't be written, the run goes on, and says so at the end.
func TestOutputThatCannotBeWritten(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("this system has no /dev/full")
	}
	defer full.Close()
	dir := folder(t, "count.js", counter)
	cmd := command(dir, "voxemu", "run", "count.js", "--trace", "trace.jsonl")
	cmd.Stdout = full
	finished(t, cmd).want(t, 2, "", "error[VX9002]: stdout could not be written: no space left on device\nhint: ")
	traceIsWhole(t, dir)
	voxemu(t, dir, "run", "count.js", "--trace", "/dev/full").want(t, 2, "stored 2",
		"error[VX9002]: the file of --trace could not be written: no space left on device\nhint: ")
	voxemu(t, dir, "storage", "get", "n").want(t, 0, "2\n", "")
}

// filler stores until something goes wrong, and then swallows it.
const filler = `require(Modules.ApplicationStorage);
(async () => {
  let n = 0;
  try {
    for (; n < 5000; n++) await ApplicationStorage.put('k' + n, 'x'.repeat(2000));
  } catch (error) {
    // never mind
  }
  Logger.write('stored ' + n);
  VoxEngine.terminate();
})();
`

// A disk that is full ends with exit code 2 and a message, whatever the script makes of it; all that was acknowledged is there.
func TestNoSpaceForTheDatabase(t *testing.T) {
	dir := folder(t, "fill.js", filler)
	got := finished(t, command(dir, "sh", "-c", "ulimit -f 800 && exec voxemu run fill.js --output log"))
	got.want(t, 2, "stored ", "error[VX9003]: database "+filepath.Join(dir, ".voxemu", "voxemu.db"))
	if !strings.Contains(got.stderr, "\nhint: ") || strings.Count(got.stderr, "error[") != 1 {
		t.Errorf("one message with a hint was expected: %s", got.stderr)
	}
	_, after, _ := strings.Cut(got.stdout, " stored ")
	stored := 0
	if _, err := fmt.Sscan(after, &stored); err != nil || stored < 10 {
		t.Fatalf("stored %d, %v", stored, err)
	}
	keys := voxemu(t, dir, "storage", "keys")
	keys.want(t, 0, "k0\n", "")
	if n := strings.Count(keys.stdout, "\n"); n < stored || n > stored+1 { // the one that failed may be in or not
		t.Errorf("%d keys are there, %d were acknowledged", n, stored)
	}
	voxemu(t, dir, "storage", "get", fmt.Sprintf("k%d", stored-1)).want(t, 0, strings.Repeat("x", 2000)+"\n", "")
	voxemu(t, dir, "storage", "put", "after", "1").want(t, 0, "", "")
}

// A damaged database is refused before anything runs, and left as it is.
func TestDamagedDatabase(t *testing.T) {
	dir := folder(t, "count.js", counter)
	voxemu(t, dir, "run", "count.js").want(t, 0, "stored 1", "")
	path := filepath.Join(dir, ".voxemu", "voxemu.db")
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name   string
		damage func([]byte) []byte
		says   string
	}{
		{"cut_off", func(b []byte) []byte { return b[:len(b)/2] }, "voxemu.db is damaged"},
		{"header_overwritten", func(b []byte) []byte { return append([]byte("something else"), b[14:]...) }, "voxemu.db is not an SQLite database"},
		{"pages_overwritten", func(b []byte) []byte {
			return append(bytes.Clone(b[:200]), bytes.Repeat([]byte{0xA5}, len(b)-200)...)
		}, "voxemu.db is damaged"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			bad := tc.damage(bytes.Clone(good))
			if err := os.WriteFile(path, bad, 0o666); err != nil {
				t.Fatal(err)
			}
			r := voxemu(t, dir, "run", "count.js")
			r.want(t, 2, "", tc.says)
			if r.stdout != "" || !strings.Contains(r.stderr, "\nhint: ") {
				t.Errorf("nothing should have run, and a hint be given: %s%s", r.stdout, r.stderr)
			}
			voxemu(t, dir, "storage", "get", "n").want(t, 2, "", tc.says)
			voxemu(t, dir, "storage", "put", "n", "9").want(t, 2, "", tc.says)
			if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, bad) {
				t.Errorf("the file was changed: %v", err)
			}
		})
	}
	if err := os.WriteFile(path, good, 0o666); err != nil {
		t.Fatal(err)
	}
	voxemu(t, dir, "run", "count.js").want(t, 0, "stored 2", "")
}

// Files that may not be read or written are named.
func TestNoPermission(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("the superuser may do everything")
	}
	dir := folder(t, "count.js", counter)
	voxemu(t, dir, "run", "count.js").want(t, 0, "stored 1", "")
	for _, tc := range []struct{ path, says string }{
		{"count.js", "permission denied\n  at count.js\nhint: "},
		{".voxemu/voxemu.db", "voxemu.db: permission denied\nhint: "},
	} {
		path := filepath.Join(dir, tc.path)
		if err := os.Chmod(path, 0); err != nil {
			t.Fatal(err)
		}
		voxemu(t, dir, "run", "count.js").want(t, 2, "", tc.says)
		if err := os.Chmod(path, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	voxemu(t, dir, "run", "count.js").want(t, 0, "stored 2", "")
}

// A service manager that ends the process gets the same good order as Ctrl-C, and every line of the trace at once.
func TestTerminationSignalCountsAsInterrupt(t *testing.T) {
	dir := folder(t, "hold.js", holder)
	cmd := command(dir, "voxemu", "run", "hold.js", "--clock", "real", "--json")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	lines := bufio.NewScanner(out)
	for lines.Scan() && !strings.Contains(lines.Text(), `"text":"ready"`) {
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	last := ""
	for lines.Scan() {
		last = lines.Text()
	}
	if got := code(t, cmd.Wait()); got != 130 || !strings.Contains(last, `"state":"terminated"`) {
		t.Errorf("exit code %d, last line %s", got, last)
	}
}
