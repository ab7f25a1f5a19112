package scenarios

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"voxemu/runtime/diag"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

func unpack(t *testing.T, archive string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		write(t, filepath.Join(dir, f.Name), string(f.Data))
	}
	return dir
}

// seen writes an inspection for people to compare.
func seen(i Inspection) string {
	var b strings.Builder
	fmt.Fprintf(&b, "read %v, implied %v, closed %v\n", i.RulesRead, i.Implied, i.Closed)
	for _, a := range i.Applications {
		for _, r := range a.Rules {
			var names []string
			for _, s := range r.Scenarios {
				names = append(names, s.Name)
			}
			fmt.Fprintf(&b, "%s %s %v missing %v, %d users\n", a.ShortName, r.Name, names, r.Missing, len(a.Users))
		}
	}
	for _, s := range i.Unbound {
		fmt.Fprintf(&b, "unbound %s\n", s.File)
	}
	for _, p := range i.Problems {
		fmt.Fprintf(&b, "%s %s %s\n", p.Severity, p.Code, p)
	}
	return b.String()
}

func TestInspect(t *testing.T) {
	for name, tc := range map[string]struct{ files, want string }{
		"all_applications_and_what_no_rule_names": {
			"-- applications/a/rules.config.json --\n[{\"ruleName\": \"in\", \"scenarios\": [\"s\"]}]\n-- applications/b/rules.config.json --\n[{\"ruleName\": \"in\", \"scenarios\": [\"s\", \"t\"]}]\n" +
				"-- applications/b/application.config.json --\n{\"applicationName\": \"bb.x.voximplant.com\"}\n" +
				"-- scenarios/src/s.voxengine.js --\nf()\n-- scenarios/src/t.voxengine.ts --\nf()\n-- scenarios/dist/t.voxengine.js --\nf()\n-- scenarios/dist/u.voxengine.js --\nf()\n",
			"read true, implied false, closed true\na in [s] missing [], 0 users\nbb in [s t] missing [], 0 users\nunbound scenarios/dist/u.voxengine.js\n",
		},
		"a_project_file_about_one_of_the_applications": {
			"-- voxemu.yaml --\napplication: b\nusers: [x]\nrules: [{name: in, exclude: '('}]\n-- applications/a/rules.config.json --\n[{\"ruleName\": \"in\", \"scenarios\": [\"s\"]}]\n-- applications/b/rules.config.json --\n[{\"ruleName\": \"in\", \"scenarios\": [\"s\"]}]\n" +
				"-- applications/a/voxemu.yaml --\nusers: [x, y]\n-- scenarios/src/s.voxengine.js --\nf()\n",
			"read true, implied false, closed true\na in [s] missing [], 2 users\nb in [s] missing [], 1 users\nerror VX1108 voxemu.yaml:3:29: not a regular expression: missing closing ) in `(`\n",
		},
		"one_broken_application_does_not_hide_the_other": {
			"-- voxemu.yaml --\napplication: c\n-- applications/a/rules.config.json --\n[\n-- applications/b/rules.config.json --\n[{\"ruleName\": \"in\", \"scenarios\": [\"s\", \"ss\", \"e\"]}]\n-- scenarios/src/s.voxengine.js --\nf()\n-- scenarios/src/e.voxengine.js --\n\n",
			"read false, implied false, closed true\nb in [s] missing [ss e], 0 users\nerror VX1107 voxemu.yaml:1:14: the project has no application \"c\"\nerror VX1105 applications/a/rules.config.json:2:1: not JSON: unexpected end of JSON input\n" +
				"error VX1107 applications/b/rules.config.json:1:40: the rule \"in\" names a scenario that does not exist: \"ss\"\nerror VX1103 scenarios/src/e.voxengine.js: the scenario is empty\n",
		},
		"rules_of_its_own": {
			"-- voxemu.yaml --\napplication: shop\nrules: [{name: in, scenarios: [a.js, b.js, c.js]}, {name: out, pattern: '*', scenarios: [c.js]}]\n-- a.js --\nf()\n-- c.js --\nf()\x00\n",
			"read true, implied false, closed false\nshop in [a] missing [b.js c.js], 0 users\nshop out [] missing [c.js], 0 users\nerror VX1107 voxemu.yaml:2:38: the rule \"in\" names a file that does not exist: b.js\nerror VX1103 c.js: a binary file: byte 0x00 at offset 3\nerror VX1108 voxemu.yaml:2:73: not a regular expression: missing argument to repetition operator in `*`\n",
		},
		"without_rules_the_only_scenario":                  {"-- voxemu.yml --\n-- a.js --\nf()\n", "read true, implied true, closed false\ndefault default [a] missing [], 0 users\n"},
		"without_rules_several_scenarios":                  {"-- voxemu.yaml --\nusers: [x, x]\n-- a.js --\nf()\n-- b.js --\nf()\n", "read true, implied false, closed false\n"},
		"a_file_that_cannot_be_read":                       {"-- voxemu.yaml --\n[\n-- a.js --\nf()\n", "read false, implied false, closed false\nerror VX1105 voxemu.yaml:1:1: not YAML: sequence end token ']' not found\n"},
		"no_project":                                       {"-- a.js --\nf()\n", "none"},
		"a_folder_of_applications_of_another_kind_is_none": {"-- applications/web/main.js --\nf()\n", "none"},
		"rules_alone_make_one": {
			"-- applications/a/rules.config.json --\n[{\"ruleName\": \"in\", \"scenarios\": [\"s\"]}]\n",
			"read true, implied false, closed true\na in [] missing [s], 0 users\nerror VX1107 applications/a/rules.config.json:1:35: the rule \"in\" names a scenario that does not exist: \"s\"\n",
		},
		"no_applications": {"-- applications/x --\n-- scenarios/src/s.voxengine.js --\nf()\n", "read true, implied false, closed true\nunbound scenarios/src/s.voxengine.js\nerror VX1102 applications: no application in this folder\n"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := unpack(t, tc.files)
			i, ok := Inspect(dir, Options{Cwd: dir})
			got := "none"
			if ok {
				got = seen(i)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestABrokenPatternMatchesNothing(t *testing.T) {
	dir := unpack(t, "-- voxemu.yaml --\nrules: [{name: in, scenarios: [a.js], pattern: '('}]\n-- a.js --\nf()\n")
	i, _ := Inspect(dir, Options{Cwd: dir})
	if _, why, ok := Route(i.Applications[0], "1"); ok {
		t.Error(why)
	}
}

func TestReadScenarioTakesWhatTheCloudRefuses(t *testing.T) {
	dir := unpack(t, "-- long.js --\n"+strings.Repeat("f()\n", MaxSourceChars/2)+"-- huge.js --\n"+strings.Repeat(" ", MaxFileBytes+1)+"\n-- a-name-of-more-than-29-characters.js --\nf()\n")
	for file, want := range map[string]string{
		"long.js": "", "huge.js": "huge.js: the file has 10.0 MB, more than the 10 MB that are read", "none.js": "none.js: no such file or folder",
		"a-name-of-more-than-29-characters.js": `a-name-of-more-than-29-characters.js: the cloud would refuse the scenario name "a-name-of-more-than-29-characters": it has 33 characters`,
	} {
		s, problems := ReadScenario(file, Options{Cwd: dir})
		if got := problems.Error(); got != want || (s == nil) != (file == "huge.js" || file == "none.js") {
			t.Errorf("%s: %v, %s", file, s != nil, got)
		}
	}
}

func TestUnreadable(t *testing.T) {
	dir := unpack(t, "-- a.js --\nf()\n")
	p := Unreadable("b.js", fs.ErrNotExist, Options{Cwd: dir})
	if p.Message != "no such file or folder" || p.Hint != "did you mean a.js?" || p.Code != diag.CodePath {
		t.Errorf("%+v", p)
	}
	if p = Unreadable("x/b.js", errors.New("broken"), Options{Cwd: dir, Files: SystemFiles()}); p.Message != "broken" || p.Pos.File != "x/b.js" {
		t.Errorf("%+v", p)
	}
}

func TestCheckSettings(t *testing.T) {
	dir := unpack(t, "-- voxemu.yaml --\ncheck:\n  select: [VX12, odd]\n  ignore: bad\n  severity:\n    VX1301: off\n    odd: error\n  show: warning\n  failOn: never\n  exclude: [x, y/*.js]\n-- none/voxemu.yaml --\nusers: [x]\n-- empty/voxemu.yaml --\ncheck:\n-- bad/voxemu.yaml --\ncheck: {show: off, failOn: bad, severity: {x y: note, odd: no}, select: [1], exclud: x}\n")
	s, problems := ReadCheckSettings(dir, Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var got []string
	for _, list := range [][]Setting{s.Select, s.Ignore, s.Severity, {s.Show, s.FailOn}, s.Exclude} {
		for _, one := range list {
			got = append(got, fmt.Sprintf("%s=%s:%d:%d", one.Name, one.Value, one.Pos.Line, one.Pos.Column))
		}
	}
	want := "VX12=:2:12 odd=:2:18 bad=:3:11 VX1301=off:5:5 odd=error:6:5 warning=warning:7:9 never=never:8:11 x=:9:13 y/*.js=:9:16"
	if text := strings.Join(got, " "); text != want || s.Dir != dir {
		t.Errorf("%s\nwant %s", text, want)
	}
	for _, name := range []string{"none", "empty", "nowhere"} {
		if s, problems := ReadCheckSettings(filepath.Join(dir, name), Options{}); s != nil || len(problems) > 0 {
			t.Errorf("%s: %v, %v", name, s, problems)
		}
	}
	_, problems = ReadCheckSettings("bad", Options{Cwd: dir})
	if diff := cmp.Diff(`bad/voxemu.yaml:1:15: check.show can't be "off"
bad/voxemu.yaml:1:28: check.failOn can't be "bad"
bad/voxemu.yaml:1:44: "x y" is no key for check.severity
bad/voxemu.yaml:1:60: check.severity.odd can't be "no"
bad/voxemu.yaml:1:74: check.select[0] must be a text, not a number
bad/voxemu.yaml:1:78: check has no key "exclud"`, problems.Error()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestValidYAML(t *testing.T) {
	for text, want := range map[string]bool{"\ufeffa: b": true, "": true, "a: [": false} {
		if ValidYAML(text) != want {
			t.Errorf("%q", text)
		}
	}
}
