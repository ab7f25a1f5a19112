package scenarios

import (
	"strings"
	"testing"

	"voxemu/runtime/diag"

	"github.com/google/go-cmp/cmp"
)

// rules makes rules of names and patterns; a pattern may end in " but " and an exclude pattern.
func rules(pairs ...string) []Rule {
	var out []Rule
	for i := 0; i < len(pairs); i += 2 {
		pattern, exclude, _ := strings.Cut(pairs[i+1], " but ")
		out = append(out, Rule{Name: pairs[i], Pattern: pattern, Exclude: exclude})
	}
	return out
}

func TestRoute(t *testing.T) {
	for _, tt := range []struct {
		name        string
		rules       []Rule
		numbers     []Number
		destination string
		want        string // the rule, "" for none
		why         string // a part of what is said
	}{
		{name: "pattern_must_match_all_of_it", rules: rules("a", "123"), destination: "123456", why: `pattern "123" does not match "123456"`},
		{name: "pattern_must_match_from_the_start", rules: rules("a", "456"), destination: "123456"},
		{name: "tail_is_matched_by_dot_plus", rules: rules("a", "123.+"), destination: "123456", want: "a"},
		{name: "alternatives_are_each_anchored", rules: rules("a", "1|23"), destination: "123"},
		{name: "later_alternative_may_match_all", rules: rules("a", "1|12"), destination: "12", want: "a"},
		{name: "alternatives_match", rules: rules("a", "1|23"), destination: "23", want: "a"},
		{name: "anchors_in_a_pattern_are_harmless", rules: rules("a", "^123$"), destination: "123", want: "a"},
		{name: "first_match_wins", rules: rules("a", "2.*", "b", "1.*", "c", ".*"), destination: "123", want: "b", why: `rule "a": pattern "2.*" does not match`},
		{name: "catch_all_on_top_shadows", rules: rules("a", ".*", "b", "123"), destination: "123", want: "a"},
		{name: "missing_pattern_takes_all", rules: rules("a", ""), destination: "anna", want: "a", why: `".*" matches`},
		{name: "empty_destination_is_taken_by_dot_star", rules: rules("a", ""), destination: "", want: "a"},
		{name: "exclude_keeps_rule_from_matching", rules: rules("a", "1.* but 12.*", "b", ".*"), destination: "123", want: "b", why: `but exclude "12.*" does too`},
		{name: "exclude_must_match_all_of_it", rules: rules("a", "1.* but 12"), destination: "123", want: "a"},
		{name: "case_counts", rules: rules("a", "Anna"), destination: "anna"},
		{name: "published_example_with_plus_question_takes_digits", rules: rules("a", `+?[1-9]\d{1,14}`), destination: "15550100", want: "a"},
		{name: "published_example_with_plus_question_takes_plus", rules: rules("a", `+?[1-9]\d{1,14}`), destination: "+15550100", want: "a"},
		{name: "plus_of_destination_is_explained", rules: rules("a", `1555.*`), destination: "+15550100", why: "because of the +"},
		{name: "lookahead_works_as_in_javascript", rules: rules("a", `(?!1555)\d+`, "b", ".*"), destination: "15550100", want: "b"},
		{name: "digits_are_ascii_as_in_javascript", rules: rules("a", `\d+`), destination: "١٢٣"},
		{name: "characters_count_not_bytes", rules: rules("a", "...."), destination: "анна", want: "a"},
		{name: "final_line_feed_is_not_ignored", rules: rules("a", "123"), destination: "123\n"},
		{name: "no_rules_no_match", destination: "1"},
		{name: "bound_number_overrides_patterns", rules: rules("a", ".*", "b", "9"), numbers: []Number{{Number: "123", Rule: "b"}},
			destination: "123", want: "b", why: `number 123 is bound to rule "b"`},
		{name: "bound_number_is_found_with_plus", rules: rules("a", ".*", "b", "9"), numbers: []Number{{Number: "123", Rule: "b"}}, destination: "+123", want: "b"},
		{name: "number_without_rule_is_routed", rules: rules("a", ".*"), numbers: []Number{{Number: "123"}}, destination: "123", want: "a"},
		{name: "endless_pattern_stops_routing", rules: rules("a", "(a+)+", "b", ".*"), destination: strings.Repeat("a", 40) + "b", why: "needs too long"},
		{name: "broken_pattern_stops_routing", rules: rules("a", "(", "b", ".*"), destination: "1", why: "missing closing )"},
		{name: "broken_exclude_stops_routing", rules: rules("a", "1 but (", "b", ".*"), destination: "1", why: "missing closing )"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			app := &Application{ShortName: "shop", Rules: tt.rules, Numbers: tt.numbers}
			rule, why, ok := Route(app, tt.destination)
			if got, want := rule.Name, tt.want; got != want || ok != (want != "") {
				t.Errorf("got %q %t, want %q; %q", got, ok, want, why)
			}
			if !strings.Contains(strings.Join(why, "\n"), tt.why) {
				t.Errorf("got %q, want %q in it", why, tt.why)
			}
		})
	}
}

