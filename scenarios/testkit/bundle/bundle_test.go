package bundle_test

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"voxemu/scenarios/testkit/bundle"
)

func folder(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		path := filepath.Join(dir, filepath.FromSlash(files[i]))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(files[i+1]), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

var ours = map[string]string{"voxemu/test": "module.exports = globalThis.ours"}

// Everything that a test imports is in its bundle, and known by its path.
func TestBundle(t *testing.T) {
	dir := folder(t, "a.test.ts", "import { test } from 'voxemu/test';\nimport { n } from './lib/n';\nimport data from './data.json';\nimport text from './text.txt';\nimport pkg from 'pkg';\ntest(n as number, data, text, pkg);\n",
		"lib/n.ts", "export const n: number = 42;", "data.json", `{"key": "value of data"}`, "text.txt", "a text", "node_modules/pkg/package.json", `{"main": "main.js"}`, "node_modules/pkg/main.js", "module.exports = 'of the package'")
	b, problems := bundle.File(filepath.Join(dir, "a.test.ts"), bundle.Options{Dir: dir, Modules: ours})
	if problems != nil {
		t.Fatal(problems)
	}
	for _, want := range []string{"42", "value of data", "a text", "of the package", "globalThis.ours"} {
		if !strings.Contains(b.Text, want) {
			t.Errorf("no %q in the bundle", want)
		}
	}
	if !strings.Contains(b.Map, "lib/n.ts") {
		t.Error("lib/n.ts is not in the source map")
	}
	want := []string{"a.test.ts", "data.json", "lib/n.ts", "node_modules/pkg/main.js", "text.txt"}
	for i, name := range want {
		want[i] = filepath.Join(dir, filepath.FromSlash(name))
	}
	if !slices.Equal(b.Files, want) {
		t.Errorf("files %q, want %q", b.Files, want)
	}
}

// What is wrong has its place, the text around it, and something to do.
func TestProblems(t *testing.T) {
	for name, tc := range map[string]struct{ text, want, hint string }{
		"it_does_not_parse":        {"let x = ;", "a.test.js:1:9: Unexpected \";\"", ""},
		"characters_not_bytes":     {"let ü = ;", "a.test.js:1:9: Unexpected \";\"", ""},
		"a_file_that_is_not_there": {"import './gone.js'", `a.test.js:1:8: there is no "./gone.js" to import`, "check the path: it is relative to the file that imports it"},
		"a_package_that_is_not":    {"import 'gone'", `a.test.js:1:8: there is no "gone" to import`, "install it with npm, or write ./ before a file beside this one"},
		"a_module_of_node":         {"import 'node:fs'", "a.test.js:1:8: node:fs is a module of Node: tests run in voxemu, which has none of them", ""},
		"a_module_of_ours":         {"import 'voxemu/tests'", "a.test.js:1:8: there is no module voxemu/tests: tests import 'voxemu/test'", ""},
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, "a.test.js", tc.text)
			b, problems := bundle.File(filepath.Join(dir, "a.test.js"), bundle.Options{Dir: dir, Modules: ours})
			if b != nil || len(problems) != 1 {
				t.Fatalf("got %v and %v, want one problem", b, problems)
			}
			if p := problems[0]; p.Error() != tc.want || p.Hint != tc.hint || p.Source != tc.text {
				t.Errorf("got %s (%s) in %q", p.Error(), p.Hint, p.Source)
			}
		})
	}
}

func TestAFileOutsideTheCurrentFolder(t *testing.T) {
	dir, other := folder(t, "x/y", ""), t.TempDir()
	_, problems := bundle.File(filepath.Join(dir, "gone.test.js"), bundle.Options{Dir: other, Modules: ours})
	if len(problems) != 1 || !strings.Contains(problems[0].Pos.File, "gone.test.js") {
		t.Errorf("got %v", problems)
	}
}

// Files of a folder that are bundled at once come out as each alone does, with only what they import themselves.
func TestFolder(t *testing.T) {
	dir := folder(t, "a.test.js", "import { test } from 'voxemu/test';\nimport { n } from './lib/n.js';\ntest(n);\n", "b.test.js", "import { test } from 'voxemu/test';\nimport m from './lib/m.js';\nconst n = 2;\ntest(m, n);\n",
		"lib/n.js", "import './both.js';\nexport const n = 1;", "lib/m.js", "import './both.js';\nexport default 3;", "lib/both.js", "globalThis.both = 1;")
	o := bundle.Options{Dir: dir, Modules: ours}
	paths := []string{filepath.Join(dir, "a.test.js"), filepath.Join(dir, "b.test.js")}
	all := bundle.Folder(paths, o)
	for i, path := range paths {
		alone, problems := bundle.File(path, o)
		if problems != nil || !reflect.DeepEqual(all[path], alone) {
			t.Errorf("%s: got %+v, want %+v (%v)", path, all[path], alone, problems)
		}
		want := []string{[]string{"a.test.js", "b.test.js"}[i], "lib/both.js", []string{"lib/n.js", "lib/m.js"}[i]}
		for i, name := range want {
			want[i] = filepath.Join(dir, filepath.FromSlash(name))
		}
		if !slices.Equal(all[path].Files, want) {
			t.Errorf("files %q, want %q", all[path].Files, want)
		}
	}
}

// If anything is wrong with one file, none is bundled: each then tells by itself.
func TestAFolderWithAMistake(t *testing.T) {
	dir := folder(t, "a.test.js", "let x = 1;", "b.test.js", "let x = ;")
	if all := bundle.Folder([]string{filepath.Join(dir, "a.test.js"), filepath.Join(dir, "b.test.js")}, bundle.Options{Dir: dir}); all != nil {
		t.Errorf("got %v", all)
	}
}
