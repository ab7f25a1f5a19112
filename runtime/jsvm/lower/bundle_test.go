package lower

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/diag"
)

// bundled makes a bundle of files, of which main.ts comes first, and its source map.
func bundled(t *testing.T, files map[string]string, minify bool) (text, m string) {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, "src", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := api.Build(api.BuildOptions{
		EntryPoints: []string{filepath.Join(dir, "src", "main.ts")}, Bundle: true, Outfile: filepath.Join(dir, "out.js"), AbsWorkingDir: dir, Format: api.FormatIIFE, LogLevel: api.LogLevelSilent,
		MinifySyntax: minify, MinifyWhitespace: minify, MinifyIdentifiers: minify, Sourcemap: api.SourceMapExternal, Charset: api.CharsetUTF8,
	})
	if len(r.Errors) > 0 {
		t.Fatal(r.Errors)
	}
	for _, f := range r.OutputFiles {
		if strings.HasSuffix(f.Path, ".map") {
			m = string(f.Contents)
		} else {
			text = string(f.Contents)
		}
	}
	return text, m
}

// files are what the bundles are made of.
var files = map[string]string{
	"main.ts": "import { fail, żółw } from './lib'\n\nżółw(); fail({ a: 1 });\n",
	"lib.ts":  "interface A { a: number }\nexport function żółw() {}\nexport function fail(x: A): never {\n  const ü = 'żółw 😀'; throw new Error(ü + x.a)\n}\n",
}

// placeOf returns the place that an output has for a word of its text.
func placeOf(t *testing.T, o *Output, word string) string {
	t.Helper()
	at := strings.Index(o.Text, word)
	if at < 0 {
		t.Fatalf("no %q in %s", word, o.Text)
	}
	line, start := o.text.line(at)
	return o.Place(line+1, at-start+1).String()
}

func TestBundlesLeadToTheirFiles(t *testing.T) {
	for _, minify := range []bool{false, true} {
		text, m := bundled(t, files, minify)
		inline := text + "\n//# sourceMappingURL=data:application/json;base64," + base64.StdEncoding.EncodeToString([]byte(m)) + "\n"
		for name, o := range map[string]func() (Output, error){
			"beside": func() (Output, error) { return Lower("dist/out.js", text, m) },
			"inside": func() (Output, error) { return Lower("dist/out.js", inline, "") },
		} {
			out, err := o()
			if err != nil {
				t.Fatal(err)
			}
			if out.Text != text && out.Text != inline {
				t.Errorf("%s: the text of the bundle was changed", name)
			}
			if got, want := placeOf(t, &out, "throw"), "dist/src/lib.ts:4:23"; got != want {
				t.Errorf("%s, minified %v: got %s, want %s", name, minify, got, want)
			}
			if got, want := placeOf(t, &out, "new Error"), "dist/src/lib.ts:4:29"; got != want {
				t.Errorf("%s, minified %v: got %s, want %s", name, minify, got, want)
			}
			if got, ok := out.SourceOf("dist/src/lib.ts"); got != files["lib.ts"] || !ok {
				t.Errorf("%s: the text of lib.ts is %q", name, got)
			}
			if _, ok := out.SourceOf("dist/out.js"); !ok {
				t.Errorf("%s: the text of the bundle is lost", name)
			}
			if got := out.Files(); got[0] != "dist/out.js" || !slices.Contains(got, "dist/src/lib.ts") || !slices.Contains(got, "dist/src/main.ts") {
				t.Errorf("%s: files %v", name, got)
			}
			if _, ok := out.SourceOf("other.js"); ok {
				t.Errorf("%s: a text of a file that nobody knows", name)
			}
		}
	}
}

// What others change in a bundle afterwards doesn't move its places.
func TestMapsGoOnBehindEdits(t *testing.T) {
	text, m := bundled(t, files, false)
	out, err := Lower("out.js", text, m)
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(text, "const ü")
	edited := out.Edit([]Edit{{Offset: at, Insert: "helper(); "}, {Offset: at, Delete: len("const"), Insert: "let\n"}})
	if edited.Text == text || out.Text != text {
		t.Error("the edit changed the wrong output")
	}
	for word, want := range map[string]string{"throw": "src/lib.ts:4:23", "helper": "src/lib.ts:4:3", "let\n": "src/lib.ts:4:3"} {
		if got := placeOf(t, &edited, word); got != want {
			t.Errorf("%s: got %s, want %s", word, got, want)
		}
	}
}

func TestReadableNames(t *testing.T) {
	for source, want := range map[string]string{
		"../src/x.ts":                     "src/x.ts",
		`..\src\x.ts`:                     "src/x.ts",
		"src/x.ts":                        "dist/src/x.ts",
		"/home/me/x.ts":                   "/home/me/x.ts",
		"webpack://app/./src/x.ts":        "src/x.ts",
		"webpack:///./src/x.ts?1a2b":      "src/x.ts",
		"webpack://app/../shared/x.ts":    "shared/x.ts",
		"webpack://app/webpack/bootstrap": "webpack/bootstrap",
		"webpack://@scope/name/./x.ts":    "name/x.ts",
		"turbopack://[project]/src/x.ts":  "src/x.ts",
		"file:///home/me/x%20y.ts":        "/home/me/x y.ts",
		"https://example.com/x.ts":        "https://example.com/x.ts",
		"webpack://app":                   "webpack://app",
		"file://":                         "file://",
		"":                                "",
	} {
		if got := readable("dist/out.js", source); got != want {
			t.Errorf("%s: got %s, want %s", source, got, want)
		}
	}
}

