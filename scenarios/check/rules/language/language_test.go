package language_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/rule/ruletest"
	"voxemu/scenarios/check/rules/language"
)

// check returns what the rule of a code finds in a scenario, with others beside it that are all there are.
func check(t *testing.T, code, text string, others ...string) []finding.Finding {
	t.Helper()
	name := "a.js"
	if strings.HasPrefix(text, "// typed\n") {
		name = "a.ts"
	}
	f := ruletest.Read(t, name, text, others...)
	f.Complete = true
	return ruletest.Find(t, language.Rules(), code, f)
}

// places are the parts of the text that findings are about.
func places(text string, list []finding.Finding) string {
	var found []string
	for _, f := range list {
		lines := strings.Split(text, "\n")
		line := []rune(lines[f.Pos.Line-1])
		found = append(found, fmt.Sprintf("%d:%s", f.Pos.Line, string(line[f.Pos.Column-1:f.End.Column-1])))
	}
	return strings.Join(found, " ")
}

// mended is a text with the fix of a finding; "" if it has none.
func mended(text string, f finding.Finding) string {
	after, ok := ruletest.Mended(text, f.Fix)
	if !ok {
		return ""
	}
	return after
}

func TestImplicitGlobal(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"counter_of_a_loop", "function f() { for (i = 0; i < 3; i++) g(i); }", "1:i"},
		{"counters_of_two_functions", "function f() { for (i = 0;;) g(i); }\nfunction h() { for (i = 1;;) g(i); }", "1:i"},
		{"second_counter", "function f() { var i; for (i = 0, n = 3; i < n; i++) g(i); }", "1:n"},
		{"key_of_a_loop", "function f(o) { for (key in o) g(key); }", "1:key"},
		{"element_of_a_loop", "function f(o) { for (e of o) g(e); }", "1:e"},
		{"elements_taken_apart", "function f(o) { for ([k, v] of o) g(k, v); }", "1:k 1:v"},
		{"own_of_one_function", "function f() { text = g(); say(text); }", "1:text"},
		{"own_of_a_handler", "c.addEventListener(x, (e) => { n = e.n; if (n) { g(n); } });", "1:n"},
		{"first_of_two_writes", "function f() { t = 'a'; t += 'b'; return t; }", "1:t"},
		{"written_in_both_branches", "function f(a) { if (a) t = 'a'; else { t = 'b'; }\nsay(t); }", "1:t"},
		{"chained", "function f() { var a; a = b = 0; g(a, b); }", "1:b"},
		{"taken_apart", "function f(e) { ({ a, b: c } = e); g(a, c); }", "1:a 1:c"},
		{"in_a_block", "function f(e) { if (e) { x = 1; g(x); } }", "1:x"},
		{"in_a_try", "function f(e) { try { x = 1; g(x); } catch (e) { h(); } }", "1:x"},
		{"in_a_loop", "function f(e) { while (h()) { x = e(); g(x); } }", "1:x"},
		{"only_written", "function f() { x = 1; }", "1:x"},
		{"strict_code", "'use strict';\nfunction f() { count += 1; }", "2:count"},
		{"strict_function", "const f = () => { 'use strict'; if (a) count = 1; };", "1:count"},
		{"strict_top_level", "'use strict';\ncount = 1;", "2:count"},
		{"sloppy_code_makes_it", "count = 1;\nclass A { m() { count = 2; } }", ""},
		{"class", "class A { m() { count = 1; } }\nfunction f() { return count; }", "1:count"},

		{"declared", "function f() { var x; x = 1; }", ""},
		{"written_at_the_top_level", "x = 0;\nfunction f() { x = 1; g(x); }", ""},
		{"two_functions", "function f() { x = 1; }\nfunction g() { return x; }", ""},
		{"kept_between_calls", "function f() { if (first()) { n = 0; } n++; return n; }", ""},
		{"read_first", "function f() { g(n); n = 1; }", ""},
		{"reads_itself", "function f() { n = n + 1; g(n); }", ""},
		{"counts", "function f() { n += 1; g(n); }", ""},
		{"asked_for", "function f() { if (typeof n === 'undefined') n = 0; n++; }", ""},
		{"global_object", "globalThis.n = 1; function f() { n = 2; g(n); }", ""},
		{"name_of_the_api", "function f() { VoxEngine = 1; g(VoxEngine); }", ""},
		{"with", "function f(o) { with (o) { n = 1; g(n); } }", ""},
		{"eval", "eval('n'); function f(o) { n = 1; g(n); }", ""},
		{"switch", "function f(a) { switch (a) { case 1: n = 1; } g(n); }", ""},
		{"member", "function f(o) { o.n = 1; g(o.n); }", ""},
		{"at_the_top_level_only", "for (i = 0; i < 3; i++) g(i);", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := places(test.text, check(t, "VX1702", test.text)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestImplicitGlobalOfCompanions(t *testing.T) {
	text := "function f() { for (i = 0; i < 3; i++) g(i); }"
	for _, test := range []struct{ name, other, want string }{
		{"nothing", "let x;", "1:i"},
		{"declares_it", "var i = 0;", ""},
		{"writes_it", "i = 0;", ""},
		{"reads_it", "Logger.write(i);", ""},
		{"has_its_own", "function g() { var i; }", "1:i"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := places(text, check(t, "VX1702", text, test.other)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestImplicitGlobalMayBeForScenariosThatAreNotKnown(t *testing.T) {
	for text, want := range map[string]int{
		"function f() { settings = { a: 1 }; }":              0,
		"function f() { settings = { a: 1 }; g(settings); }": 1,
	} {
		found := ruletest.Find(t, language.Rules(), "VX1702", ruletest.Read(t, "a.js", text))
		for _, x := range found {
			if x.Fix != nil {
				t.Error("a scenario that isn't known may read it")
			}
		}
		if len(found) != want {
			t.Errorf("%s: %d findings, want %d", text, len(found), want)
		}
	}
}

func TestImplicitGlobalIsMended(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"statement", "function f() { x = 1; g(x); }", "function f() { let x = 1; g(x); }"},
		{"loop", "function f() { for (i = 0; i < 3; i++) g(i); }", "function f() { for (let i = 0; i < 3; i++) g(i); }"},
		{"counter_is_read_behind", "function f() { for (i = 0; i < 3; i++) ; return i; }", ""},
		{"branches", "function f(a) { if (a) x = 1; else x = 2; g(x); }", ""},
		{"chain", "function f(a) { a = x = 1; g(x); }", ""},
		{"two_functions", "function f() { for (i = 0;;) g(i); }\nfunction h() { for (i = 1;;) g(i); }", ""},
		{"pattern", "function f(a) { [x] = a; g(x); }", ""},
		{"for_of", "function f(a) { for (x of a) g(x); }", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			list := check(t, "VX1702", test.text)
			if len(list) != 1 {
				t.Fatalf("%d findings", len(list))
			}
			if got := mended(test.text, list[0]); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestSlowRegexp(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"literal", `/^(\w+\s?)*$/.test(x);`, `1:(\w+\s?)*`},
		{"literal_with_flags", `x.match(/(a+|A+)+$/gi);`, `1:(a+|A+)+`},
		{"constructed", `new RegExp('(a+)+$', 'i').test(x);`, `1:'(a+)+$'`},
		{"called", `RegExp("^(\\d+)*x$").test(x);`, `1:"^(\\d+)*x$"`},
		{"constant", "const part = '(a+)+';\nnew RegExp(`^${part}$`);", "2:`^${part}$`"},
		{"power", `/\d+-?\d+-?\d+-?\d+x/.test(x)`, `1:\d+-?\d+-?\d+-?\d+`},

		{"quick", `/^\+?\d{6,15}$/.test(x); /\s+$/.test(x); /,+/`, ""},
		{"unknown_text", `new RegExp('^(' + x + ')+$')`, ""},
		{"unknown_flags", `new RegExp('(a+)+$', x)`, ""},
		{"unknown_arguments", `new RegExp(...x)`, ""},
		{"another_RegExp", `function RegExp() {} new RegExp('(a+)+$')`, ""},
		{"no_text", `new RegExp()`, ""},
		{"wrong_text", `new RegExp('(a+)+$(')`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := places(test.text, check(t, "VX1703", test.text)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestSlowRegexpTellsTheInput(t *testing.T) {
	for _, test := range []struct{ text, message, hint string }{
		{`/^(\w+\s?)*$/`, `a match takes seconds with 28 characters like "aaaa…!": each further "a" doubles its time`, `write (\w+\s?)* so`},
		{`/\d+-?\d+-?\d+-?\d+x/`, `a match takes seconds with 202 characters like "111…a": its time grows with the power of 5 of the length`, "let no two"},
	} {
		f := check(t, "VX1703", test.text)[0]
		if f.Message != test.message || !strings.HasPrefix(f.Hint, test.hint) {
			t.Errorf("%s: %s\n%s", test.text, f.Message, f.Hint)
		}
	}
}

// key is a key of no one in the form of a provider's.
var key = "AKIA" + "Q3EG" + "RVNB" + "X6TZ" + "LM2K"

func TestSecret(t *testing.T) {
	text := "const id = '" + key + "';\nconst name = 'reception';"
	list := check(t, "VX1704", text)
	if got, want := places(text, list), "1:"+key; got != want {
		t.Fatalf("got %q, want %q", got, want)
	}
	f := list[0]
	if strings.Contains(f.Message+f.Hint+f.Source, key) || !strings.Contains(f.Message, "AKIA…") {
		t.Errorf("%s\n%s", f.Message, f.Source)
	}
	if want := strings.Replace(text, key, "AKIA"+strings.Repeat("*", 16), 1); f.Source != want {
		t.Errorf("source %q, want %q", f.Source, want)
	}
}

func TestSecretInTypeScript(t *testing.T) {
	text := "// typed\nconst ü: string = 'id=" + key + "';\n// " + key + "\ninterface A {}\n"
	list := check(t, "VX1704", text)
	if got, want := places(text, list), "2:"+key+" 3:"+key; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, f := range list {
		if strings.Contains(f.Source, key) {
			t.Errorf("source %q", f.Source)
		}
	}
}

func TestSecretOfSeveralLines(t *testing.T) {
	var lines []string
	for range 20 {
		lines = append(lines, "Q3EGRVNBX6TZLM2Kq3egrvnbx6tzlm2kQ3EGRVNBX6TZLM2Kq3egrvnbx6tzlm2k")
	}
	text := "const k = `-----BEGIN " + "PRIVATE KEY-----\n" + strings.Join(lines, "\n") + "\n-----END " + "PRIVATE KEY-----`;\nf();"
	list := check(t, "VX1704", text)
	if len(list) != 1 || !strings.HasPrefix(list[0].Message, "a private key stands") {
		t.Fatalf("got %+v", list)
	}
	if s := list[0].Source; strings.Contains(s, lines[0]) || strings.Count(s, "\n") != strings.Count(text, "\n") || len(s) != len(text) {
		t.Errorf("source %s", s)
	}
}

func TestRightScenariosGiveNothing(t *testing.T) {
	files, err := filepath.Glob("../../../../testdata/check/ok/*.js")
	if err != nil || len(files) == 0 {
		t.Fatal("no scenarios:", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range language.Rules() {
			if diff := cmp.Diff("", places(string(text), check(t, r.Code, string(text)))); diff != "" {
				t.Errorf("%s %s:\n%s", file, r.Code, diff)
			}
		}
	}
}

func TestAGlobalCalledLetIsNotDeclaredByLet(t *testing.T) {
	text := "function f() { let = 1; g(let); }"
	list := check(t, "VX1702", text)
	if got := places(text, list); got != "1:let" || list[0].Fix != nil {
		t.Errorf("%q with the fix %+v", got, list)
	}
}
