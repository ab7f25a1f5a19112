package pages_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/scenarios/check"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule"
	"voxemu/scenarios/check/rules"
)

var update = flag.Bool("update", false, "rewrite docs/checks.md, the findings in the pages, and those in testdata/check")

// Folders of the project, seen from this one.
const (
	root     = "../../.."
	testdata = root + "/testdata/check"
)

// run checks paths below a folder with the default rules, and with one more if it is optional.
func run(t *testing.T, dir, code string, paths ...string) []finding.Finding {
	t.Helper()
	report, err := check.Run(t.Context(), paths, options(dir, code))
	if err != nil {
		t.Fatalf("%s %v: %v", dir, paths, err)
	}
	for _, crash := range report.Crashes {
		t.Errorf("%s broke at %s: %s\n%s", crash.Rule, crash.File, crash.Reason, own(crash.Stack))
	}
	return report.Findings
}

// own are the lines of a stack that are of the checker, innermost first, and a few only.
func own(stack string) string {
	var kept []string
	for line := range strings.Lines(stack) {
		if strings.Contains(line, "/scenarios/check/") && strings.HasPrefix(line, "\t") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept[:min(5, len(kept))], "")
}

func options(dir, code string) check.Options {
	opt := check.Options{Rules: rules.All(), Cwd: dir}
	if code != "" {
		opt.Choice.Select = []string{"default", code}
	}
	return opt
}

// lines are findings in the form of testdata/check: place, severity, message and rule in one line, then the hint and the title of the fix
// on lines of their own. Places in the file alone are told without its name.
func lines(list []finding.Finding, alone string) string {
	var b strings.Builder
	for _, f := range list {
		if f.Pos.File != alone {
			b.WriteString(f.Pos.File + ":")
		}
		if f.Pos.Line > 0 {
			b.WriteString(strconv.Itoa(f.Pos.Line) + ":" + strconv.Itoa(f.Pos.Column) + ":")
		}
		if b.Len() > 0 && strings.HasSuffix(b.String(), ":") {
			b.WriteByte(' ')
		}
		b.WriteString(f.Severity.String() + ": " + f.Message + " [" + f.Code + " " + f.Rule + "]\n")
		if f.Hint != "" {
			b.WriteString("    " + f.Hint + "\n")
		}
		if f.Fix != nil {
			b.WriteString("    fix: " + f.Fix.Title + "\n")
		}
	}
	return b.String()
}

// expression returns the regular expression that a line between slashes is.
func expression(line string) (*regexp.Regexp, bool) {
	if len(line) < 2 || line[0] != '/' || line[len(line)-1] != '/' {
		return nil, false
	}
	re, err := regexp.Compile("^(?:" + line[1:len(line)-1] + ")$")
	return re, err == nil
}

// settle replaces the lines of got that fit an expression at the same place of want by that expression.
func settle(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if re, ok := expression(w[i]); ok && re.MatchString(g[i]) {
			g[i] = w[i]
		}
	}
	return strings.Join(g, "\n")
}

// golden compares a text with a file, or rewrites the file.
func golden(t *testing.T, file, got string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil && !*update {
		t.Errorf("%v: go test ./scenarios/check/pages -update makes it", err)
		return
	}
	want := string(data)
	got = settle(got, want)
	if *update && got != want {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// byCode returns the rules by code.
func byCode() map[string]rule.Rule {
	all := map[string]rule.Rule{}
	for _, r := range rules.All() {
		all[r.Code] = r
	}
	return all
}

// ruleOf returns the rule that a file of testdata/check is named after: its name, or its name, a hyphen, and more.
func ruleOf(base string) (found rule.Rule, ok bool) {
	for _, r := range rules.All() {
		if (base == r.Name || strings.HasPrefix(base, r.Name+"-")) && len(r.Name) > len(found.Name) {
			found, ok = r, true
		}
	}
	return found, ok
}

// scripts returns the scenarios in a folder of testdata/check; those made by fixes are none.
func scripts(t *testing.T, folder string) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"*.js", "*.ts"} {
		names, err := filepath.Glob(filepath.Join(testdata, folder, pattern))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, names...)
	}
	all = slices.DeleteFunc(all, func(name string) bool { return strings.Contains(name, ".fixed.") })
	slices.Sort(all)
	return all
}

// stem returns the name of a file without its folder and extension.
func stem(path string) string {
	return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
}
