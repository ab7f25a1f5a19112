package check_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"voxemu/scenarios/check"
	"voxemu/scenarios/check/rules"
)

// hundred writes a hundred scenarios of 20 KB, made of the examples, each of which gets a block of its own.
func hundred(tb testing.TB) (dir string, size int64) {
	tb.Helper()
	paths, err := filepath.Glob("../examples/*/*.js")
	if err != nil {
		tb.Fatal(err)
	}
	var examples []string
	for _, path := range paths {
		if strings.Contains(path, ".test.") {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		examples = append(examples, string(text))
	}
	dir, next := tb.TempDir(), 0
	for i := range 100 {
		var text strings.Builder
		for text.Len() < 20_000 {
			fmt.Fprintf(&text, "{\n%s}\n", examples[next%len(examples)])
			next++
		}
		size += int64(text.Len())
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("s%02d.js", i)), []byte(text.String()), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	return dir, size
}

// BenchmarkHundredScenarios checks a hundred scenarios of 20 KB with all rules, on all cores.
func BenchmarkHundredScenarios(b *testing.B) {
	dir, size := hundred(b)
	b.SetBytes(size)
	for b.Loop() {
		r, err := check.Run(b.Context(), []string{dir}, check.Options{Rules: rules.All(), Cwd: dir, Workers: runtime.GOMAXPROCS(0)})
		if err != nil || len(r.Files) != 100 || len(r.Crashes) > 0 {
			b.Fatal(err, len(r.Files), r.Crashes)
		}
	}
}
