package pages_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"voxemu/scenarios/check"
	"voxemu/scenarios/check/finding"
)

// What fixes make of a scenario stands beside it as NAME.fixed.js. It still parses, and nothing is left to be fixed.
func TestFixesMendTheirFindings(t *testing.T) {
	for _, path := range scripts(t, "err") {
		ext, base := filepath.Ext(path), filepath.Base(path)
		fixed := strings.TrimSuffix(path, ext) + ".fixed" + ext
		r, _ := ruleOf(stem(path))
		t.Run(stem(path), func(t *testing.T) {
			changes := fix(t, filepath.Dir(path), r.Code, base)
			switch {
			case len(changes) > 0:
				golden(t, fixed, changes[0].After)
			case exists(fixed):
				t.Errorf("%s is there, and %s has no fixes", fixed, base)
			}
		})
	}
	for _, dir := range projects(t) {
		r, _ := ruleOf(filepath.Base(dir))
		t.Run(filepath.Base(dir), func(t *testing.T) { fix(t, dir, r.Code, ".") })
	}
}

// fix returns what fixes change of a path below a folder. Each finding with a fix has to be gone then, and no error to be new.
func fix(t *testing.T, dir, code, path string) []check.Change {
	t.Helper()
	before := run(t, dir, code, path)
	report, changes, err := check.Fix(t.Context(), []string{path}, options(dir, code))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Findings {
		if f.Fix != nil {
			t.Errorf("%s: the fix of %s doesn't mend it: %s", f.Pos, f.Code, f.Fix.Title)
		}
	}
	if was, is := count(before), count(report.Findings); is > was || len(changes) > 0 && len(report.Findings) >= len(before) {
		t.Errorf("there were %d findings and %d errors, after the fixes there are %d and %d:\n%s",
			len(before), was, len(report.Findings), is, lines(report.Findings, path))
	}
	if len(changes) == 0 && slices.ContainsFunc(before, func(f finding.Finding) bool { return f.Fix != nil }) {
		t.Error("there are fixes that change nothing")
	}
	return changes
}

// count returns how many errors there are.
func count(list []finding.Finding) int {
	n := 0
	for _, f := range list {
		if f.Severity == finding.Error {
			n++
		}
	}
	return n
}
