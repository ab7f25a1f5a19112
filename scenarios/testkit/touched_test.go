package testkit_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"voxemu/scenarios/testkit"
)

const importsHelper = "import { test } from 'voxemu/test'; import { n } from '../lib/helper.js'; test('t' + n, () => {});"

const opensOther = "import { test } from 'voxemu/test'; test('t', async ({ app }) => { app.load('../other/other.js'); await app.call({ to: '1' }); });"

const usesOwn = "import { test } from 'voxemu/test'; test('t', async ({ app }) => { await app.call({ to: '1' }); });"

// Which test files have to do with a changed file.
func TestOnlyChanged(t *testing.T) {
	dir := folder(t,
		"one/voxemu.yaml", "", "one/main.js", echo, "one/own.test.js", "import { test } from 'voxemu/test'; test('t', () => {});",
		"one/tests/helped.test.js", importsHelper, "one/lib/helper.js", "export const n = 1;", "one/node_modules/x/index.js", "",
		"two/two.js", echo, "two/two.test.js", "import { test } from 'voxemu/test'; test('t', () => {});",
		"other/other.js", echo, "loads/loads.test.js", opensOther,
	)
	known := func(name string) ([]string, bool) {
		return []string{filepath.Join(dir, "other", "other.js")}, strings.HasPrefix(name, "loads/")
	}
	for name, tc := range map[string]struct {
		changed string
		known   bool
		want    string
	}{
		"nothing":                              {"", true, ""},
		"a_file_that_nobody_uses":              {"readme.md", true, ""},
		"a_test_file":                          {"two/two.test.js", true, "two/two.test.js"},
		"an_import_counts_for_who_imports_it":  {"one/lib/helper.js", true, "one/tests/helped.test.js"},
		"a_scenario_counts_for_its_project":    {"one/main.js", true, "one/own.test.js one/tests/helped.test.js"},
		"so_does_its_configuration":            {"one/voxemu.yaml", true, "one/own.test.js one/tests/helped.test.js"},
		"and_a_file_that_was_deleted":          {"one/gone.js", true, "one/own.test.js one/tests/helped.test.js"},
		"but_not_another_test":                 {"one/own.test.js", true, "one/own.test.js"},
		"nor_what_is_installed":                {"one/node_modules/x/index.js", true, ""},
		"without_a_project_the_folder_counts":  {"two/two.js", true, "two/two.test.js"},
		"what_was_loaded_in_earlier_runs":      {"other/other.js", true, "loads/loads.test.js"},
		"what_is_loaded_may_be_anything_first": {"readme.md", false, "loads/loads.test.js"},
	} {
		t.Run(name, func(t *testing.T) {
			s := run(t, dir, func(o *testkit.Options) {
				o.Changed = []string{}
				if tc.changed != "" {
					o.Changed = []string{filepath.Join(dir, filepath.FromSlash(tc.changed))}
				}
				if tc.known {
					o.Known = known
				}
			})
			var got []string
			for _, r := range s.Results {
				got = append(got, r.File)
			}
			if strings.Join(got, " ") != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestAFileThatCannotBeLoadedCountsAsChanged(t *testing.T) {
	dir := folder(t, "a.test.js", "import './gone.js'", "b.test.js", "import { test } from 'voxemu/test'; test('t', () => {});")
	s := run(t, dir, func(o *testkit.Options) { o.Changed = []string{filepath.Join(dir, "b.test.js")} })
	if got := statuses(s); got != "failed a.test.js\npassed b.test.js › t" {
		t.Errorf("got %q", got)
	}
}

// A run tells what its tests were made from, and what they used.
func TestSources(t *testing.T) {
	dir := folder(t, "lib/helper.js", "export const n = 1;", "other/other.js", echo, "tests/helped.test.js", importsHelper, "tests/loads.test.js", opensOther, "broken.test.js", "(", "other/own.test.js", usesOwn)
	s := run(t, dir, nil)
	path := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	if len(s.Files) != 4 {
		t.Fatalf("%d files, want 4", len(s.Files))
	}
	broken, own, helped, loads := s.Files[0], s.Files[1], s.Files[2], s.Files[3]
	if want := []string{path("other")}; !slices.Equal(own.Opened, want) {
		t.Errorf("opened %q, want %q", own.Opened, want)
	}
	if !broken.Broken || broken.Path != path("broken.test.js") || helped.Broken {
		t.Errorf("got %+v and %+v", broken, helped)
	}
	if want := []string{path("lib/helper.js"), path("tests/helped.test.js")}; !slices.Equal(helped.Files, want) {
		t.Errorf("files %q, want %q", helped.Files, want)
	}
	if want := []string{"tests/helped.test.js › t1"}; !slices.Equal(helped.IDs, want) {
		t.Errorf("IDs %q, want %q", helped.IDs, want)
	}
	if want := []string{path("other/other.js")}; !slices.Equal(loads.Opened, want) {
		t.Errorf("opened %q, want %q", loads.Opened, want)
	}
	for _, tc := range []struct {
		s    testkit.Sources
		file string
		want bool
	}{
		{helped, "lib/helper.js", true}, {helped, "other/other.js", false}, {loads, "other/other.js", true}, {loads, "lib/helper.js", false}, {broken, "any.js", true},
	} {
		if got := tc.s.Uses([]string{path(tc.file)}); got != tc.want {
			t.Errorf("%s uses %s: %v", tc.s.Name, tc.file, got)
		}
	}
}
