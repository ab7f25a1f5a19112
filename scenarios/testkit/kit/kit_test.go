package kit_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"voxemu/runtime/jsvm"
	"voxemu/runtime/telephony"
	"voxemu/scenarios"
	"voxemu/scenarios/assemble"
	"voxemu/scenarios/testkit/kit"
	"voxemu/scenarios/testkit/world"
	"voxemu/storage"
	"voxemu/storage/memory"
)

// names are those of 'voxemu/test'; they stand on the first line of what is tested, as nothing is bundled here.
const names = "const { test, expect, describe, it, step, beforeEach, afterEach, beforeAll, afterAll } = globalThis.__voxemu_test;"

// start is where the clock of all tests begins.
var start = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// options are those under which a file is run; Open opens the folder, which may be the first of the paths.
func options(dir string) kit.Options {
	cache := jsvm.NewCache()
	return kit.Options{
		Seed: 1, Start: start, Wall: 20 * time.Second, Virtual: 40 * 24 * time.Hour, Watchdog: jsvm.NewWatchdog(),
		NewStore: func() storage.Store { return memory.New() },
		Open: func(paths []string) (*world.Application, error) {
			if len(paths) == 0 {
				paths = []string{dir}
			}
			socket := func(text string) error { _, err := telephony.ParseSocketScript(text); return err }
			step := func(text string) error { _, err := telephony.ParseScript(text); return err }
			p, err := scenarios.Load(paths, scenarios.Options{Cwd: dir, Getenv: func(string) string { return "" }, CheckStep: step, CheckSocketStep: socket})
			if err != nil {
				return nil, err
			}
			return world.Open(p, assemble.Options{Cache: cache})
		},
	}
}

// load evaluates the text of a test file.
func load(t *testing.T, text string, o kit.Options) *kit.VM {
	t.Helper()
	program, err := jsvm.NewCache().Compile(jsvm.Source{Name: "a.test.js", Text: names + text})
	if err != nil {
		t.Fatal(err)
	}
	vm, err := kit.Load(program, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(vm.Close)
	return vm
}

// said tells all that went wrong.
func said(out *kit.Outcome) string {
	var all []string
	for _, f := range out.Failures {
		at := ""
		if f.Pos().Line > 0 {
			at = fmt.Sprintf("%d: ", f.Pos().Line)
		}
		all = append(all, at+f.Message)
	}
	return strings.Join(all, "\n")
}

func TestTheWorldAroundAnApplication(t *testing.T) {
	dir, err := filepath.Abs("testdata/around")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "around.tests.js"))
	if err != nil {
		t.Fatal(err)
	}
	vm := load(t, string(text), options(dir))
	for _, c := range vm.Cases() {
		t.Run(strings.Join(c.Title, " "), func(t *testing.T) {
			out := vm.Run(context.Background(), c.Index, 0)
			for _, f := range out.Failures {
				t.Errorf("line %d: %s\n%s", f.Pos().Line, f.Message, f.Timeline)
			}
		})
	}
}
