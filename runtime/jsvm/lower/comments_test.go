package lower_test

import (
	"fmt"
	"strings"
	"testing"

	"voxemu/runtime/jsvm/lower"
)

func TestComments(t *testing.T) {
	for name, tc := range map[string]struct{ text, comments, code string }{
		"at_the_end_of_a_line":           {"f(); // a\ng()", "1 // a", "1 f|1 (|1 )|1 ;|2 g|2 (|2 )"},
		"several_lines":                  {"/* a\n b */ f", "1-2 /* a\n b */", "2 f"},
		"not_in_strings":                 {"'// a' + \"/* b */\"", "", "1 '// a'|1 +|1 \"/* b */\""},
		"not_in_templates":               {"`// a ${ b /* c */ } // d`", "1 /* c */", "1 `// a ${|1 b|1 } // d`"},
		"not_in_regular_expressions":     {"x = /[/]\\/\\/ a/; // b", "1 // b", "1 x|1 =|1 /[/]\\/\\/ a/|1 ;"},
		"after_a_division":               {"a / b // c", "1 // c", "1 a|1 /|1 b"},
		"typescript":                     {"let a: Map<string, /* b */ number>; // c", "1 /* b */|1 // c", "1 let|1 a|1 :|1 Map|1 <|1 string|1 ,|1 number|1 >|1 ;"},
		"a_first_line_for_the_shell":     {"#! /bin/x // a\n// b", "2 // b", ""},
		"lines_end_as_javascript_has_it": {"// a\u2028// b\r\n// c\r// d", "1 // a|2 // b|3 // c|4 // d", ""},
		"up_to_a_mistake":                {"// a\n'b\n// c", "1 // a", "2 'b"},
		"a_comment_that_does_not_end":    {"// a\n/* b", "1 // a", ""},
	} {
		t.Run(name, func(t *testing.T) {
			comments, code := lower.Comments(tc.text)
			if got := spans(tc.text, comments); got != tc.comments {
				t.Errorf("comments %q, want %q", got, tc.comments)
			}
			if got := spans(tc.text, code); got != tc.code {
				t.Errorf("code %q, want %q", got, tc.code)
			}
		})
	}
}

func spans(text string, list []lower.Span) string {
	var out []string
	for _, s := range list {
		lines := fmt.Sprint(s.Line)
		if s.Last != s.Line {
			lines += fmt.Sprintf("-%d", s.Last)
		}
		out = append(out, lines+" "+text[s.Start:s.End])
	}
	return strings.Join(out, "|")
}
