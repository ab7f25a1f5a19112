package pages

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/diag"
)

const sample = `# VX1299 sample-rule

A name that ` + "`never was`" + ` is **not** there,
and that goes on in a second line.

- one
  thing
- another

## Wrong

Some words.

` + "```js" + `
x();

y();
` + "```" + `

` + "```text" + `
1:1: error: no x [VX1299 sample-rule]
` + "```" + `

` + "```json rules.config.json" + `
[]
` + "```" + `

` + "```js a.voxengine.js" + `
a();
` + "```" + `

` + "```text" + `
rules.config.json:1:1: error: no rules [VX1299 sample-rule]
` + "```" + `

## Right

` + "```js" + `
z();
` + "```" + `

` + "```ts" + `
z() as any;
` + "```" + `
`

func TestParse(t *testing.T) {
	got, err := Parse(sample)
	if err != nil {
		t.Fatal(err)
	}
	want := Page{
		Code: "VX1299", Name: "sample-rule", Text: sample,
		Prose: "A name that `never was` is **not** there,\nand that goes on in a second line.\n\n- one\n  thing\n- another",
		Wrong: []Example{
			{Files: []File{{"js", "", "x();\n\ny();\n"}}, Output: "1:1: error: no x [VX1299 sample-rule]"},
			{
				Files:  []File{{"json", "rules.config.json", "[]\n"}, {"js", "a.voxengine.js", "a();\n"}},
				Output: "rules.config.json:1:1: error: no rules [VX1299 sample-rule]",
			},
		},
		Right: []Example{{Files: []File{{"js", "", "z();\n"}}}, {Files: []File{{"ts", "", "z() as any;\n"}}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestParseSaysWhatIsMissing(t *testing.T) {
	code := "```js\nx()\n```\n"
	out := "```text\ny\n```\n"
	for _, tc := range []struct{ name, page, want string }{
		{"nothing", "", "no title"},
		{"title", "## VX1 a\nx\n", "no title"},
		{"name", "# VX1\nx\n", `title "VX1" is not a code and a name`},
		{"words in the title", "# VX1 a b\nx\n", "is not a code and a name"},
		{"prose", "# VX1 a\n\n## Wrong\n", "says nothing before its examples"},
		{"no wrong", "# VX1 a\nx\n## Right\n" + code, "wrong examples: there are none"},
		{"no right", "# VX1 a\nx\n## Wrong\n" + code + out, "right examples: there are none"},
		{"no output", "# VX1 a\nx\n## Wrong\n" + code, "has no findings below it"},
		{"no output between", "# VX1 a\nx\n## Wrong\n" + code + code + out, "has no findings below it"},
		{"output alone", "# VX1 a\nx\n## Wrong\n" + out, "no wrong example before it"},
		{"output of right", "# VX1 a\nx\n## Wrong\n" + code + out + "## Right\n" + code + out, "no wrong example before it"},
		{"language", "# VX1 a\nx\n## Wrong\n```\nx\n```\n", "names no language"},
		{"end", "# VX1 a\nx\n```js\n", "line 3: the block of code has no end"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Parse(tc.page)
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want %q", err, tc.want)
			}
		})
	}
}

func TestReadNamesTheFile(t *testing.T) {
	for _, tc := range []struct{ name, file, text, want string }{
		{"another code", "VX1201.md", sample, "VX1201.md: the title has the code VX1299"},
		{"no page", "VX1201.md", "x", "VX1201.md: the page has no title"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := read(fstest.MapFS{tc.file: {Data: []byte(tc.text)}})
			if err == nil || !strings.HasPrefix(err.Error(), tc.want) {
				t.Errorf("got %v, want %q", err, tc.want)
			}
		})
	}
	all, err := read(fstest.MapFS{"VX1299.md": {Data: []byte(sample)}, "introduction.md": {Data: []byte("# x")}})
	if err != nil || len(all) != 1 || all[0].Code != "VX1299" {
		t.Errorf("got %v, %v", all, err)
	}
}

func TestExplainWrapsProseAndIndentsCode(t *testing.T) {
	p, err := Parse(sample)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := p.explain(&b, diag.Options{Width: 30}); err != nil {
		t.Fatal(err)
	}
	want := `VX1299 sample-rule

A name that ` + "`never was`" + ` is
**not** there, and that goes
on in a second line.

- one thing
- another

Wrong

Some words.

    x();

    y();

    1:1: error: no x [VX1299 sample-rule]

rules.config.json:
    []

a.voxengine.js:
    a();

    rules.config.json:1:1: error: no rules [VX1299 sample-rule]

Right

    z();

    z() as any;
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestExplainWithColours(t *testing.T) {
	p, err := Parse(sample)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := p.explain(&b, diag.Options{Width: 500, Color: true}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"\x1b[1mVX1299 sample-rule\x1b[0m\n",
		"A name that \x1b[36mnever was\x1b[0m is \x1b[1mnot\x1b[0m there, and that goes on in a second line.\n",
		"    \x1b[33m1:1: error: no x [VX1299 sample-rule]\x1b[0m\n",
		"\x1b[36mrules.config.json:\x1b[0m\n    []\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing:\n%s", want, b.String())
		}
	}
}

func TestExplainUnknownRule(t *testing.T) {
	for _, tc := range []struct{ rule, hint string }{
		{"VX0000", "voxemu check --list-rules shows them all"},
		{"sample-rul", "did you mean sample-rule?"},
		{"vx1298", "did you mean VX1299?"},
	} {
		p, _ := unknown(tc.rule, []Page{{Code: "VX1299", Name: "sample-rule"}}).(*diag.Problem)
		if p == nil || p.Hint != tc.hint || p.Exit != diag.ExitUsage {
			t.Errorf("%s: got %+v, want the hint %q", tc.rule, p, tc.hint)
		}
	}
	var b strings.Builder
	if err := Explain(&b, "no such rule", diag.Options{}); err == nil || b.Len() > 0 {
		t.Errorf("got %v and %q, want an error and no text", err, b.String())
	}
}
