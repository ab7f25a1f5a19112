package finding_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/diag"
	"voxemu/scenarios/check/finding"
)

func TestSeveritiesAreReadAsTheyAreWritten(t *testing.T) {
	for s := finding.Off; s <= finding.Error; s++ {
		if got, ok := finding.ParseSeverity(s.String()); !ok || got != s {
			t.Errorf("%s: got %s, %v", s, got, ok)
		}
	}
	for _, text := range []string{"", "Error", "never"} {
		if got, ok := finding.ParseSeverity(text); ok {
			t.Errorf("%q: got %s", text, got)
		}
	}
	if got := (finding.Error + 1).String(); got != "off" {
		t.Errorf("a severity that there is not is %q", got)
	}
}

func TestFindingsAreOrderedByPlaceAndSaidOnce(t *testing.T) {
	at := func(file string, line, column int, code, message string) finding.Finding {
		return finding.Finding{Pos: diag.Pos{File: file, Line: line, Column: column}, Code: code, Message: message}
	}
	want := []finding.Finding{
		at("a.js", 1, 2, "VX1201", "x"), at("a.js", 1, 10, "VX1201", "x"), at("a.js", 1, 10, "VX1201", "y"), at("a.js", 1, 10, "VX1202", "x"),
		at("a.js", 2, 1, "VX1201", "x"), at("b.js", 1, 1, "VX1201", "x"),
	}
	got := finding.Sort([]finding.Finding{want[5], want[3], want[0], want[4], want[2], want[0], want[1], want[5]})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestFindingIsShownAsAProblem(t *testing.T) {
	for severity, want := range map[finding.Severity]diag.Severity{finding.Error: diag.Error, finding.Warning: diag.Warning, finding.Note: diag.Note} {
		f := finding.Finding{Code: "VX1201", Severity: severity, Message: "x is not defined", Hint: "declare it", Pos: diag.Pos{File: "a.js", Line: 1}, Source: "x"}
		p := f.Problem()
		if p.Severity != want || p.Code != f.Code || p.Message != f.Message || p.Hint != f.Hint || p.Pos != f.Pos || p.Source != f.Source {
			t.Errorf("%s: got %+v", severity, p)
		}
	}
}
