package cli

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"voxemu/runtime/telephony"
	"voxemu/scenarios"
)

// docs/far-ends.md shows each step there is, and nothing that would be refused.
func TestFarEndsPageIsTrue(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(project, "docs", "far-ends.md"))
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)

	_, section, _ := strings.Cut(page, "\n## Steps\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var shown []string
	for _, row := range regexp.MustCompile("(?m)^\\| (`.*`) \\|").FindAllStringSubmatch(section, -1) {
		for _, text := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(row[1], -1) {
			step, err := telephony.ParseStep(text[1])
			if err != nil {
				t.Errorf("%s: %v", text[0], err)
			}
			shown = append(shown, string(step.Verb))
		}
	}
	_, err = telephony.ParseStep("nonsense")
	e, ok := errors.AsType[*telephony.ScriptError](err)
	if !ok {
		t.Fatal("nonsense was understood")
	}
	all := strings.Split(strings.TrimPrefix(e.Hint, "allowed: "), ", ")
	slices.Sort(all)
	slices.Sort(shown)
	if got := slices.Compact(shown); !slices.Equal(got, all) {
		t.Errorf("the tables have the steps %v, there are %v", got, all)
	}

	calls := regexp.MustCompile(`--do '(.*)'`).FindAllStringSubmatch(page, -1)
	for _, call := range calls {
		if err := checkStep(call[1]); err != nil {
			t.Errorf("%s: %v", call[0], err)
		}
	}
	files := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(page, -1)
	sound, err := os.ReadFile(filepath.Join(project, "scenarios", "examples", "prompt-chain", "jingle.mp3"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		path := filepath.Join(t.TempDir(), "far.yaml")
		for _, name := range regexp.MustCompile(`prompts/[a-z]+\.[a-z0-9]+`).FindAllString(file[1], -1) { // the page's own sounds
			own := filepath.Join(filepath.Dir(path), name)
			if err := errors.Join(os.MkdirAll(filepath.Dir(own), 0o777), os.WriteFile(own, sound, 0o666)); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(path, []byte(file[1]), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := scenarios.LoadFar(path, scenarios.Options{CheckStep: checkStep, CheckSocketStep: checkSocketStep}); err != nil {
			t.Error(err)
		}
	}
	if len(calls) < 2 || len(files) < 1 {
		t.Errorf("%d calls and %d files found on the page", len(calls), len(files))
	}
}
