package check_test

import (
	"context"
	"testing"

	"voxemu/scenarios/check"
	"voxemu/scenarios/check/finding"
)

// everything has a finding of each rule that looks at a scenario.
const everything = "-- a.js --\nBAD\nWORSE\nODD\nUNSURE\nREMARK\nASKED\n"

func TestChoiceOfRules(t *testing.T) {
	const (
		bad    = "a.js:1:1: error: found BAD [VX1201 bad]\n"
		worse  = "a.js:2:1: error: found WORSE [VX1202 worse]\n"
		odd    = "a.js:3:1: warning: found ODD [VX1301 odd]\n"
		unsure = "a.js:4:1: note: found UNSURE [VX1302 unsure]\n"
		remark = "a.js:5:1: note: found REMARK [VX1601 remark]\n"
		asked  = "a.js:6:1: note: found ASKED [VX1602 asked]\n"
	)
	level := func(rule string, s finding.Severity) []check.Level { return []check.Level{{Rule: rule, Severity: s}} }
	for name, tc := range map[string]struct {
		choice     check.Choice
		yaml, want string
	}{
		"by_default_all_that_are_not_optional":   {check.Choice{}, "", bad + worse + odd + unsure + remark},
		"a_code":                                 {check.Choice{Select: []string{"vx1201"}}, "", bad},
		"a_name":                                 {check.Choice{Select: []string{"asked"}}, "", asked},
		"the_beginning_of_codes":                 {check.Choice{Select: []string{"VX12"}}, "", bad + worse},
		"default_and_one_more":                   {check.Choice{Select: []string{"default", "asked"}}, "", bad + worse + odd + unsure + remark + asked},
		"all_but_some":                           {check.Choice{Select: []string{"all"}, Ignore: []string{"VX12", "odd"}}, "", unsure + remark + asked},
		"the_lowest_severity":                    {check.Choice{Show: finding.Warning}, "", bad + worse + odd},
		"a_severity":                             {check.Choice{Severity: level("bad", finding.Note), Show: finding.Warning}, "", worse + odd},
		"off":                                    {check.Choice{Severity: level("VX1", finding.Off)}, "", "nothing\n"},
		"what_is_unsure_is_not_raised":           {check.Choice{Select: []string{"unsure"}, Severity: level("unsure", finding.Error)}, "", unsure},
		"what_is_unsure_can_be_left_out":         {check.Choice{Select: []string{"unsure"}, Severity: level("unsure", finding.Off)}, "", "nothing\n"},
		"the_last_severity_counts":               {check.Choice{Severity: append(level("VX1", finding.Off), level("bad", finding.Error)...)}, "", "nothing\n"},
		"a_file_selects":                         {check.Choice{}, "select: [VX12]", bad + worse},
		"the_command_line_selects_before_a_file": {check.Choice{Select: []string{"odd"}}, "select: [VX12]", odd},
		"a_file_ignores_and_the_command_line_does_too":   {check.Choice{Ignore: []string{"remark"}}, "ignore: VX12", odd + unsure},
		"a_file_sets_severities":                         {check.Choice{}, "severity: {VX12: off, odd: off, remark: warning}", unsure + "a.js:5:1: warning: found REMARK [VX1601 remark]\n"},
		"the_command_line_sets_severities_before_a_file": {check.Choice{Severity: level("odd", finding.Error), Select: []string{"odd"}}, "severity: {odd: note}", "a.js:3:1: error: found ODD [VX1301 odd]\n"},
		"a_file_says_what_is_shown":                      {check.Choice{}, "show: error", bad + worse},
		"the_command_line_says_so_before_a_file":         {check.Choice{Show: finding.Warning}, "show: error", bad + worse + odd},
		"an_empty_key":                                   {check.Choice{Select: []string{"bad"}}, "", bad},
		"unknown_rules_of_a_file_are_findings": {
			check.Choice{}, "{select: bad, ignore: [VX99, remarkk], severity: {wors: off}}",
			bad + "voxemu.yaml:1:31: error: check.ignore: there is no rule \"VX99\" [VX1905 project-file]\nvoxemu.yaml:1:37: error: check.ignore: there is no rule \"remarkk\" [VX1905 project-file]\nvoxemu.yaml:1:58: error: check.severity: there is no rule \"wors\" [VX1905 project-file]\n",
		},
		"unknown_rules_of_the_command_line_are_wrong_use":         {check.Choice{Select: []string{"odd", "remarkk"}}, "", "! --select: there is no rule \"remarkk\"\n"},
		"so_are_those_to_ignore":                                  {check.Choice{Ignore: []string{"VX99"}}, "", "! --ignore: there is no rule \"VX99\"\n"},
		"and_those_with_a_severity":                               {check.Choice{Severity: level("VX", finding.Note)}, "", "! --severity: there is no rule \"VX\"\n"},
		"settings_that_have_no_meaning_are_findings_of_that_file": {check.Choice{Select: []string{"bad"}}, "{shw: note}", bad + "voxemu.yaml:1:9: error: check has no key \"shw\" [VX1905 project-file]\n"},
	} {
		t.Run(name, func(t *testing.T) {
			files := everything
			if tc.yaml != "" {
				files += "-- voxemu.yaml --\ncheck: " + tc.yaml + "\n"
			}
			if tc.yaml != "" && tc.yaml[0] != '{' {
				files = everything + "-- voxemu.yaml --\ncheck:\n  " + tc.yaml + "\n"
			}
			compare(t, tc.want, run(t, inMemory(files), []string{"a.js"}, check.Options{Choice: tc.choice}))
		})
	}
}

