package cli

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// junit is what is read of a JUnit report.
type junit struct {
	Suites []struct {
		Name  string `xml:"name,attr"`
		Cases []struct {
			Name    string    `xml:"name,attr"`
			Failure *struct{} `xml:"failure"`
			Skipped *struct{} `xml:"skipped"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

// The tests of the examples: each example has some, all pass, and the JUnit report has each once.
func TestExamplesHaveTestsThatPass(t *testing.T) {
	folders, err := filepath.Glob(filepath.Join(project, "scenarios", "examples", "*"))
	if err != nil || len(folders) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	root := t.TempDir()
	for _, folder := range folders {
		copyFolder(t, folder, filepath.Join(root, "scenarios", "examples", filepath.Base(folder)))
	}
	code, out, stderr := try(root, "test", "scenarios/examples", "--reporter", "plain", "--reporter", "junit=report.xml")
	if code != 0 || stderr != "" {
		t.Fatalf("exit code %d\n%s\n%s", code, out, stderr)
	}
	data, err := os.ReadFile(filepath.Join(root, "report.xml"))
	if err != nil {
		t.Fatal(err)
	}
	var report junit
	if err := xml.Unmarshal(data, &report); err != nil {
		t.Fatal(err)
	}
	tested, cases := map[string]bool{}, map[string]bool{}
	for _, s := range report.Suites {
		tested[filepath.Base(filepath.Dir(s.Name))] = true
		for _, c := range s.Cases {
			id := s.Name + " › " + c.Name
			if cases[id] {
				t.Errorf("%s is in the report twice", id)
			}
			if cases[id] = true; c.Failure != nil || c.Skipped != nil {
				t.Errorf("%s failed or was skipped", id)
			}
		}
	}
	if got := strings.Count(out, "✓ "); got != len(cases) {
		t.Errorf("%d tests passed, the report has %d", got, len(cases))
	}
	for _, folder := range folders {
		if name := filepath.Base(folder); !tested[name] {
			t.Errorf("the example %s has no test", name)
		}
	}
}
