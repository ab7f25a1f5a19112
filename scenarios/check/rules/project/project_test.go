package project_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/scenarios"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
	"voxemu/scenarios/check/rules/project"
)

// findings are those of a rule of this package, one a line: the place, the severity and the message.
func findings(code string, app *scenarios.Application, files map[string]*program.File, unbound ...string) string {
	var list []finding.Finding
	for _, r := range project.Rules() {
		if r.Code == code {
			r.Project(rule.NewProjectPass(&r, app, files, unbound, func(f finding.Finding) { list = append(list, f) }))
		}
	}
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintf(&b, "%s: %s: %s\n", f.Pos, f.Severity, f.Message)
	}
	return b.String()
}

// incoming is a scenario that calls start.
const incoming = "VoxEngine.forwardCallToUser();"

// application has rules with patterns, and exclude patterns behind a space and a !; they are called a, b and so on.
func application(patterns ...string) *scenarios.Application {
	app := &scenarios.Application{}
	for i, p := range patterns {
		pattern, exclude, _ := strings.Cut(p, " !")
		app.Rules = append(app.Rules, scenarios.Rule{
			Name: string(rune('a' + i)), Pattern: pattern, Exclude: exclude, PatternPos: diag.Pos{File: "r", Line: i + 1, Column: 1},
			Scenarios: []scenarios.Scenario{{Name: "in", File: "in.js", Text: incoming}},
		})
	}
	return app
}

