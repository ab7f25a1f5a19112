package lower

import (
	"testing"
	"unicode/utf8"

	"voxemu/runtime/diag"
)

// inside fails if a place is not in its file.
func inside(t *testing.T, o *Output, at diag.Pos) {
	t.Helper()
	text, ok := o.SourceOf(at.File)
	if !ok {
		return
	}
	starts := newLines(text).starts()
	if at.Line < 1 || at.Line > len(starts) || at.Column < 1 {
		t.Fatalf("%v is outside of its %d lines", at, len(starts))
	}
	end := len(text)
	if at.Line < len(starts) {
		end = starts[at.Line]
	}
	if n := utf8.RuneCountInString(text[starts[at.Line-1]:end]); at.Column > n+1 {
		t.Fatalf("%v is behind its %d characters", at, n)
	}
}

// everywhere asks for places all over a text.
func everywhere(t *testing.T, o *Output) {
	t.Helper()
	for i := 0; i <= len(o.Text); i += 1 + len(o.Text)/50 {
		inside(t, o, o.At(i))
		line, start := o.text.line(i)
		inside(t, o, o.Place(line+1, i-start+1))
	}
	inside(t, o, o.Place(-1, -1))
	inside(t, o, o.Place(1<<30, 1<<30))
}

func FuzzLower(f *testing.F) {
	for _, text := range []string{
		"let a: number = 1; enum E { A } namespace N { export const x = 1 }", "function f(x) { { function x() {} } } var x, f2", "import a from 'b'", "export {}", "await 1", "import.meta",
		"async function* g() { for await (const x of y) yield* x }", "`${a}` / 2 / /re/", "class A { constructor(private a = 1) {} static b = A; c: string }", "let ü = '😀' );", "\u2028\r\n(", "let r = /(/", "@d class A { accessor b }",
		"x()\n//# sourceMappingURL=data:application/json,{\"version\":3,\"sources\":[\"a\"],\"sourcesContent\":[\"b\"],\"mappings\":\"AAAA\"}", "\ufeffa", "#!x\n)", "'\xff", "declare let a; export = a", "if (a) function b() {} else function c() {}",
	} {
		f.Add(text, true)
		f.Add(text, false)
	}
	f.Fuzz(func(t *testing.T, text string, typed bool) {
		name := "a.js"
		if typed {
			name = "a.ts"
		}
		out, err := Lower(name, text, "")
		if e, ok := err.(*Error); ok {
			base := Output{name: name, base: newLines(text)}
			inside(t, &base, e.Pos)
			return
		}
		everywhere(t, &out)
		if raw := parse(out.Text); raw != nil {
			inside(t, &out, out.Complaint(raw).Pos)
		}
	})
}

func FuzzSourceMap(f *testing.F) {
	for _, m := range []string{
		`{"version":3,"sources":["a.ts"],"sourcesContent":["let a = 1\nlet b"],"names":["a"],"mappings":"AAAAA,IAAA;AACA"}`, `{"version":3,"sections":[{"offset":{"line":1,"column":2},"map":{"version":3,"sources":["x"],"mappings":"AAAA"}}]}`,
		"{}", ")]}'\n{}", `{"version":3,"sources":[null],"mappings":";;,A,ggggggB"}`, "data:application/json;base64,e30=", "data:,%7B%7D", `{"version":3,"sources":["webpack://a/../../b?c"],"sourceRoot":"/x/","mappings":"AAgggggE"}`,
	} {
		f.Add(m, "let a = 1\nlet b\nü()")
	}
	f.Fuzz(func(t *testing.T, m, text string) {
		out, err := Lower("dir/a.js", text, m)
		if err != nil {
			t.Fatal(err)
		}
		everywhere(t, &out)
		for _, file := range out.Files() {
			if file == "" {
				t.Fatal("a file without a name")
			}
		}
	})
}
