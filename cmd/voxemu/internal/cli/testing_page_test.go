package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// block is a piece of docs/testing.md that has the name of a file behind its language.
type block struct{ lang, file, text string }

func testingPage(t *testing.T) (page string, blocks []block) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(project, "docs", "testing.md"))
	if err != nil {
		t.Fatal(err)
	}
	page = string(data)
	for _, m := range regexp.MustCompile("(?s)```(\\w+) ([\\w.-]+)\n(.*?)```").FindAllStringSubmatch(page, -1) {
		blocks = append(blocks, block{m[1], m[2], m[3]})
	}
	return page, blocks
}

// All tests that docs/testing.md shows run against the scenario that it shows: they pass, but for those whose failure it prints.
func TestTestingPageIsTrue(t *testing.T) {
	page, blocks := testingPage(t)
	if named, all := strings.Count(page, "```js "), strings.Count(page, "```js"); named != all {
		t.Errorf("%d of %d blocks of JavaScript have no file name, so that nobody runs them", all-named, all)
	}
	dir := t.TempDir()
	fails := map[string]string{} // what is printed, by file
	var files []string
	for _, b := range blocks {
		if b.lang == "text" {
			fails[b.file] = b.text
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, b.file), []byte(b.text), 0o666); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.file, ".test.") || strings.Contains(b.file, ".spec.") {
			files = append(files, b.file)
		}
	}
	if len(files) < 5 || len(fails) == 0 {
		t.Fatalf("the page has only the tests %v, of which %d fail", files, len(fails))
	}
	for _, file := range files {
		t.Run(file, func(t *testing.T) {
			code, out, stderr := try(dir, "test", "--reporter", "plain", file)
			want, fail := fails[file]
			switch {
			case stderr != "":
				t.Error(stderr)
			case !fail && code != 0:
				t.Errorf("exit code %d\n%s", code, out)
			case fail && (code != 1 || !strings.Contains(out, want)):
				t.Errorf("exit code %d; the page says\n%s\nthe command\n%s", code, want, out)
			}
		})
	}
}

// Each flag, exit code and reporter that docs/testing.md names is there.
func TestTestingPageNamesWhatThereIs(t *testing.T) {
	page, _ := testingPage(t)
	_, help, _ := try(t.TempDir(), "test", "--help")
	flags := regexp.MustCompile("`(--[a-z-]+)").FindAllStringSubmatch(page, -1)
	if len(flags) < 15 {
		t.Errorf("only %d flags are named", len(flags))
	}
	for _, f := range flags {
		if f[1] != "--help" && !strings.Contains(help, f[1]+" ") {
			t.Errorf("%s is no flag of voxemu test", f[1])
		}
	}
	links := regexp.MustCompile(`\]\(([\w-]+\.md)`).FindAllStringSubmatch(page, -1)
	for _, l := range links {
		if _, err := os.Stat(filepath.Join(project, "docs", l[1])); err != nil {
			t.Error(err)
		}
	}
	examples := regexp.MustCompile("The examples (.*) show").FindStringSubmatch(page)
	if examples == nil {
		t.Fatal("no examples are named")
	}
	for _, e := range regexp.MustCompile("`([\\w-]+)`").FindAllStringSubmatch(examples[1], -1) {
		if found, _ := filepath.Glob(filepath.Join(project, "scenarios", "examples", e[1], "*.test.*")); slices.Equal(found, nil) {
			t.Errorf("there is no test of the example %s", e[1])
		}
	}
}