func TestWhatCannotBeCheckedIsReportedWhateverIsSelected(t *testing.T) {
	files := inMemory("-- a.js --\n1+\n-- b.txt --\n\n")
	choice := check.Choice{Select: []string{"bad"}}
	want := "a.js:2:1: error: Unexpected end of file [VX1701 syntax]\nb.txt: error: not a scenario [VX1904 unreadable]\n"
	compare(t, want, run(t, files, []string{"a.js", "b.txt"}, check.Options{Choice: choice}))
	choice.Ignore = []string{"VX1701", "unreadable"}
	compare(t, "nothing\n", run(t, files, []string{"a.js", "b.txt"}, check.Options{Choice: choice}))
}

func TestTheNearestSettingsHold(t *testing.T) {
	files := inMemory(`
-- voxemu.yaml --
check: {select: bad, failOn: never}
-- a.voxengine.js --
BAD; ODD
-- x/voxemu.yaml --
application: shop
-- x/a.js --
BAD; ODD
-- x/y/voxemu.yaml --
check: {select: odd}
-- x/y/z/a.voxengine.js --
BAD; ODD
-- repository/.git/HEAD --
-- repository/a.voxengine.js --
BAD; ODD
`)
	compare(t, `
a.voxengine.js:1:1: error: found BAD [VX1201 bad]
repository/a.voxengine.js:1:1: error: found BAD [VX1201 bad]
repository/a.voxengine.js:1:6: warning: found ODD [VX1301 odd]
x/a.js:1:1: error: found BAD [VX1201 bad]
x/y/z/a.voxengine.js:1:6: warning: found ODD [VX1301 odd]
`, run(t, files, nil, check.Options{}))
}

func TestWhenACheckFails(t *testing.T) {
	for name, tc := range map[string]struct {
		text, yaml string
		choice     check.Choice
		want       bool
	}{
		"an_error":                                  {"BAD", "{}", check.Choice{}, true},
		"a_warning":                                 {"ODD", "{}", check.Choice{}, false},
		"a_warning_if_asked_for":                    {"ODD", "{}", check.Choice{FailOn: finding.Warning}, true},
		"a_note_if_asked_for":                       {"REMARK", "{}", check.Choice{FailOn: finding.Note}, true},
		"never":                                     {"BAD", "{}", check.Choice{FailOn: check.Never}, false},
		"a_file_asks":                               {"ODD", "{failOn: warning}", check.Choice{}, true},
		"a_file_asks_for_never":                     {"BAD", "{failOn: never}", check.Choice{}, false},
		"the_command_line_asks_first":               {"BAD", "{failOn: never}", check.Choice{FailOn: finding.Error}, true},
		"what_is_not_shown_does_not_fail":           {"ODD", "{}", check.Choice{FailOn: finding.Warning, Show: finding.Error}, false},
		"what_has_another_severity_fails_by_that":   {"ODD", "{severity: {odd: error}}", check.Choice{}, true},
		"a_mistake_of_syntax":                       {"1+", "{}", check.Choice{}, true},
		"nothing":                                   {"f()", "{}", check.Choice{}, false},
		"what_a_comment_silences_does_not_fail":     {"BAD // voxemu-ignore VX1201: known", "{}", check.Choice{}, false},
		"a_failure_of_ours_fails_unless_never":      {"BROKEN", "{}", check.Choice{Select: []string{"broken"}}, true},
		"a_comment_that_silences_nothing_may_do_so": {"f() // voxemu-ignore VX1201: known", "{}", check.Choice{FailOn: finding.Warning}, true},
	} {
		t.Run(name, func(t *testing.T) {
			files := inMemory("-- a.js --\n" + tc.text + "\n-- voxemu.yaml --\ncheck: " + tc.yaml + "\n")
			r, err := check.Run(context.Background(), []string{"a.js"}, check.Options{Files: files, Cwd: "/w", Rules: testRules(), Choice: tc.choice})
			if err != nil || r.Failed != tc.want {
				t.Errorf("failed %v, %v", r.Failed, err)
			}
		})
	}
}

// Patterns that are none leave nothing out, and are told of.
func TestPatternsThatAreNone(t *testing.T) {
	files := inMemory("-- voxemu.yaml --\ncheck: {exclude: ['[', 'x*']}\n-- a.voxengine.js --\nBAD\n-- xa.voxengine.js --\nBAD\n")
	compare(t, `
a.voxengine.js:1:1: error: found BAD [VX1201 bad]
voxemu.yaml:1:19: error: check.exclude: "[" is no pattern [VX1905 project-file]
`, run(t, files, nil, check.Options{}))
}
