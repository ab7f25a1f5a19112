package gitleaks_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"voxemu/third_party/gitleaks"
)

func TestRules(t *testing.T) {
	got := gitleaks.Load()
	if len(got.Rules) < 150 || len(got.Allow) == 0 {
		t.Fatalf("%d rules, %d allowlists", len(got.Rules), len(got.Allow))
	}
	if !slices.IsSortedFunc(got.Rules, func(a, b gitleaks.Rule) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("the rules are not in the order of their ids")
	}
	for _, r := range got.Rules {
		expression, err := regexp.Compile(r.Regex)
		if err != nil || r.Group > expression.NumSubexp() || len(r.Keywords) == 0 || r.Description == "" {
			t.Errorf("%s: %v", r.ID, err)
		}
		if len(r.Exact) > 0 && r.Far {
			t.Errorf("%s: a word is in each match, and then not", r.ID)
		}
	}
}

func TestStudiesOfRules(t *testing.T) {
	for _, c := range []struct {
		id    string
		exact []string
		far   bool
		run   int
	}{
		{"twilio-api-key", []string{"SK"}, false, 32},
		{"github-app-token", []string{"ghs_", "ghu_"}, false, 36},
		{"adafruit-api-key", nil, false, 32},
		{"airtable-personnal-access-token", nil, true, 64},
		{"sonar-api-token", nil, false, 40},
	} {
		rules := gitleaks.Load().Rules
		r := rules[slices.IndexFunc(rules, func(r gitleaks.Rule) bool { return r.ID == c.id })]
		if !slices.Equal(r.Exact, c.exact) || r.Far != c.far || r.Run != c.run {
			t.Errorf("%s: got %q, %v, %d", c.id, r.Exact, r.Far, r.Run)
		}
	}
}