func TestMapURL(t *testing.T) {
	for text, want := range map[string]string{
		"x()\n//# sourceMappingURL=x.js.map":             "x.js.map",
		"x()\n//@ sourceMappingURL=x.js.map  \n\n":       "x.js.map",
		"x()\n//# sourceMappingURL=x.js.map\n// end\n":   "x.js.map",
		"//# sourceMappingURL=x.js.map\nx()":             "",
		"x('//# sourceMappingURL=x.js.map')\ny()":        "",
		"x() // sourceMappingURL=x":                      "",
		"x()":                                            "",
		"sourceMappingURL=":                              "",
		"//# sourceMappingURL=a\n//# sourceMappingURL=b": "b",
	} {
		if got := MapURL(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestBrokenMapsAreLeftAside(t *testing.T) {
	for name, tt := range map[string]struct{ m, want string }{
		"no_json":         {"{", "not JSON of a source map: unexpected end of JSON input"},
		"no_version":      {"{}", "source maps have version 3, not 0"},
		"no_mappings":     {`{"version":3}`, "it maps nothing"},
		"no_digits":       {`{"version":3,"sources":["a"],"mappings":"A!AA"}`, "its mappings are not numbers at character 1"},
		"two_fields":      {`{"version":3,"sources":["a"],"mappings":"AA"}`, "its mappings make no sense at character 2"},
		"six_fields":      {`{"version":3,"sources":["a"],"names":["b"],"mappings":"AAAAAA"}`, "its mappings make no sense at character 5"},
		"no_such_source":  {`{"version":3,"sources":["a"],"mappings":"ACAA"}`, "its mappings make no sense at character 4"},
		"no_such_name":    {`{"version":3,"sources":["a"],"names":[],"mappings":"AAAAA"}`, "its mappings make no sense at character 5"},
		"negative_line":   {`{"version":3,"sources":["a"],"mappings":"AADA"}`, "its mappings make no sense at character 4"},
		"unfinished":      {`{"version":3,"sources":["a"],"mappings":"g"}`, "its mappings are not numbers at character 1"},
		"endless_number":  {`{"version":3,"sources":["a"],"mappings":"ggggggggggggA"}`, "its mappings are not numbers at character 7"},
		"empty_section":   {`{"version":3,"sections":[{"offset":{"line":0,"column":0}}]}`, "a section of it has no map of its own"},
		"broken_section":  {`{"version":3,"sections":[{"offset":{"line":0,"column":0},"map":{"version":2}}]}`, "source maps have version 3, not 2"},
		"data_no_comma":   {"data:application/json", "a data address without a comma"},
		"data_no_base64":  {"data:;base64,!", "not base-64: illegal base64 data at input byte 0"},
		"data_no_percent": {"data:,%zz", `not a data address: invalid URL escape "%zz"`},
		"xssi":            {")]}'\n{", "not JSON of a source map: unexpected end of JSON input"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := CheckMap(tt.m); err == nil || err.Error() != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
			out, err := Lower("a.js", "x(1)", tt.m)
			if err != nil || out.Place(1, 2) != (diag.Pos{File: "a.js", Line: 1, Column: 2}) {
				t.Errorf("got %v, %v", out.Place(1, 2), err)
			}
		})
	}
	if err := CheckMap(`data:application/json,{"version":3,"sources":["a"],"mappings":"AAAA"}`); err != nil {
		t.Error(err)
	}
}

func TestMapsOfUnusualForm(t *testing.T) {
	inner := map[string]any{"version": 3, "sourceRoot": "lib/", "sources": []any{"x.ts", nil}, "sourcesContent": []any{"aa\nbbb"}, "names": []string{"n"}, "mappings": "AACAA,C;AAAA,CCAA"}
	data, err := json.Marshal(map[string]any{"version": 3, "sections": []any{map[string]any{"offset": map[string]int{"line": 1, "column": 2}, "map": inner}}})
	if err != nil {
		t.Fatal(err)
	}
	out, err := Lower("a.js", "0123456\n0123456\n0123456\n0", string(data))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, at := range [][2]int{{1, 1}, {2, 1}, {2, 3}, {2, 4}, {3, 1}, {3, 2}, {4, 1}} {
		got[diag.Pos{File: "a.js", Line: at[0], Column: at[1]}.String()] = out.Place(at[0], at[1]).String()
	}
	want := map[string]string{
		"a.js:1:1": "a.js:1:1", "a.js:2:1": "a.js:2:1", "a.js:2:3": "lib/x.ts:2:1", // as the offset of the section says
		"a.js:2:4": "a.js:2:4",     // stands for nothing
		"a.js:3:1": "lib/x.ts:2:1", // a column of a section is that of its first line
		"a.js:3:2": "a.js:3:2",     // a source without a name
		"a.js:4:1": "a.js:4:1",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestAMapWithoutTextsCountsItself(t *testing.T) {
	out, err := Lower("a.js", "one(); two()", `{"version":3,"sources":["x.ts"],"mappings":"AAEE,OAAQ"}`)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := placeOf(t, &out, "two"), "x.ts:3:11"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if _, ok := out.SourceOf("x.ts"); ok {
		t.Error("a text from nowhere")
	}
	out, _ = Lower("a.js", "one()", `{"version":3,"sources":["x.ts"],"sourcesContent":["short"],"mappings":"AAEE"}`)
	if got, want := placeOf(t, &out, "one"), "a.js:1:1"; got != want {
		t.Errorf("a line that isn't there: got %s, want %s", got, want)
	}
}
