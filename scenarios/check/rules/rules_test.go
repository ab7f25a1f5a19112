package rules_test

import (
	"regexp"
	"strings"
	"testing"

	"voxemu/runtime/diag"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rules"
)

func TestRulesAreWellFormed(t *testing.T) {
	code, name := regexp.MustCompile(`^VX1[2-9][0-9]{2}$`), regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	codes, names := map[string]bool{}, map[string]bool{}
	for _, r := range rules.All() {
		if !code.MatchString(r.Code) || codes[r.Code] {
			t.Errorf("%s is no code of a rule, or is there twice", r.Code)
		}
		if _, taken := diag.Lookup(r.Code); taken {
			t.Errorf("%s has a meaning in runtime/diag/codes.go", r.Code)
		}
		if !name.MatchString(r.Name) || names[r.Name] || r.Name == "all" || r.Name == "default" {
			t.Errorf("%s: %q is no name of a rule, or is there twice", r.Code, r.Name)
		}
		codes[r.Code], names[r.Name] = true, true
		if r.Severity == finding.Off {
			t.Errorf("%s has no severity: a rule that runs only when asked for is Optional", r.Code)
		}
		if r.Summary == "" || strings.HasSuffix(r.Summary, ".") || strings.Contains(r.Summary, "\n") {
			t.Errorf("%s: summary %q: want one line without a full stop", r.Code, r.Summary)
		}
		if r.File != nil && r.Project != nil {
			t.Errorf("%s looks at files and at projects: one of the two", r.Code)
		}
	}
}
