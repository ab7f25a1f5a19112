package snapshot

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/diag"
)

const call = "toMatchInlineSnapshot"

// at makes a snapshot of the place that » marks in a text, and returns the text without the mark.
func at(text, value string) (string, Taken) {
	before, after, _ := strings.Cut(text, "»")
	line := 1 + strings.Count(before, "\n")
	column := 1 + len([]rune(before[strings.LastIndexByte(before, '\n')+1:]))
	return before + after, Taken{Text: value, Place: Place{Pos: diag.Pos{File: "a.test.js", Line: line, Column: column}, Call: call}}
}

func TestInlineSnapshotsAreWrittenIntoTheirCall(t *testing.T) {
	for name, one := range map[string]struct{ text, value, want string }{
		"no argument":             {"expect(x).»" + call + "();", "5", "expect(x)." + call + "(`5`);"},
		"place at the bracket":    {"expect(x)." + call + "»();", "5", "expect(x)." + call + "(`5`);"},
		"place before the chain":  {"»expect(x)\n  ." + call + "();", "5", "expect(x)\n  ." + call + "(`5`);"},
		"second of a line":        {"a." + call + "(); é." + call + "»();", "5", "a." + call + "(); é." + call + "(`5`);"},
		"a comment inside":        {"»" + call + "( /* ) */ );", "5", call + "( /* ) */ `5`);"},
		"another snapshot":        {"»" + call + "(`4`);", "5", call + "(`5`);"},
		"another in quotes":       {"»" + call + "('it\\'s');", "5", call + "(`5`);"},
		"several lines":           {"{\n    x.»" + call + "(`\n      old\n    `);\n}", "[\n  1,\n\n]", "{\n    x." + call + "(`\n      [\n        1,\n\n      ]\n    `);\n}"},
		"tabs":                    {"\tx.»" + call + "();", "a\nb", "\tx." + call + "(`\n\t\ta\n\t\tb\n\t`);"},
		"properties":              {"»" + call + "({ a: [1, ')'], b: `,` });", "5", call + "({ a: [1, ')'], b: `,` }, `5`);"},
		"properties and snapshot": {"»" + call + "({ a: f(1) }, `4`);", "5", call + "({ a: f(1) }, `5`);"},
		"a comma at the end":      {"»" + call + "(\n  `4`,\n);", "5", call + "(\n  `5`,\n);"},
		"properties and a comma":  {"»" + call + "({ a: 1 }, );", "5", call + "({ a: 1 }, `5`, );"},
		"signs of templates":      {"»" + call + "();", "`${x}\\", call + "(`\\`\\${x}\\\\`);"},
		"types of TypeScript":     {"expect<X>(x as Y).»" + call + "();", "5", "expect<X>(x as Y)." + call + "(`5`);"},
	} {
		t.Run(name, func(t *testing.T) {
			text, taken := at(one.text, one.value)
			got, err := Rewrite(text, []Taken{taken})
			if diff := cmp.Diff(one.want, got); err != nil || diff != "" {
				t.Error(err, diff)
			}
		})
	}
}

func TestSeveralAreWrittenIntoOneFile(t *testing.T) {
	text := "f." + call + "();\nf." + call + "(); f." + call + "();\n"
	place := func(line, column int, value string) Taken {
		return Taken{Text: value, Place: Place{Pos: diag.Pos{Line: line, Column: column}, Call: call}}
	}
	got, err := Rewrite(text, []Taken{place(2, 3, "b\nb"), place(1, 3, "a"), place(2, 3+len(call)+6, "c")})
	want := "f." + call + "(`a`);\nf." + call + "(`\n  b\n  b\n`); f." + call + "(`c`);\n"
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

func TestCallsThatCannotBeWrittenToAreNamed(t *testing.T) {
	for name, marked := range map[string]string{
		"another name":    "»expect(x).matches();",
		"no such line":    "x\n\n\n»",
		"no call":         "const f = »x." + call + ";",
		"no end":          "»" + call + "({ a: 1 ",
		"wrong brackets":  "»" + call + "({ a: 1 ];",
		"no end of text":  "»" + call + "('abc",
		"three arguments": "»" + call + "(a, b, c);",
		"an open comment": "»" + call + "(/* ",
		"an open line":    "»" + call + "(// ",
	} {
		text, taken := at(marked, "5")
		if name == "no such line" {
			text = "x"
		}
		if _, err := Rewrite(text, []Taken{taken}); err == nil || !strings.HasPrefix(err.Error(), "a.test.js:") {
			t.Errorf("%s: %v, want an error with the place", name, err)
		}
	}
}

func TestLooksOfInlineSnapshotsDoNotCount(t *testing.T) {
	for name, one := range map[string]struct{ text, want string }{
		"one line":                 {`5`, "5"},
		"indented":                 {"\n    {\n      a\n\n    }\n  ", "{\n  a\n\n}"},
		"tabs":                     {"\n\t\ta\n\t\t\tb\n\t", "a\n\tb"},
		"not indented":             {"\na\nb\n", "a\nb"},
		"indented less later":      {"\n    a\n  b\n", "    a\n  b"},
		"line breaks of Windows":   {"\r\n  a\r\n  b\r\n", "a\nb"},
		"no break at the end":      {"\n  a\n  b", "\n  a\n  b"},
		"no break at the start":    {"  a\n  b\n", "  a\n  b\n"},
		"nothing but a line break": {"\n", "\n"},
		"nothing":                  {"", ""},
	} {
		if got := unindent(one.text); got != one.want {
			t.Errorf("%s: %q, want %q", name, got, one.want)
		}
	}
	for _, value := range []string{"a", "a\nb", "{\n  x\n}", "a\n\nb", "`${x}`\n\\"} {
		if got := unindent(strings.NewReplacer("\\`", "`", `\\`, `\`, "\\${", "${").Replace(strings.Trim(indented(value, "\t  "), "`"))); got != value && !strings.Contains(value, "`") {
			t.Errorf("%q came back as %q", value, got)
		}
	}
}
