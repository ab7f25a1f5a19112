package diag_test

import (
	"testing"

	"voxemu/runtime/diag"
)

func TestCells(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "Привет": 6, "日本": 4, "e\u0301": 1, "🙂": 2, "…→♪": 3} {
		if got := diag.Cells(s); got != want {
			t.Errorf("%q: got %d, want %d", s, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	tests := []struct {
		in      string
		columns int
		want    string
	}{
		{"abc", 3, "abc"},
		{"abcd", 3, "ab…"},
		{"日本語", 5, "日本…"},
		{"日本語", 4, "日…"},
		{"Привет", 4, "При…"},
		{"abc", 1, "…"},
		{"", 0, ""},
	}
	for _, tt := range tests {
		if got := diag.Cut(tt.in, tt.columns); got != tt.want {
			t.Errorf("Cut(%q, %d): got %q, want %q", tt.in, tt.columns, got, tt.want)
		}
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"plain, Привет":   "plain, Привет",
		"a\nb\tc\rd":      `a\nb\tc\rd`,
		"\x1b[2J\x00\x7f": "␛[2J␀␡",
		"\u009b2J":        "\ufffd2J",
	} {
		if got := diag.Visible(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestSuggest(t *testing.T) {
	tests := []struct {
		rule, name string
		candidates []string
		want       string
	}{
		{"one_letter_missing", "CallAlertng", []string{"CallAlerting", "CallFailed"}, "CallAlerting"},
		{"letters_swapped", "anwser", []string{"hangup", "answer"}, "answer"},
		{"case_is_ignored", "calledid", []string{"callerId"}, "callerId"},
		{"case_alone_is_nearest", "callPstn", []string{"callPST", "callPSTN"}, "callPSTN"},
		{"first_in_byte_order_of_equals", "sey", []string{"set", "say", "sez"}, "say"},
		{"too_far", "say", []string{"stop", "answer"}, ""},
		{"nothing_in_common", "a", []string{"b", "bc"}, ""},
		{"the_name_itself_is_no_suggestion", "say", []string{"say"}, ""},
		{"no_candidates", "say", nil, ""},
		{"three_slips_in_a_long_name", "PlaybakcFnishd", []string{"PlaybackFinished"}, "PlaybackFinished"},
		{"four_slips_are_too_many", "PlybakcFnishd", []string{"PlaybackFinished"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if got := diag.Suggest(tt.name, tt.candidates); got != tt.want {
				t.Errorf("Suggest(%q): got %q, want %q", tt.name, got, tt.want)
			}
		})
	}
}

func TestSuggestDoesNotDependOnTheOrderOfCandidates(t *testing.T) {
	a := diag.Suggest("sxy", []string{"say", "shy", "sky"})
	b := diag.Suggest("sxy", []string{"sky", "shy", "say"})
	if a != b || a != "say" {
		t.Errorf("got %q and %q, want say", a, b)
	}
}

func TestPosUnder(t *testing.T) {
	tests := []struct{ file, cwd, want string }{
		{"/a/b/c.js", "/a", "b/c.js:1"},
		{"/a/b/c.js", "", "/a/b/c.js:1"},
		{"/ab/c.js", "/a", "/ab/c.js:1"},
		{"c.js", "/a", "c.js:1"},
		{"/a/..b/c.js", "/a", "..b/c.js:1"},
		{"/c.js", "/a", "/c.js:1"},
	}
	for _, tt := range tests {
		if got := (diag.Pos{File: tt.file, Line: 1}).Under(tt.cwd).String(); got != tt.want {
			t.Errorf("%s under %q: got %s, want %s", tt.file, tt.cwd, got, tt.want)
		}
	}
}
