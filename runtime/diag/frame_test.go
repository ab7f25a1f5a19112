package diag_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/diag"
)

func TestExcerpt(t *testing.T) {
	lines := []string{"", "const a = 1;", "\tf(Привет, 日本);", "g();", ""}
	// Tools make scripts smaller by writing them into one line.
	long := []string{"short", strings.Repeat("f(é); ", 40_000) + "boom(1);" + strings.Repeat(" g();", 40_000), strings.Repeat("x", 500_000)}
	at := strings.Count(long[1][:strings.Index(long[1], "boom")], "") // counts characters, from 1
	pos := func(line, column int) diag.Pos { return diag.Pos{File: "a.js", Line: line, Column: column} }
	tests := []struct {
		rule string
		in   diag.Excerpt
		opts diag.Options
		want string
	}{
		{"one_line", diag.Excerpt{Lines: lines, Pos: pos(2, 7)}, diag.Options{}, "> 2 │ const a = 1;\n    │       ^\n"},
		{"empty_lines_around_are_left_out", diag.Excerpt{Lines: lines, Pos: pos(4, 0), Around: 9}, diag.Options{},
			"  2 │ const a = 1;\n  3 │     f(Привет, 日本);\n> 4 │ g();\n"},
		{"carets_up_to_the_end", diag.Excerpt{Lines: lines, Pos: pos(3, 4), End: pos(3, 14)}, diag.Options{},
			"> 3 │     f(Привет, 日本);\n    │       ^^^^^^^^^^^^\n"},
		{"carets_take_wide_letters_whole", diag.Excerpt{Lines: lines, Pos: pos(3, 12), End: pos(3, 14)}, diag.Options{},
			"> 3 │     f(Привет, 日本);\n    │               ^^^^\n"},
		{"an_end_on_another_line_is_no_end", diag.Excerpt{Lines: lines, Pos: pos(2, 7), End: pos(3, 9)}, diag.Options{},
			"> 2 │ const a = 1;\n    │       ^\n"},
		{"an_end_before_the_place_is_no_end", diag.Excerpt{Lines: lines, Pos: pos(2, 7), End: pos(2, 3)}, diag.Options{},
			"> 2 │ const a = 1;\n    │       ^\n"},
		{"an_end_behind_the_line_is_its_end", diag.Excerpt{Lines: lines, Pos: pos(4, 2), End: pos(4, 99)}, diag.Options{},
			"> 4 │ g();\n    │  ^^^\n"},
		{"carets_are_cut_with_the_line", diag.Excerpt{Lines: []string{strings.Repeat("x", 90)}, Pos: pos(1, 3), End: pos(1, 90)}, diag.Options{Width: 30},
			"> 1 │ xxxxxxxxxxxxxxxxxxxxxxx…\n    │   ^^^^^^^^^^^^^^^^^^^^^^\n"},
		{"a_place_far_behind", diag.Excerpt{Lines: long, Pos: pos(2, at), End: pos(2, at+4), Around: 1}, diag.Options{Width: 40},
			"  1 │ …\n> 2 │ …é); f(é); f(é); boom(1); g(); g(…\n    │                  ^^^^\n  3 │ …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\n"},
		{"a_place_behind_a_long_line", diag.Excerpt{Lines: long, Pos: pos(3, 600_000)}, diag.Options{Width: 30},
			"> 3 │ …xxxxxxxxxxxxxxxxxxxxxxx\n    │                         ^\n"},
		{"letters_of_several_bytes_are_not_cut", diag.Excerpt{Lines: []string{"a" + strings.Repeat("я", 5000)}, Pos: pos(1, 1)}, diag.Options{Width: 26},
			"> 1 │ aяяяяяяяяяяяяяяяяяя…\n    │ ^\n"},
		{"no_such_line", diag.Excerpt{Lines: lines, Pos: pos(6, 1)}, diag.Options{}, ""},
		{"no_line", diag.Excerpt{Lines: lines}, diag.Options{}, ""},
		{"colour_of_a_note", diag.Excerpt{Lines: lines, Pos: pos(4, 1), Severity: diag.Note}, diag.Options{Color: true},
			"\x1b[1m\x1b[34m>\x1b[0m \x1b[1m4\x1b[0m \x1b[2m│\x1b[0m g();\n    \x1b[2m│\x1b[0m \x1b[1m\x1b[34m^\x1b[0m\n"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, tt.in.Text(tt.opts)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestNoteIsASeverity(t *testing.T) {
	var text, lines strings.Builder
	p := &diag.Problem{Severity: diag.Note, Message: "m"}
	if err := diag.Render(&text, diag.Options{Color: true}, p); err != nil {
		t.Fatal(err)
	}
	if err := diag.RenderJSON(&lines, p); err != nil {
		t.Fatal(err)
	}
	if want := "\x1b[1m\x1b[34mnote:\x1b[0m \x1b[1mm\x1b[0m\n"; text.String() != want {
		t.Errorf("Render: got %q, want %q", text.String(), want)
	}
	if want := `{"severity":"note","message":"m"}` + "\n"; lines.String() != want {
		t.Errorf("RenderJSON: got %q, want %q", lines.String(), want)
	}
}
