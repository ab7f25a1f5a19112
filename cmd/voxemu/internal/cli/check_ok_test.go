package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The scenarios that voxemu check has to find nothing in are right: they run as their first comments say, end by themselves, and nothing is
// doubted. Those without a command need what isn't emulated.
func TestScenariosThatCheckFindsNothingInRun(t *testing.T) {
	names, err := filepath.Glob(filepath.Join(project, "testdata", "check", "ok", "*.[jt]s"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	run := 0
	for _, file := range names {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		// Comments of both kinds count.
		commands := documented(t, strings.ReplaceAll(strings.ReplaceAll(string(source), "/**\n", "//\n"), "\n *", "\n//"))
		run += len(commands)
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			for _, args := range commands {
				out := execute(t, project, append(args, "--storage", ":memory:", "--recordings", "none"))
				if strings.Contains(out, "warning") || !strings.Contains(out, "Normal termination") {
					t.Errorf("voxemu %q:\n%s", args, out)
				}
			}
		})
	}
	if run < len(names)*3/4 {
		t.Errorf("only %d of %d scenarios say how they are run", run, len(names))
	}
}
