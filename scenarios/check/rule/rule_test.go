package rule_test

import (
	"strings"
	"testing"

	"github.com/dop251/goja/ast"
	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/diag"
	"voxemu/scenarios"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule"
	"voxemu/scenarios/check/rule/ruletest"
)

// pass runs a rule at a scenario and returns what it reports.
func pass(t *testing.T, name, text string, look func(*rule.Pass)) []finding.Finding {
	t.Helper()
	var found []finding.Finding
	r := rule.Rule{Code: "VX1299", Name: "made-up", Severity: finding.Warning}
	look(rule.NewPass(&r, ruletest.Read(t, name, text), func(f finding.Finding) { found = append(found, f) }))
	return found
}

// mended is a text with a change; "" if there is none.
func mended(text string, fix *finding.Fix) string {
	after, ok := ruletest.Mended(text, fix)
	if !ok {
		return ""
	}
	return after
}

func TestFindingHasItsPlaceAndDetails(t *testing.T) {
	const text = "let a;\na = b;"
	fix := &finding.Fix{Title: "mend it"}
	found := pass(t, "a.js", text, func(p *rule.Pass) {
		p.Report(p.Tree().Body[1], "wrong", rule.Hint("write %d", 1), rule.Lower(finding.Error), rule.Mend(fix))
		p.ReportRange(4, 5, "less sure", rule.Lower(finding.Note), rule.Mend(nil))
		p.ReportFile("too long", rule.Lower(finding.Off))
	})
	want := []finding.Finding{
		{Code: "VX1299", Rule: "made-up", Severity: finding.Warning, Message: "wrong", Hint: "write 1", Source: text, Fix: fix,
			Pos: diag.Pos{File: "a.js", Line: 2, Column: 1}, End: diag.Pos{File: "a.js", Line: 2, Column: 6}},
		{Code: "VX1299", Rule: "made-up", Severity: finding.Note, Message: "less sure", Source: text,
			Pos: diag.Pos{File: "a.js", Line: 1, Column: 5}, End: diag.Pos{File: "a.js", Line: 1, Column: 6}},
		{Code: "VX1299", Rule: "made-up", Severity: finding.Off, Message: "too long", Pos: diag.Pos{File: "a.js"}},
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Error(diff)
	}
}

func TestFindingOfAProjectHasTheTextOfItsFile(t *testing.T) {
	var found []finding.Finding
	r := rule.Rule{Code: "VX1899", Name: "made-up", Severity: finding.Note}
	p := rule.NewProjectPass(&r, &scenarios.Application{}, nil, nil, func(f finding.Finding) { found = append(found, f) })
	p.Report(diag.Pos{File: "rules.config.json", Line: 3, Column: 1}, "the text", "wrong", rule.Hint("mend it"))
	want := []finding.Finding{{Code: "VX1899", Rule: "made-up", Severity: finding.Note, Message: "wrong", Hint: "mend it", Source: "the text",
		Pos: diag.Pos{File: "rules.config.json", Line: 3, Column: 1}}}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Error(diff)
	}
}

func TestReplaceAndSurround(t *testing.T) {
	for _, test := range []struct{ name, file, text, what, replaced, surrounded string }{
		{"as_it_was_written", "a.js", "f(one)", "one", "f(two)", "f((one))"},
		{"behind_types_that_were_taken_out", "a.ts", "let x: number = one", "one", "let x: number = two", "let x: number = (one)"},
		{"made_from_something_else", "a.ts", "enum E { one }", "(E2)", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			pass(t, test.file, test.text, func(p *rule.Pass) {
				start := strings.Index(p.Text(), test.what)
				if start < 0 {
					t.Fatalf("%q is not in %s", test.what, p.Text())
				}
				got := mended(test.text, p.Replace(start, start+len(test.what), "two", "title"))
				if got != test.replaced {
					t.Errorf("replaced: got %q, want %q", got, test.replaced)
				}
				got = mended(test.text, p.Surround(start, start+len(test.what), "(", ")", "title"))
				if got != test.surrounded {
					t.Errorf("surrounded: got %q, want %q", got, test.surrounded)
				}
			})
		})
	}
}

func TestNothingIsPutInThePlaceOfNothing(t *testing.T) {
	pass(t, "a.js", "f(one)", func(p *rule.Pass) {
		if fix := p.Replace(2, 2, "two", "title"); fix != nil {
			t.Errorf("got %v", fix)
		}
	})
}

func TestPrecedeKeepsTheLayout(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a_line_of_its_own", "  if (x) {\n\t  a.b();\n  }", "  if (x) {\n\t  on();\n\t  a.b();\n  }"},
		{"in_a_line_with_others", "{ a.b() }", "{ on(); a.b() }"},
		{"an_optional_call", "a?.b();", "on();\na?.b();"},
		{"in_a_case", "switch (x) { case 1: a.b() }", "switch (x) { case 1: on(); a.b() }"},
		{"a_branch_without_braces_would_lose_it", "if (x) a.b();", ""},
		{"a_part_of_an_expression", "c = a.b();", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			pass(t, "a.js", test.text, func(p *rule.Pass) {
				got := ""
				for _, n := range p.Nodes() {
					if call, ok := n.(*ast.CallExpression); ok {
						got = mended(test.text, p.Precede(call, "on();", "title"))
					}
				}
				if diff := cmp.Diff(test.want, got); diff != "" {
					t.Error(diff)
				}
			})
		})
	}
}