func TestShadowed(t *testing.T) {
	for _, test := range []struct {
		name     string
		patterns []string
		want     string // which rule, and what takes its calls
	}{
		{"all", []string{".*", "15550199"}, `b: "a" takes`},
		{"all_by_default", []string{"", "1555.*"}, `b: "a" takes`},
		{"all_in_other_words", []string{"^.+$", "1555.*"}, `b: "a" takes`},
		{"equal", []string{`1555\d{4}`, `1555\d{4}`}, `b: "a" takes`},
		{"equal_but_for_anchors", []string{`^1555\d+$`, `1555\d+`}, `b: "a" takes`},
		{"equal_with_equal_excludes", []string{`1\d+ !15.*`, `1\d+ !15.*`}, `b: "a" takes`},
		{"literal", []string{`1555\d{4}`, `15550199`}, `b: "a" takes`},
		{"each_of_several", []string{`1555\d{4}`, `1555010[0-9]|1555(0199|0200)`}, `b: "a" takes`},
		{"by_two_rules", []string{`15550199`, `15550200`, `15550(199|200)`}, `c: "a", "b" take`},
		{"few_characters_more", []string{`1555\d+`, `155501[0-4]\d`}, `b: "a" takes`},
		{"optional", []string{`\d+`, `1?5550199`}, `b: "a" takes`},
		{"prefix", []string{`1555.*`, `15550\d+`}, `b: "a" takes`},
		{"prefix_and_more", []string{`1555.+`, `1555\d+`}, `b: "a" takes`},
		{"prefix_in_a_group", []string{`1555.+`, `(15550)(\d*)`}, `b: "a" takes`},
		{"prefix_of_a_repetition", []string{`15.*`, `(15){2,}.*`}, `b: "a" takes`},
		{"prefix_and_two_rounds", []string{`1.+`, `1{2,}`}, `b: "a" takes`},
		{"excluded_from_the_later_rule", []string{`15550199`, `155501(99|98) !15550198`}, `b: "a" takes`},

		{"different", []string{`1555\d{4}`, `1666\d{4}`}, ""},
		{"narrower_first", []string{`15550199`, `1555\d{4}`}, ""},
		{"some_are_left", []string{`15550199`, `15550199|15550200`}, ""},
		{"excluded", []string{`.* !15550199`, `15550199`}, ""},
		{"excluded_from_an_equal_one", []string{`1\d+ !15.*`, `1\d+`}, ""},
		{"longer", []string{`1555.+`, `1555\d*`}, ""},
		{"prefix_is_longer", []string{`15550.*`, `1555\d+`}, ""},
		{"prefix_of_one_alternative", []string{`1.*`, `1\d+|2\d+`}, ""},
		{"too_many_to_try", []string{`1555\d+`, `1555\d{7}`}, ""},
		{"case", []string{`[a-z]+`, `Anna`}, ""},
		{"not_a_pattern", []string{`(`, `(`}, ""},
		{"later_one_is_none", []string{`.*`, `(`}, ""},
		{"lookahead", []string{`\d+`, `(?=1)15550199`}, ""},
		{"reference", []string{`\d+`, `(1)\1`}, ""},
		{"takes_nothing", []string{`\d+`, `1$2`}, ""},
		{"class_of_another_language", []string{`\w+`, `[[:alpha:]]`}, ""},
		{"not_ASCII", []string{`\d+`, `é`}, ""},
		{"unknown_escape", []string{`\d+`, `1\x31`, `1\`}, ""},
		{"wide_class", []string{`\d+`, `[^1]`}, ""},
		{"large_sets", []string{`\d+`, `[0-9]{3}|a`, `[0-9]{1,4}`, `[0-9][0-9][0-9]`, `[0-9][0-9]|[a-d]`}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := findings("VX1802", application(test.patterns...), nil)
			if test.want == "" {
				if got != "" {
					t.Errorf("got %s", got)
				}
				return
			}
			name, by, _ := strings.Cut(test.want, ": ")
			want := fmt.Sprintf("r:%d:1: note: no call comes to the rule %q by its pattern: before it %s all that it would\n", name[0]-'a'+1, name, by)
			if got != want {
				t.Errorf("got  %swant %s", got, want)
			}
		})
	}
}

func TestShadowedRuleMayBeReachedInAnotherWay(t *testing.T) {
	app := application(".*", "15550199")
	app.Rules[1].Scenarios[0].Text = "VoxEngine.addEventListener(AppEvents.Started, f);"
	if got := findings("VX1802", app, nil); got != "" {
		t.Errorf("started over HTTP: %s", got)
	}
	app = application(".*", "15550199")
	app.Numbers = []scenarios.Number{{Number: "15550100", Rule: "b"}}
	if got := findings("VX1802", app, nil); got != "" {
		t.Errorf("bound to a number: %s", got)
	}
}

func TestPlus(t *testing.T) {
	for _, test := range []struct {
		pattern string
		want    bool
	}{
		{`\+1555\d+`, true},
		{`^\+1555$`, true},
		{`+1555\d+`, true},
		{`[+]1555`, true},
		{`(\+1)555`, true},
		{`(?:\+1)(555|666)\d{4}`, true},
		{`\+1|\+2`, true},
		{`\+.*`, true},
		{`\++1`, true},
		{`\+?1555`, false},
		{`+?[1-9]\d{1,14}`, false},
		{`\+*1`, false},
		{`\+{0,1}1`, false},
		{`(\+1)?555`, false},
		{`\+1|1`, false},
		{`1\+1`, false},
		{`(+1)`, false},
		{`[+1]555`, false},
		{`.*`, false},
		{``, false},
	} {
		got := findings("VX1803", application(test.pattern), nil)
		want := ""
		if test.want {
			want = "r:1:1: note: the pattern " + test.pattern + " wants a plus in front, and the numbers that callers dial come without one\n"
		}
		if got != want {
			t.Errorf("%s: got %q", test.pattern, got)
		}
	}
}

func TestUnused(t *testing.T) {
	want := "a.js: note: no rule uses this scenario\nb.js: note: no rule uses this scenario\n"
	if diff := cmp.Diff(want, findings("VX1805", application(), nil, "a.js", "b.js")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// run returns what the rule about names says of scenarios that run in this order: a.js, b.js and so on.
func run(t *testing.T, texts ...string) string {
	t.Helper()
	app, files := scenariosOf(t, texts...)
	return findings("VX1806", app, files)
}

func scenariosOf(t *testing.T, texts ...string) (*scenarios.Application, map[string]*program.File) {
	t.Helper()
	r := scenarios.Rule{Name: "in", Pos: diag.Pos{File: "rules.config.json", Line: 1, Column: 1}}
	files := map[string]*program.File{}
	for i, text := range texts {
		s := scenarios.Scenario{Name: string(rune('a' + i)), File: string(rune('a'+i)) + ".js", Text: text}
		f, err := program.Read(jsvm.Source{Name: s.File, Text: text})
		if err != nil {
			t.Fatal(err)
		}
		files[s.File] = f
		r.Scenarios = append(r.Scenarios, s)
	}
	return &scenarios.Application{Rules: []scenarios.Rule{r}}, files
}

func TestNameTwice(t *testing.T) {
	const fails = "b.js:1:%d: error: x is declared in a.js:1:%d too: a SyntaxError, as scenarios of one rule share their names\n"
	const replaces = "b.js:1:%d: note: x is declared in a.js:1:%d too: this %s takes the place of that one, as scenarios of one rule share their names\n"
	for _, test := range []struct{ name, first, second, want string }{
		{"let_and_let", "let x = 1;", "let x = 1;", fmt.Sprintf(fails, 5, 5)},
		{"const_and_const", "const x = 1;", "const x = 1;", fmt.Sprintf(fails, 7, 7)},
		{"class_and_class", "class x {}", "class x {}", fmt.Sprintf(fails, 7, 7)},
		{"const_and_var", "const x = 1;", "var x = 1;", fmt.Sprintf(fails, 5, 7)},
		{"var_and_let", "var x;", "let x;", fmt.Sprintf(fails, 5, 5)},
		{"function_and_const", "function x() {}", "const x = 1;", fmt.Sprintf(fails, 7, 10)},
		{"let_and_function", "let x;", "function x() {}", fmt.Sprintf(fails, 10, 5)},
		{"var_in_a_block", "{ var x = 1; }", "let x;", fmt.Sprintf(fails, 5, 7)},
		{"patterns", "const { x } = f();", "const [x] = f();", fmt.Sprintf(fails, 8, 9)},
		{"functions", "function x() { return 1; }", "function x() { return 2; }", fmt.Sprintf(replaces, 10, 10, "function")},
		{"vars", "var x = 1;", "var x = 2;", fmt.Sprintf(replaces, 5, 5, "value")},
		{"var_and_function", "var x = 1;", "function x() {}", fmt.Sprintf(replaces, 10, 5, "value")},
		{"var_beside_a_function", "var x = 1; function x() {}", "var x = 2;", fmt.Sprintf(replaces, 5, 5, "value")},

		{"same_function", "function x() { return 1; }", "function x() { return 1; }", ""},
		{"same_var", "var x = 1;", "var x = 1;", ""},
		{"var_without_a_value", "var x = 1;", "var x;", ""},
		{"var_without_a_value_first", "var x;", "var x = 1;", ""},
		{"made_of_the_one_before", "var x = { a: 1 };", "var x = x || {};", ""},
		{"in_functions", "(() => { let x; })();", "let x;", ""},
		{"in_blocks", "{ let x; }", "{ let x; } let y;", ""},
		{"function_in_a_block", "{ function x() {} }", "let x;", ""},
		{"assigned", "x = 1;", "let x;", ""},
		{"different", "let x;", "let y;", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, run(t, test.first, test.second)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestNameTwiceIsToldOnceForTwoScenarios(t *testing.T) {
	app, files := scenariosOf(t, "let x;", "let x; let y;", "let y;")
	app.Rules = append(app.Rules, scenarios.Rule{Name: "back", Scenarios: []scenarios.Scenario{{File: "b.js"}, {File: "missing.js"}, {File: "a.js"}}})
	want := `b.js:1:5: error: x is declared in a.js:1:5 too: a SyntaxError, as scenarios of one rule share their names
c.js:1:5: error: y is declared in b.js:1:12 too: a SyntaxError, as scenarios of one rule share their names
`
	if diff := cmp.Diff(want, findings("VX1806", app, files)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestScenarioThatARuleRunsTwice(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"const", "function f() {} const x = 1;", "rules.config.json:1:1: error: the rule \"in\" runs a twice, and the second time the declaration of x is a SyntaxError\n"},
		{"functions", "var x = 1; function f() {}", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			app, files := scenariosOf(t, test.text)
			s := app.Rules[0].Scenarios[0]
			app.Rules[0].Scenarios = []scenarios.Scenario{s, s, s}
			if diff := cmp.Diff(test.want, findings("VX1806", app, files)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