func TestRouteSaysWhyNoRuleTakesACall(t *testing.T) {
	app := &Application{ShortName: "shop", Rules: []Rule{{Name: "a", Pattern: "1"}, {Name: "b", Pattern: "2"}}}
	_, why, _ := Route(app, "3")
	p := NoRoute(app, "3", why)
	want := `no rule of application "shop" takes "3": rule "a": pattern "1" does not match "3"; rule "b": pattern "2" does not match "3"`
	if diff := cmp.Diff(want, p.Message); diff != "" || p.Code != diag.CodeNoRule {
		t.Error(diff, p.Code)
	}
	if got := NoRoute(&Application{ShortName: "x"}, "3", nil).Message; got != `application "x" has no rules` {
		t.Error(got)
	}
}

func TestPatternMayNotBeLongerThanTheCloudTakes(t *testing.T) {
	if _, err := compilePattern(strings.Repeat("a", maxPatternBytes)); err != nil {
		t.Error(err)
	}
	if _, err := compilePattern(strings.Repeat("a", maxPatternBytes+1)); err == nil {
		t.Error("a pattern of 64 KB compiled")
	}
}

func BenchmarkRoute(b *testing.B) {
	app := &Application{}
	for _, pattern := range []string{"1555010.", `2\d+`, "anna|bob", `+?[1-9]\d{1,14}`} {
		re, err := compilePattern(pattern)
		if err != nil {
			b.Fatal(err)
		}
		app.Rules = append(app.Rules, Rule{Name: pattern, Pattern: pattern, pattern: re})
	}
	for b.Loop() {
		if _, _, ok := Route(app, "3123456789"); !ok {
			b.Fatal("no rule")
		}
	}
}

func TestRuleIsValidIfItsPatternsAreExpressions(t *testing.T) {
	for _, tt := range []struct {
		rule Rule
		want bool
	}{
		{Rule{}, true},
		{Rule{Pattern: `+?[1-9]\d{1,14}`, Exclude: "1.*"}, true},
		{Rule{Pattern: "("}, false},
		{Rule{Pattern: "1", Exclude: "("}, false},
	} {
		if got := tt.rule.Valid(); got != tt.want {
			t.Errorf("%+v: got %v", tt.rule, got)
		}
	}
}

func TestPlacesOfRules(t *testing.T) {
	dir := unpack(t, "-- voxemu.yaml --\nrules:\n  - name: in\n    pattern: '1.*'\n    scenarios: [a.js]\n  - {name: all, scenarios: [a.js]}\n-- a.js --\nf()\n")
	p, err := Load([]string{dir}, Options{Cwd: dir})
	if err != nil {
		t.Fatal(err)
	}
	rules := p.Application.Rules
	if got := rules[0].PatternPos.String(); got != "voxemu.yaml:3:14" {
		t.Errorf("the pattern is at %s", got)
	}
	if rules[1].PatternPos != rules[1].Pos {
		t.Errorf("without a pattern: %s, want %s", rules[1].PatternPos, rules[1].Pos)
	}
	if !strings.HasPrefix(rules[0].Source, "rules:\n") {
		t.Errorf("source %q", rules[0].Source)
	}
}
