package main

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"voxemu/cmd/voxemu/internal/cli"
)

var update = flag.Bool("update", false, "rewrite what the scripts of testdata/script expect")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"voxemu": func() { os.Exit(cli.Main(cli.System())) },
	})
}

// The command line, as its users see it. Each script has a project of its own and runs the real command in processes.
func TestScripts(t *testing.T) {
	if testing.Short() {
		t.Skip("over a hundred processes take a minute with the race detector; the tests of internal/cli need none")
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join(root, "testdata", "script"),
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":     exits,
			"unhex":     unhex,
			"copies":    copies,
			"wavheader": wavHeader,
		},
		Setup: func(e *testscript.Env) error {
			e.Setenv("ROOT", absolute(t, root))
			e.Setenv("NO_COLOR", "")
			return nil
		},
	})
}

func absolute(t *testing.T, path string) string {
	t.Helper()
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

// exits runs a command and compares its exit code: exits 2 voxemu run.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARGUMENT...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		e, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Check(err)
		}
		got = e.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// unhex writes bytes that a script can't hold: unhex FILE 63616666e9.
func unhex(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: unhex FILE DIGITS")
	}
	data, err := hex.DecodeString(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o666))
}

// copies copies a folder of the project, without what runs have left there: copies scenarios/examples/call-counter counter.
func copies(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: copies FOLDER TARGET")
	}
	target := ts.MkAbs(args[1])
	ts.Check(os.CopyFS(target, os.DirFS(filepath.Join(ts.Getenv("ROOT"), args[0]))))
	ts.Check(os.RemoveAll(filepath.Join(target, ".voxemu")))
}

// wavHeader checks a WAV file: wavheader FILE CHANNELS RATE BYTES-OF-SOUND.
func wavHeader(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: wavheader FILE CHANNELS RATE BYTES")
	}
	b, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(b) < 44 || string(b[:4]) != "RIFF" || string(b[8:16]) != "WAVEfmt " || string(b[36:40]) != "data" {
		ts.Fatalf("%s is no WAV file", args[0])
	}
	little := binary.LittleEndian
	got := fmt.Sprint(little.Uint16(b[22:]), little.Uint32(b[24:]), little.Uint32(b[40:]))
	if want := strings.Join(args[1:], " "); got != want {
		ts.Fatalf("%s has channels, rate and bytes of sound %s, want %s", args[0], got, want)
	}
	if whole := int(little.Uint32(b[4:])) + 8; whole != len(b) {
		ts.Fatalf("%s has %d bytes and says %d", args[0], len(b), whole)
	}
}
