package check_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/scenarios/check"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule"
)

func fix(t *testing.T, files memory, paths []string, opt check.Options) (changes []check.Change, left string) {
	t.Helper()
	opt.Files, opt.Cwd = files, "/w"
	if opt.Rules == nil {
		opt.Rules = testRules()
	}
	r, changes, err := check.Fix(context.Background(), paths, opt)
	if err != nil {
		t.Fatal(err)
	}
	return changes, lines(r)
}

func TestFixesChangeWhatIsFound(t *testing.T) {
	files := inMemory("-- a.js --\n\ufeffBAD; ODD; BAD;\r\nf();\r\n-- b.ts --\nlet x: string = BAD;\n-- c.js --\nODD\n-- d.js --\nBAD // voxemu-ignore bad: known\n")
	changes, left := fix(t, files, []string{"c.js", "b.ts", "a.js", "d.js"}, check.Options{})
	want := []check.Change{
		{File: "a.js", Path: "/w/a.js", Before: "\ufeffBAD; ODD; BAD;\r\nf();\r\n", After: "\ufeffgood\r\n; ODD; good\r\n;\r\nf();\r\n", Fixes: 2},
		{File: "b.ts", Path: "/w/b.ts", Before: "let x: string = BAD;\n", After: "let x: string = good\n;\n", Fixes: 1},
	}
	if diff := cmp.Diff(want, changes); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	compare(t, "a.js:2:3: warning: found ODD [VX1301 odd]\nc.js:1:1: warning: found ODD [VX1301 odd]\n", left)
	if text := string(files.fs["w/a.js"].Data); !strings.Contains(text, "BAD") {
		t.Error("the file was written to")
	}
}

func TestFixOfStdin(t *testing.T) {
	changes, left := fix(t, inMemory(""), []string{"-"}, check.Options{Stdin: strings.NewReader("f(BAD)")})
	if diff := cmp.Diff([]check.Change{{File: "<stdin>", Before: "f(BAD)", After: "f(good\n)", Fixes: 1}}, changes); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	compare(t, "nothing\n", left)
}

func TestFixOfAnUnusedComment(t *testing.T) {
	changes, left := fix(t, inMemory("-- a.js --\nf(); // voxemu-ignore bad: no\n  // voxemu-ignore odd: no\ng(); /* voxemu-ignore odd: no */ h();\n// voxemu-ignore odd, bad: no\nODD\n"), []string{"a.js"}, check.Options{})
	compare(t, "f();\ng(); h();\n// voxemu-ignore odd, bad: no\nODD\n", changes[0].After)
	compare(t, "a.js:3:1: warning: nothing here for bad to silence [VX1902 unused-suppression]\n", left)
}

// editing makes a rule that offers these edits, one fix each, as long as the text has the word WORD.
func editing(edits ...[]finding.Edit) []rule.Rule {
	return []rule.Rule{{Code: "VX1201", Name: "edit", Severity: finding.Error, File: func(p *rule.Pass) {
		for i, list := range edits {
			if strings.Contains(p.Text(), "WORD") {
				p.ReportRange(0, 1, fmt.Sprint("fix ", i), rule.Mend(&finding.Fix{Title: "x", Edits: list}))
			}
		}
	}}}
}

func TestFixes(t *testing.T) {
	type edits = []finding.Edit
	for name, tc := range map[string]struct {
		text  string
		rules []rule.Rule
		want  string
		fixes int
	}{
		"the_same_edit_twice_is_one":                {"WORD", editing(edits{{Start: 0, End: 4, Text: "x"}}, edits{{Start: 0, End: 4, Text: "x"}}), "x", 2},
		"one_behind_the_other":                      {"WORD+1", editing(edits{{Start: 5, End: 6, Text: "2"}}, edits{{Start: 0, End: 4, Text: "x"}}), "x+2", 2},
		"that_break_the_text_are_not_made":          {"WORD+1", editing(edits{{Start: 0, End: 6, Text: "x +"}}), "", 0},
		"that_break_the_text_do_not_stop_others":    {"WORD+1", editing(edits{{Start: 4, End: 5, Text: ")"}}, edits{{Start: 0, End: 4, Text: "x"}}), "x+1", 1},
		"outside_the_text_are_not_made":             {"WORD", editing(edits{{Start: 3, End: 9, Text: ""}}, edits{{Start: 2, End: 1, Text: ""}}), "", 0},
		"of_several_edits_are_made_whole_or_not_at": {"WORD+1", editing(edits{{Start: 0, End: 4, Text: "x"}}, edits{{Start: 5, End: 6, Text: "2"}, {Start: 2, End: 3, Text: "y"}}), "x+1", 1},
		"that_change_nothing_end":                   {"WORD", editing(edits{{Start: 0, End: 4, Text: "WORD"}}), "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			changes, _ := fix(t, inMemory("-- a.js --\n"+tc.text+"\n"), []string{"a.js"}, check.Options{Rules: tc.rules})
			got, n := "", 0
			if len(changes) > 0 {
				got, n = strings.TrimSuffix(changes[0].After, "\n"), changes[0].Fixes
			}
			if got != tc.want || n != tc.fixes {
				t.Errorf("%q with %d fixes, want %q with %d", got, n, tc.want, tc.fixes)
			}
		})
	}
}

