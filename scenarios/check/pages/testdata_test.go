package pages_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rules"
)

// What people write that is right gives nothing.
func TestRightScenariosGiveNothing(t *testing.T) {
	names := scripts(t, "ok")
	if len(names) < 40 {
		t.Errorf("there are %d scenarios, want 40 at least", len(names))
	}
	for _, path := range names {
		t.Run(stem(path), func(t *testing.T) {
			base := filepath.Base(path)
			if got := lines(run(t, filepath.Dir(path), "", base), base); got != "" {
				t.Errorf("%s:\n%s", path, got)
			}
		})
	}
}

// Each script of testdata/check/err gives what stands in the .out file beside it.
func TestWrongScenarios(t *testing.T) {
	for _, path := range scripts(t, "err") {
		t.Run(stem(path), func(t *testing.T) {
			r, ok := ruleOf(stem(path))
			if !ok {
				t.Fatalf("%s is not named after a rule", path)
			}
			base := filepath.Base(path)
			list := run(t, filepath.Dir(path), r.Code, base)
			if !slices.ContainsFunc(list, func(f finding.Finding) bool { return f.Code == r.Code }) {
				t.Errorf("%s has no finding of %s %s", base, r.Code, r.Name)
			}
			golden(t, strings.TrimSuffix(path, filepath.Ext(path))+".out", lines(list, base))
		})
	}
}

// Each project of testdata/check/projects gives what stands in the .out file beside it. Those whose names begin with ok give nothing.
func TestProjects(t *testing.T) {
	for _, dir := range projects(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			r, named := ruleOf(filepath.Base(dir))
			list := run(t, dir, r.Code, ".")
			if !named && !strings.HasPrefix(filepath.Base(dir), "ok-") {
				t.Errorf("%s is not named after a rule, nor ok-", dir)
			}
			if !named && len(list) > 0 {
				t.Errorf("%s:\n%s", dir, lines(list, ""))
				return
			}
			if named && !slices.ContainsFunc(list, func(f finding.Finding) bool { return f.Code == r.Code }) {
				t.Errorf("%s has no finding of %s %s", dir, r.Code, r.Name)
			}
			golden(t, dir+".out", lines(list, ""))
		})
	}
}

// Each rule is tried three times at least.
func TestEachRuleHasThreeCases(t *testing.T) {
	cases := map[string]int{}
	count := func(base string) {
		if r, ok := ruleOf(base); ok {
			cases[r.Code]++
		}
	}
	for _, path := range scripts(t, "err") {
		count(stem(path))
	}
	for _, dir := range projects(t) {
		count(filepath.Base(dir))
	}
	for _, r := range rules.All() {
		if cases[r.Code] < 3 {
			t.Errorf("%s %s: testdata/check has %d cases (err/%s-*.js, projects/%s-*), want 3", r.Code, r.Name, cases[r.Code], r.Name, r.Name)
		}
	}
}

// No .out file and no fixed text is left over.
func TestEachOutHasItsCase(t *testing.T) {
	for _, pattern := range []string{"err/*.out", "projects/*.out", "err/*.fixed.*"} {
		made, err := filepath.Glob(filepath.Join(testdata, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range made {
			base := strings.TrimSuffix(stem(file), ".fixed")
			base = filepath.Join(filepath.Dir(file), base)
			if !exists(base) && !exists(base+".js") && !exists(base+".ts") {
				t.Errorf("%s belongs to nothing", file)
			}
		}
	}
}

// The examples of the project are as good as what the checker asks of others.
func TestExamplesHaveNoErrorsAndNoWarnings(t *testing.T) {
	dirs, err := filepath.Glob(filepath.Join(root, "scenarios", "examples", "*"))
	if err != nil || len(dirs) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			list := run(t, dir, "", ".")
			list = slices.DeleteFunc(list, func(f finding.Finding) bool { return f.Severity < finding.Warning })
			if got := lines(list, ""); got != "" {
				t.Errorf("%s:\n%s", dir, got)
			}
		})
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func projects(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(testdata, "projects"))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	var dirs []string
	for _, e := range entries {
		if e.IsDir() {
			dirs = append(dirs, filepath.Join(testdata, "projects", e.Name()))
		}
	}
	return dirs
}
