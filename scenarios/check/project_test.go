package check_test

import (
	"testing"

	"voxemu/scenarios/check"
)

func TestAProjectOfTheVendorsLayoutIsCheckedWithAllApplications(t *testing.T) {
	files := inMemory(`
-- voxfiles/applications/shop/rules.config.json --
[{"ruleName": "in", "scenarios": ["lib", "ivr"]}, {"ruleName": "out", "scenarios": ["lib", "call"]}]
-- voxfiles/applications/help/rules.config.json --
[{"ruleName": "in", "scenarios": ["alone"]}]
-- voxfiles/scenarios/src/lib.voxengine.js --
COMPANY
-- voxfiles/scenarios/src/ivr.voxengine.js --
COMPANY; BAD
-- voxfiles/scenarios/src/call.voxengine.js --
COMPANY
-- voxfiles/scenarios/src/alone.voxengine.ts --
COMPANY
-- voxfiles/scenarios/dist/alone.voxengine.js --
BAD
-- voxfiles/scenarios/src/rest.voxengine.js --
COMPANY; ODD
`)
	want := `
voxfiles/applications/help/rules.config.json:1:15: note: help: 5 files, unbound [voxfiles/scenarios/src/rest.voxengine.js] [VX1805 unbound]
voxfiles/applications/shop/rules.config.json:1:15: note: shop: 5 files, unbound [] [VX1805 unbound]
voxfiles/scenarios/src/alone.voxengine.ts: note: with , complete: true [VX1603 company]
voxfiles/scenarios/src/call.voxengine.js: note: with voxfiles/scenarios/src/lib.voxengine.js, complete: true [VX1603 company]
voxfiles/scenarios/src/ivr.voxengine.js: note: with voxfiles/scenarios/src/lib.voxengine.js, complete: true [VX1603 company]
voxfiles/scenarios/src/ivr.voxengine.js:1:10: error: found BAD [VX1201 bad]
voxfiles/scenarios/src/lib.voxengine.js: note: with voxfiles/scenarios/src/ivr.voxengine.js voxfiles/scenarios/src/call.voxengine.js, complete: true [VX1603 company]
voxfiles/scenarios/src/rest.voxengine.js: note: with , complete: false [VX1603 company]
voxfiles/scenarios/src/rest.voxengine.js:1:10: warning: found ODD [VX1301 odd]
`
	for _, paths := range [][]string{nil, {"voxfiles"}, {".", "voxfiles", "voxfiles/scenarios/src/ivr.voxengine.js"}} {
		for _, workers := range []int{1, 8} {
			compare(t, want, run(t, files, paths, check.Options{Workers: workers}))
		}
	}
}

func TestWhatIsWrongWithAProjectIsAFindingAndTheRestGoesOn(t *testing.T) {
	compare(t, `
applications/a/rules.config.json:1:57: error: not a regular expression: missing closing ) in `+"`(`"+` [VX1801 rule-pattern]
applications/a/rules.config.json:2:33: error: the rule "r" names a scenario that does not exist: "ivrr" [VX1804 unknown-scenario]
applications/a/rules.config.json:3:14: warning: the rule "r" has no scenarios: a call that it takes meets nobody [VX1905 project-file]
applications/a/rules.config.json:3:14: error: two rules are called "r", the other in line 2 [VX1905 project-file]
applications/a/rules.config.json:3:19: warning: the key "senarios" is not read [VX1905 project-file]
applications/b/rules.config.json:1:2: error: not JSON: invalid character 'x' looking for beginning of value [VX1904 unreadable]
scenarios/src/ivr.voxengine.js: note: with , complete: false [VX1603 company]
scenarios/src/ivr.voxengine.js:1:10: error: found BAD [VX1201 bad]
scenarios/src/rest.voxengine.js:1:1: error: found BAD [VX1201 bad]
voxemu.yaml:1:14: error: the project has no application "c" [VX1905 project-file]
`, run(t, inMemory(`
-- voxemu.yaml --
application: c
-- applications/a/rules.config.json --
[{"ruleName": "p", "scenarios": ["ivr"], "rulePattern": "("},
{"ruleName": "r", "scenarios": ["ivrr"]},
{"ruleName": "r", "senarios": ["ivr"]}]
-- applications/b/rules.config.json --
[x]
-- scenarios/src/ivr.voxengine.js --
COMPANY; BAD
-- scenarios/src/rest.voxengine.js --
BAD
`), nil, check.Options{Choice: check.Choice{Ignore: []string{"unbound"}}}))
}

