package check_test

import (
	"testing"

	"voxemu/scenarios/check"
)

func TestComments(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"at_the_end_of_a_line_silence_it":                      {"f(BAD); // voxemu-ignore VX1201: known\nBAD", "a.js:2:1: error: found BAD [VX1201 bad]\n"},
		"a_name_does_as_well":                                  {"BAD /* voxemu-ignore bad: known */", "nothing\n"},
		"several_rules":                                        {"BAD; ODD; WORSE // voxemu-ignore VX1201 , odd: known", "a.js:1:11: error: found WORSE [VX1202 worse]\n"},
		"alone_on_a_line_silence_the_next_line_with_code":      {"// voxemu-ignore VX1201: known\n\n// and why\nf(BAD,\nBAD)", "a.js:5:1: error: found BAD [VX1201 bad]\n"},
		"alone_on_lines":                                       {"/* voxemu-ignore VX1201:\n known */\nBAD", "nothing\n"},
		"before_code_on_a_line_silence_that_line":              {"f(); /* voxemu-ignore VX1201: known */ g(BAD);\nODD", "a.js:2:1: warning: found ODD [VX1301 odd]\n"},
		"alone_inside_a_call":                                  {"f(\n  // voxemu-ignore VX1201: known\n  BAD)", "nothing\n"},
		"of_the_file":                                          {"BAD; BAD; ODD\nBAD // voxemu-ignore-file VX1201: known", "a.js:1:11: warning: found ODD [VX1301 odd]\n"},
		"of_the_file_silence_findings_about_it_as_a_whole":     {"// voxemu-ignore-file company: known\nCOMPANY", "nothing\n"},
		"of_a_line_do_not":                                     {"COMPANY // voxemu-ignore company: known", "a.js: note: with , complete: false [VX1603 company]\na.js:1:9: warning: nothing here for company to silence [VX1902 unused-suppression]\n"},
		"after_letters_of_several_bytes":                       {"'é日'\u2028/* é */ f('é') // voxemu-ignore bad: known", "a.js:2:16: warning: nothing here for bad to silence [VX1902 unused-suppression]\n"},
		"in_strings_are_none":                                  {"f('// voxemu-ignore VX1201: known', BAD, `// voxemu-ignore VX1201: known`, /[/]/ / 2)", "a.js:1:37: error: found BAD [VX1201 bad]\n"},
		"without_a_reason_silence_nothing":                     {"BAD // voxemu-ignore VX1201", "a.js:1:1: error: found BAD [VX1201 bad]\na.js:1:5: warning: the comment gives no reason, so it silences nothing [VX1903 bad-suppression]\n"},
		"with_an_empty_reason":                                 {"ODD // voxemu-ignore odd : ", "a.js:1:1: warning: found ODD [VX1301 odd]\na.js:1:5: warning: the comment gives no reason, so it silences nothing [VX1903 bad-suppression]\n"},
		"with_a_reason_but_no_colon":                           {"ODD // voxemu-ignore odd since it is known", "a.js:1:1: warning: found ODD [VX1301 odd]\na.js:1:5: warning: the comment gives no reason, so it silences nothing [VX1903 bad-suppression]\n"},
		"without_a_rule":                                       {"ODD // voxemu-ignore: known", "a.js:1:1: warning: found ODD [VX1301 odd]\na.js:1:5: warning: the comment names no rule [VX1903 bad-suppression]\n"},
		"with_an_unknown_rule":                                 {"ODD // voxemu-ignore VX1999, odd: known", "a.js:1:5: warning: \"VX1999\" is not the code or the name of a rule [VX1903 bad-suppression]\n"},
		"with_many_rules_in_one_word":                          {"ODD // voxemu-ignore VX13: known", "a.js:1:1: warning: found ODD [VX1301 odd]\na.js:1:5: warning: \"VX13\" is not the code or the name of a rule [VX1903 bad-suppression]\n"},
		"with_a_word_for_all":                                  {"ODD // voxemu-ignore all: known", "a.js:1:1: warning: found ODD [VX1301 odd]\na.js:1:5: warning: \"all\" is not the code or the name of a rule [VX1903 bad-suppression]\n"},
		"that_silence_nothing":                                 {"f(); // voxemu-ignore VX1201, odd: known\nBAD", "a.js:1:6: warning: nothing here for VX1201 to silence [VX1902 unused-suppression]\na.js:1:6: warning: nothing here for odd to silence [VX1902 unused-suppression]\na.js:2:1: error: found BAD [VX1201 bad]\n"},
		"that_silence_nothing_in_the_file":                     {"// voxemu-ignore-file bad: known", "a.js:1:1: warning: nothing here for bad to silence [VX1902 unused-suppression]\n"},
		"with_nothing_behind_them":                             {"f()\n// voxemu-ignore bad: known", "a.js:2:1: warning: nothing here for bad to silence [VX1902 unused-suppression]\n"},
		"about_rules_that_do_not_run_are_not_unused":           {"f(); // voxemu-ignore asked: known", "nothing\n"},
		"are_not_unused_where_rules_can_not_look":              {"f(; // voxemu-ignore bad: known", "a.js:1:3: error: Unexpected \";\" [VX1701 syntax]\n"},
		"about_what_cannot_be_parsed":                          {"f(\n) + // voxemu-ignore-file syntax: known", "nothing\n"},
		"may_silence_what_is_wrong_with_others_of_the_checker": {"// voxemu-ignore-file bad-suppression: known\nBAD // voxemu-ignore bad: known", "a.js:1:1: warning: nothing here for bad-suppression to silence [VX1902 unused-suppression]\n"},
		"that_look_alike_are_others":                           {"BAD // voxemu-ignored VX1201: known", "a.js:1:1: error: found BAD [VX1201 bad]\n"},
	} {
		t.Run(name, func(t *testing.T) {
			compare(t, tc.want, run(t, inMemory("-- a.js --\n"+tc.text+"\n"), []string{"a.js"}, check.Options{}))
		})
	}
}

func TestCommentsOfTypeScriptAreWhereTheyWereWritten(t *testing.T) {
	compare(t, "a.ts:7:19: error: found BAD [VX1201 bad]\n", run(t, inMemory("-- a.ts --\n"+`interface Foo {
  a: string; // voxemu-ignored
}
enum E { A, B }
// voxemu-ignore bad: known
const x: Map<string, number> = f(BAD) as any; const y = <any>ODD; // voxemu-ignore odd: known
const z: number = BAD!;
`), []string{"a.ts"}, check.Options{}))
}
