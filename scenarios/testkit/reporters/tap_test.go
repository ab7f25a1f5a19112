package reporters_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/reporters"
)

var tapPoint = regexp.MustCompile(`^(not )?ok (\d+) - ((?:[^#\\]|\\[#\\])*?)( # SKIP.*)?$`)

// A reader of TAP 14 sees each test once, and can parse each block of diagnostics.
func TestTAPCanBeRead(t *testing.T) {
	text := report(t, "tap", reporters.Style{Times: true}, suite())
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if lines[0] != "TAP version 14" || lines[1] != "1..8" || lines[len(lines)-1] != "Bail out! 2 tests not run: the run was cut short" {
		t.Errorf("got %q, %q ... %q", lines[0], lines[1], lines[len(lines)-1])
	}
	var names []string
	var blocks []map[string]any
	for i := 2; i < len(lines)-1; i++ {
		if lines[i] != "  ---" {
			m := tapPoint.FindStringSubmatch(lines[i])
			if m == nil {
				t.Fatalf("line %d is no test point: %q", i+1, lines[i])
			}
			names = append(names, strings.NewReplacer(`\\`, `\`, `\#`, "#").Replace(m[3]))
			continue
		}
		var block []string
		for i++; lines[i] != "  ..."; i++ {
			block = append(block, lines[i])
		}
		values := map[string]any{}
		if err := yaml.Unmarshal([]byte(strings.Join(block, "\n")), &values); err != nil {
			t.Fatalf("%v in\n%s", err, strings.Join(block, "\n"))
		}
		blocks = append(blocks, values)
	}
	for i, r := range suite().Results {
		if names[i] != r.ID {
			t.Errorf("test point %d is %q, want %q", i+1, names[i], r.ID)
		}
	}
	failed := blocks[1]
	if got, want := failed["message"], `caller did not hear "Welcome": it took longer than 60s`; got != want {
		t.Errorf("message %q, want %q", got, want)
	}
	if got, _ := failed["details"].(string); !strings.HasPrefix(got, "error: caller did not hear") || !strings.Contains(got, "\n> 5 │   await expect(caller)") {
		t.Errorf("details:\n%s", got)
	}
}

func TestTAPOfNothing(t *testing.T) {
	if got, want := report(t, "tap", reporters.Style{}, &testkit.Summary{}), "TAP version 14\n1..0\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