func TestFixesThatTouchWaitForTheNextPass(t *testing.T) {
	list := []rule.Rule{{Code: "VX1201", Name: "shorter", Severity: finding.Error, File: func(p *rule.Pass) {
		for _, pair := range []string{"AB", "BC", "CD"} {
			if at := strings.Index(p.Text(), pair); at >= 0 {
				p.ReportRange(at, at+2, pair, rule.Mend(&finding.Fix{Title: "x", Edits: []finding.Edit{{Start: at, End: at + 1}}}))
			}
		}
	}}}
	changes, left := fix(t, inMemory("-- a.js --\nABCD\n"), []string{"a.js"}, check.Options{Rules: list})
	if len(changes) != 1 || changes[0].After != "D\n" || changes[0].Fixes != 3 || left != "nothing\n" {
		t.Errorf("%+v, left %s", changes, left)
	}
}

func TestFixesThatNeverEndAreLeft(t *testing.T) {
	changes, left := fix(t, inMemory("-- a.js --\nWORD\n"), []string{"a.js"}, check.Options{Rules: editing([]finding.Edit{{Start: 0, End: 0, Text: "x"}})})
	if len(changes) != 1 || changes[0].After != "xxxxxxxxWORD\n" || left != "a.js:1:1: error: fix 0 [VX1201 edit]\n" {
		t.Errorf("%+v, left %s", changes, left)
	}
}

func TestFixesOfProjectFiles(t *testing.T) {
	files := inMemory("-- applications/a/rules.config.json --\n[{\"ruleName\": \"in\", \"scenarios\": []}]\n-- voxemu.yaml --\nlimits: strict\n-- scenarios/src/x --\n")
	offer := func(file string, edit finding.Edit) rule.Rule {
		return rule.Rule{Code: "VX18" + fmt.Sprint(len(file)), Name: "x" + file, Severity: finding.Note, Project: func(p *rule.ProjectPass) {
			data, _ := files.ReadFile("/w/" + file)
			pos := p.Application.Rules[0].Pos
			pos.File = file
			if edit.End <= len(data) && !strings.Contains(string(data), "cloud") && !strings.Contains(string(data), "out") {
				p.Report(pos, string(data), "x", rule.Mend(&finding.Fix{Title: "x", Edits: []finding.Edit{edit}}))
			}
		}}
	}
	good, yaml := "applications/a/rules.config.json", "voxemu.yaml"
	for name, tc := range map[string]struct {
		rule rule.Rule
		want string
	}{
		"json":                   {offer(good, finding.Edit{Start: 15, End: 17, Text: "out"}), "[{\"ruleName\": \"out\", \"scenarios\": []}]\n"},
		"json_that_would_break":  {offer(good, finding.Edit{Start: 14, End: 15}), ""},
		"yaml":                   {offer(yaml, finding.Edit{Start: 8, End: 14, Text: "cloud"}), "limits: cloud\n"},
		"yaml_that_would_break":  {offer(yaml, finding.Edit{Start: 8, End: 14, Text: "["}), ""},
		"a_file_that_is_missing": {offer("nowhere.json", finding.Edit{Text: "x"}), ""},
	} {
		t.Run(name, func(t *testing.T) {
			r, changes, err := check.Fix(context.Background(), nil, check.Options{Files: files, Cwd: "/w", Rules: []rule.Rule{tc.rule}})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if len(changes) > 0 {
				got = changes[0].After
			}
			if got != tc.want {
				t.Errorf("%q, want %q; %+v", got, tc.want, r)
			}
		})
	}
}
