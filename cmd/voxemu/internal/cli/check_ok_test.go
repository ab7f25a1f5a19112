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
	for _, file := range names {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			// Comments of both kinds count.
			text := strings.ReplaceAll(strings.ReplaceAll(string(source), "/**\n", "//\n"), "\n *", "\n//")
			for _, args := range documented(t, text) {
				out := execute(t, project, append(args, "--storage", ":memory:", "--recordings", "none"))
				if strings.Contains(out, "warning") || !strings.Contains(out, "Normal termination") {
					t.Errorf("voxemu %q:\n%s", args, out)
				}
			}
		})
	}
}