func TestScenariosThatRunWithOneThatCannotBeReadAreNotComplete(t *testing.T) {
	compare(t, `
a.js: note: with c.js, complete: false [VX1603 company]
b.js:2:1: error: Unexpected end of file [VX1701 syntax]
c.js: note: with a.js, complete: false [VX1603 company]
d.js: note: with , complete: false [VX1603 company]
f.js: note: with , complete: true [VX1603 company]
voxemu.yaml:3:33: error: the rule "two" names a file that does not exist: e.js [VX1804 unknown-scenario]
`, run(t, inMemory(`
-- voxemu.yaml --
rules:
- {name: one, scenarios: [a.js, b.js, c.js]}
- {name: two, scenarios: [d.js, e.js]}
- {name: three, scenarios: [f.js]}
-- a.js --
COMPANY
-- b.js --
1+
-- c.js --
COMPANY
-- d.js --
COMPANY
-- f.js --
COMPANY
`), nil, check.Options{Choice: check.Choice{Ignore: []string{"unbound"}}}))
}

func TestAProjectWithAVoxemuYAML(t *testing.T) {
	for name, tc := range map[string]struct{ files, want string }{
		"marked_scenarios_that_no_rule_names_are_unbound_and_checked": {
			"-- voxemu.yaml --\nrules: [{name: a, scenarios: [a.js]}]\n-- a.js --\nCOMPANY\n-- tool.js --\nVoxEngine; BAD\n-- x/b.voxengine.js --\nODD\n-- x/c.voxengine.js --\n\n",
			"a.js: note: with , complete: true [VX1603 company]\nvoxemu.yaml:1:16: note: default: 2 files, unbound [x/b.voxengine.js] [VX1805 unbound]\nx/b.voxengine.js:1:1: warning: found ODD [VX1301 odd]\nx/c.voxengine.js: error: the scenario is empty [VX1904 unreadable]\n",
		},
		"without_rules_the_only_scenario_is_the_project": {
			"-- voxemu.yaml --\napplication: shop\n-- a.js --\nCOMPANY\n-- x/b.voxengine.js --\nODD\n",
			"a.js: note: with , complete: true [VX1603 company]\nvoxemu.yaml: note: shop: 1 files, unbound [] [VX1805 unbound]\nx/b.voxengine.js:1:1: warning: found ODD [VX1301 odd]\n",
		},
		"without_rules_several_scenarios_are_each_for_itself": {
			"-- voxemu.yaml --\napplication: shop\n-- a.voxengine.js --\nCOMPANY\n-- b.voxengine.js --\nCOMPANY\n",
			"a.voxengine.js: note: with , complete: false [VX1603 company]\nb.voxengine.js: note: with , complete: false [VX1603 company]\n",
		},
		"one_that_cannot_be_read": {
			"-- voxemu.yaml --\nrules: [\n-- a.voxengine.js --\nCOMPANY\n",
			"a.voxengine.js: note: with , complete: false [VX1603 company]\nvoxemu.yaml:1:8: error: not YAML: sequence end token ']' not found [VX1904 unreadable]\n",
		},
		"projects_inside_others_are_projects_of_their_own": {
			"-- voxemu.yaml --\nrules: [{name: a, scenarios: [a.js]}]\n-- a.js --\nf()\n-- x/voxemu.yaml --\nrules: [{name: b, scenarios: [b.voxengine.js]}]\n-- x/b.voxengine.js --\nCOMPANY\n",
			"voxemu.yaml:1:16: note: default: 1 files, unbound [] [VX1805 unbound]\nx/b.voxengine.js: note: with , complete: true [VX1603 company]\nx/voxemu.yaml:1:16: note: default: 1 files, unbound [] [VX1805 unbound]\n",
		},
		"folders_called_applications_alone_are_no_project": {
			"-- applications/web/app.js --\nf()\n-- a.voxengine.js --\nODD\n",
			"a.voxengine.js:1:1: warning: found ODD [VX1301 odd]\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			compare(t, tc.want, run(t, inMemory(tc.files), nil, check.Options{Workers: 3}))
		})
	}
}

func TestSeveralProjectsInAFolder(t *testing.T) {
	files := inMemory("-- one/voxfiles/applications/a/rules.config.json --\n[{\"ruleName\": \"in\", \"scenarios\": [\"s\"]}]\n-- one/voxfiles/scenarios/src/s.voxengine.js --\nCOMPANY\n" +
		"-- two/voxemu.yaml --\nrules: [{name: a, scenarios: [../shared.js, a.js]}]\n-- two/a.js --\nCOMPANY\n-- three/voxemu.yaml --\nrules: [{name: a, scenarios: [../shared.js]}]\n" +
		"-- shared.js --\nVoxEngine; ODD; COMPANY; BAD // voxemu-ignore bad: known\n")
	compare(t, `
one/voxfiles/scenarios/src/s.voxengine.js: note: with , complete: true [VX1603 company]
shared.js: note: with , complete: true [VX1603 company]
shared.js: note: with two/a.js, complete: true [VX1603 company]
shared.js:1:12: warning: found ODD [VX1301 odd]
two/a.js: note: with shared.js, complete: true [VX1603 company]
`, run(t, files, nil, check.Options{Choice: check.Choice{Ignore: []string{"unbound"}}, Getenv: func(string) string { return "one/none" }}))
}
