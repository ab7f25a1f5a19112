package testkit_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"voxemu/runtime/diag"
	"voxemu/scenarios/testkit"
)

func TestDiscover(t *testing.T) {
	dir := folder(t, "a.test.js", "", "sub/b.spec.ts", "", "sub/c.test.mjs", "", "sub/helper.js", "", "node_modules/x/d.test.js", "", ".voxemu/e.test.js", "", "odd.js", "", "empty/x.txt", "")
	for name, tc := range map[string]struct {
		paths []string
		want  string // the targets, or what the error says
	}{
		"the_current_folder":                 {nil, "a.test.js sub/b.spec.ts sub/c.test.mjs"},
		"a_folder":                           {[]string{"sub"}, "sub/b.spec.ts sub/c.test.mjs"},
		"an_absolute_path":                   {[]string{filepath.Join(dir, "sub")}, "sub/b.spec.ts sub/c.test.mjs"},
		"a_file_with_any_name":               {[]string{"odd.js"}, "odd.js"},
		"a_file_and_its_folder":              {[]string{"a.test.js", "."}, "a.test.js sub/b.spec.ts sub/c.test.mjs"},
		"two_lines_of_a_file":                {[]string{"a.test.js:3", "a.test.js:5"}, "a.test.js:[3 5]"},
		"a_folder_that_is_skipped_asked_for": {[]string{"node_modules"}, "node_modules/x/d.test.js"},
		"nothing_there":                      {[]string{"gone"}, "there is no gone"},
		"no_tests_there":                     {[]string{"empty", "sub/helper.js/x"}, "can't read sub/helper.js/x"},
		"no_tests_at_all":                    {[]string{"empty"}, "no tests found: looked for *.test.js and *.test.ts in empty"},
	} {
		t.Run(name, func(t *testing.T) {
			targets, err := testkit.Discover(tc.paths, dir)
			if err != nil {
				p, ok := err.(*diag.Problem)
				if !ok || p.Exit != diag.ExitUsage || !strings.HasPrefix(p.Message, tc.want) {
					t.Errorf("got %v, want %s", err, tc.want)
				}
				return
			}
			var got []string
			for _, target := range targets {
				text := target.Name
				if len(target.Lines) > 0 {
					text += fmt.Sprint(":", target.Lines)
				}
				got = append(got, text)
			}
			if strings.Join(got, " ") != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestFoldersWithTests(t *testing.T) {
	dir := folder(t, "a/b/c.js", "", "node_modules/x/y.js", "", ".git/z", "")
	want := []string{dir, filepath.Join(dir, "a"), filepath.Join(dir, "a", "b")}
	if got := testkit.Folders(dir); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := testkit.Folders(filepath.Join(dir, "gone")); len(got) != 0 {
		t.Errorf("got %q of a folder that is not there", got)
	}
	if !testkit.IsTest(filepath.Join(dir, "a.test.js")) || testkit.IsTest(filepath.Join(dir, "x.test.js", "a.js")) {
		t.Error("the name of the file decides whether it is a test")
	}
}

// What is wrong with a file while it is loaded has a place, code and no frames of the bundle.
func TestFilesThatThrowWhileTheyAreLoaded(t *testing.T) {
	dir := folder(t, "a.test.js", "import { test } from 'voxemu/test';\nfunction f() {\n  throw new Error('no');\n}\nf();\n")
	s := run(t, dir, nil)
	if len(s.Results) != 1 || len(s.Results[0].Broken) != 1 {
		t.Fatalf("got %s", told(s))
	}
	p := s.Results[0].Broken[0]
	if p.Error() != "a.test.js:3:9: no" || !strings.Contains(p.Source, "throw new") || len(p.Stack) != 2 || p.Exit != diag.ExitFailed {
		t.Errorf("got %v with %d characters of source and the stack %v", p, len(p.Source), p.Stack)
	}
}
